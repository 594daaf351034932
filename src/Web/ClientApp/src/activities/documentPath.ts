import { isArray, isObject, type Json, type JsonArray } from './json';

/** The path of a value in a document: steps by name into objects, by id into lists with ids, by index into other lists. */
export type DocumentPath = readonly PathStep[];
export type PathStep = { name: string } | { id: string } | { index: number };

const keys = ['id', 'Id'] as const;
export type Key = (typeof keys)[number];

/**
 * The member that identifies the items of a list. Null for an empty list, and if an item is not an object, has no string
 * id, or shares its id with another. Ids are case-insensitive.
 */
export const keyOf = (list: JsonArray): Key | null => keys.find((key) => isKeyedBy(list, key)) ?? null;

export function isKeyedBy(list: JsonArray, key: Key): boolean {
  if (list.length === 0) return false;
  const seen = new Set<string>();
  return list.every((item) => {
    const id = isObject(item) ? item.get(key) : undefined;
    if (typeof id !== 'string') return false;
    const known = seen.size;
    return seen.add(foldId(id)).size > known;
  });
}

export function idOf(item: Json, key: Key): string {
  const id = isObject(item) ? item.get(key) : undefined;
  if (typeof id !== 'string') throw new TypeError('The item has no id.');
  return id;
}

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
  return key === null ? undefined : value.find((item) => foldId(idOf(item, key)) === foldId(step.id));
}

/** A unique string for a path. */
export function pathKey(path: DocumentPath): string {
  return path.map(stepKey).join('');
}

export function stepKey(step: PathStep): string {
  if ('name' in step) return `/${escapeName(step.name)}`;
  return 'id' in step ? `/@${escapeName(foldId(step.id))}` : `/#${step.index}`;
}

// Escaped as in RFC 6901; ~2 and ~3 keep names from looking like ids or indexes.
const escapeName = (name: string): string =>
  name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('@', '~2').replaceAll('#', '~3');
