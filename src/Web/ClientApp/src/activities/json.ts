/**
 * A JSON value that preserves its source: the order of members, including those with numeric names, and the spelling of
 * numbers, including those beyond double precision. Immutable: unchanged parts of a document keep their identity.
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

/** Whether the text is a valid JSON number (RFC 8259 section 6). */
export const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);

/** Compares by value, ignoring the order of members and the spelling of numbers. */
export function equals(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a instanceof JsonNumber || b instanceof JsonNumber) {
    return (
      a instanceof JsonNumber &&
      b instanceof JsonNumber &&
      (a.source === b.source || canonical(a.source) === canonical(b.source))
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

/** A canonical spelling of a number, compared exactly rather than as a double. */
function canonical(source: string): string {
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
  // Validates the grammar with good error messages, so that the parser below can assume well-formed input.
  JSON.parse(text);
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #token = new RegExp(token);

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Json {
    return this.#value(this.#nextToken());
  }

  #nextToken(): string {
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
    for (let next = this.#nextToken(); next !== '}'; next = this.#nextToken()) {
      if (next === ',') next = this.#nextToken();
      this.#nextToken();
      members.set(JSON.parse(next) as string, this.#value(this.#nextToken()));
    }
    return members;
  }

  #array(): JsonArray {
    const items: Json[] = [];
    for (let next = this.#nextToken(); next !== ']'; next = this.#nextToken()) {
      items.push(this.#value(next === ',' ? this.#nextToken() : next));
    }
    return items;
  }
}

/** @param indent With indentation, each member and item is on a line of its own. */
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
