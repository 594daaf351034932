/**
 * A JSON value as it was written: members keep their order, also those whose names are numbers, and numbers
 * their spelling, also those that no double can hold. Immutable: what did not change is the same object.
 */
export type Json = null | boolean | string | JsonNumber | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export type JsonObject = ReadonlyMap<string, Json>;

export class JsonNumber {
  constructor(readonly source: string) {}
}

export type Kind = 'null' | 'boolean' | 'text' | 'number' | 'list' | 'object';

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'text';
  if (value instanceof JsonNumber) return 'number';
  return isArray(value) ? 'list' : 'object';
}

export const isArray = (value: Json | undefined): value is JsonArray => Array.isArray(value);
export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;

/** Whether the text is a number as JSON writes one (RFC 8259 section 6). */
export const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);

/** The same value: the order of members does not count, and the spelling of a number only where a double says so. */
export function equals(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a instanceof JsonNumber || b instanceof JsonNumber) {
    return (
      a instanceof JsonNumber &&
      b instanceof JsonNumber &&
      (a.source === b.source || exactly(a.source) === exactly(b.source))
    );
  }
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && a.every((item, index) => equals(item, b[index] as Json));
  }
  if (isObject(a)) {
    if (!isObject(b) || a.size !== b.size) return false;
    return [...a].every(([name, value]) => {
      const other = b.get(name);
      return other !== undefined && equals(value, other);
    });
  }
  return false;
}

/** A spelling that all spellings of one number have in common: its digits, and where the first of them stands. */
function exactly(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  const trimmed = digits.replace(/0+$/, '');
  return `${sign}${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}

const token = /[\s]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/y;

/** @throws SyntaxError, as `JSON.parse` does. */
export function parseJson(text: string): Json {
  // It knows the grammar better, and says where it is broken; what is read below is well-formed.
  JSON.parse(text);
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #token = new RegExp(token);

  constructor(text: string) {
    this.#text = text;
  }

  read(): Json {
    return this.#value(this.#next());
  }

  #next(): string {
    const [, mark, text, number, literal] = this.#token.exec(this.#text) ?? [];
    return mark ?? text ?? number ?? literal ?? '';
  }

  #value(first: string): Json {
    switch (first) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      default:
        return first.startsWith('"') ? (JSON.parse(first) as string) : new JsonNumber(first);
    }
  }

  #object(): JsonObject {
    const members = new Map<string, Json>();
    for (let next = this.#next(); next !== '}'; next = this.#next()) {
      if (next === ',') next = this.#next();
      this.#next();
      members.set(JSON.parse(next) as string, this.#value(this.#next()));
    }
    return members;
  }

  #array(): JsonArray {
    const items: Json[] = [];
    for (let next = this.#next(); next !== ']'; next = this.#next()) {
      items.push(this.#value(next === ',' ? this.#next() : next));
    }
    return items;
  }
}

/** On one line, or with a line for each member and item. */
export function writeJson(value: Json, indent = '', inner = ''): string {
  if (value instanceof JsonNumber) return value.source;
  if (!isArray(value) && !isObject(value)) return JSON.stringify(value);
  const [open, close] = isArray(value) ? '[]' : '{}';
  const deeper = inner + indent;
  const parts = isArray(value)
    ? value.map((item) => writeJson(item, indent, deeper))
    : [...value].map(
        ([name, member]) => `${JSON.stringify(name)}:${indent && ' '}${writeJson(member, indent, deeper)}`,
      );
  if (parts.length === 0) return `${open}${close}`;
  if (indent === '') return `${open}${parts.join(',')}${close}`;
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${inner}${close}`;
}
