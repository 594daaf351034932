import { isArray, isObject, type Json, type JsonArray } from './json';

/** Where a value stands in a document: by names into objects, by ids into lists that have them, by numbers into others. */
export type Place = readonly Step[];
export type Step = { name: string } | { id: string } | { index: number };

const keys = ['id', 'Id'] as const;
export type Key = (typeof keys)[number];

/**
 * The member by which the items of a list are told apart; null where they are not: in an empty list, and where
 * an item is no object, has no text as its id, or shares the id of another. Ids are the same in any letter case.
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

/** For an item of a list that has this key. */
export function idOf(item: Json, key: Key): string {
  const id = isObject(item) ? item.get(key) : undefined;
  if (typeof id !== 'string') throw new TypeError('The item has no id.');
  return id;
}

/** Letter by letter, as the server compares: a special case of one language must not join two ids. */
export function foldId(id: string): string {
  const folded = id.toUpperCase();
  if (folded.length === id.length) return folded;
  return id.replace(/[\s\S]/gu, (letter) => {
    const upper = letter.toUpperCase();
    return upper.length === letter.length ? upper : letter;
  });
}

/** The steps from a value to those in it, in their order. */
export function stepsInto(value: Json): [Step, Json][] {
  if (isObject(value)) return [...value].map(([name, member]) => [{ name }, member]);
  if (!isArray(value)) return [];
  const key = keyOf(value);
  return value.map((item, index) => [key === null ? { index } : { id: idOf(item, key) }, item]);
}

/** Undefined where the document has no such place. */
export function valueAt(document: Json, place: Place): Json | undefined {
  let value: Json | undefined = document;
  for (const step of place) {
    if (value === undefined) return undefined;
    value = valueIn(value, step);
  }
  return value;
}

function valueIn(value: Json, step: Step): Json | undefined {
  if ('name' in step) return isObject(value) ? value.get(step.name) : undefined;
  if (!isArray(value)) return undefined;
  if ('index' in step) return value[step.index];
  const key = keyOf(value);
  return key === null ? undefined : value.find((item) => foldId(idOf(item, key)) === foldId(step.id));
}

/** A text that no other place has. */
export function placeKey(place: Place): string {
  return place.map(stepKey).join('');
}

export function stepKey(step: Step): string {
  if ('name' in step) return `/${escapeName(step.name)}`;
  return 'id' in step ? `/@${escapeName(foldId(step.id))}` : `/#${step.index}`;
}

// As in RFC 6901, and so that no member's name looks like an id or a number.
const escapeName = (name: string): string =>
  name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('@', '~2').replaceAll('#', '~3');
