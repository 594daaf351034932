import { isArray, isObject, type Json, type JsonArray, JsonNumber } from './json';

/** The path of a value in a document: steps by name into objects, by id into lists with ids, by index into other lists. */
export type DocumentPath = readonly PathStep[];
export type PathStep = { name: string } | { id: Id } | { index: number };

/** A string, which is case-insensitive, or a number. The two are different ids even if they read the same. */
export type Id = string | JsonNumber;

const keys = ['id', 'Id'] as const;
export type Key = (typeof keys)[number];

/**
 * The member that identifies the items of a list. Null for an empty list, and if an item is not an object, has neither a
 * string nor a number as its id, or has an id that reads like another one's.
 */
export const keyOf = (list: JsonArray): Key | null => keys.find((key) => isKeyedBy(list, key)) ?? null;

export function isKeyedBy(list: JsonArray, key: Key): boolean {
  if (list.length === 0) return false;
  const seen = new Set<string>();
  return list.every((item) => {
    const id = isObject(item) ? item.get(key) : undefined;
    if (!isId(id)) return false;
    const known = seen.size;
    return seen.add(foldId(idText(id))).size > known;
  });
}

export function idOf(item: Json, key: Key): Id {
  const id = isObject(item) ? item.get(key) : undefined;
  if (!isId(id)) throw new TypeError('The item has no id.');
  return id;
}

export const isId = (value: Json | undefined): value is Id =>
  typeof value === 'string' || value instanceof JsonNumber;

/** What names an item in `removed_fields`. */
export const idText = (id: Id): string => (typeof id === 'string' ? id : String(Number(id.source)));

/** The same text for equal ids only. */
export const idKey = (id: Id): string => (typeof id === 'string' ? `"${foldId(id)}` : idText(id));

/** Folds case per character, as the server does: a mapping that changes the length must not make two ids equal. */
export function foldId(id: string): string {
  const folded = id.toUpperCase();
  if (folded.length === id.length) return folded;
  return id.replace(/[\s\S]/gu, (letter) => {
    const upper = letter.toUpperCase();
    return upper.length === letter.length ? upper : letter;
  });
}

/** The children of a value, with the steps that lead to them. */
export function stepsInto(value: Json): [PathStep, Json][] {
  if (isObject(value)) return [...value].map(([name, member]) => [{ name }, member]);
  if (!isArray(value)) return [];
  const key = keyOf(value);
  return value.map((item, index) => [key === null ? { index } : { id: idOf(item, key) }, item]);
}

/** @returns undefined if the path does not exist. */
export function valueAt(document: Json, path: DocumentPath): Json | undefined {
  let value: Json | undefined = document;
  for (const step of path) {
    if (value === undefined) return undefined;
    value = valueIn(value, step);
  }
  return value;
}

function valueIn(value: Json, step: PathStep): Json | undefined {
  if ('name' in step) return isObject(value) ? value.get(step.name) : undefined;
  if (!isArray(value)) return undefined;
  if ('index' in step) return value[step.index];
  const key = keyOf(value);
  return key === null ? undefined : value.find((item) => idKey(idOf(item, key)) === idKey(step.id));
}

/** A unique string for a path. */
export function pathKey(path: DocumentPath): string {
  return path.map(stepKey).join('');
}

export function stepKey(step: PathStep): string {
  if ('name' in step) return `/${escapeName(step.name)}`;
  if ('index' in step) return `/#${step.index}`;
  return typeof step.id === 'string' ? `/@${escapeName(foldId(step.id))}` : `/@@${idText(step.id)}`;
}

// Escaped as in RFC 6901; ~2 and ~3 keep names from looking like ids or indexes.
const escapeName = (name: string): string =>
  name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('@', '~2').replaceAll('#', '~3');
