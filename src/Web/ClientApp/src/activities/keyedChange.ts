import { equals, isArray, isObject, type Json, type JsonArray, type JsonObject } from './json';
import {
  foldId,
  idOf,
  isKeyedBy,
  type Key,
  keyOf,
  type Place,
  type Step,
  stepKey,
  stepsInto,
  valueAt,
} from './place';

/** A change of a document, as it is sent and announced: first what is removed is taken away, then what is updated is merged in. */
export type KeyedChange = { updated: JsonObject; removed: JsonObject };

const nothing: JsonObject = new Map();

/**
 * The document after a change, by the rule that the server has for its own: objects are merged member by
 * member, lists whose items have ids item by item, and everything else is replaced. Where the change names
 * every item of the result, its order is the result's. What did not change is the same object as before.
 *
 * @throws TypeError where what is removed is not written as a tree of `true` and lists of names.
 */
export function applyChange(document: JsonObject, { updated, removed }: KeyedChange): JsonObject {
  return merge(document, removed, updated) as JsonObject;
}

function merge(target: Json, removed: Json | undefined, change: Json | undefined): Json {
  if (removed === undefined && change === undefined) return target;
  if (isObject(target) && (change === undefined || isObject(change))) {
    return mergeObjects(target, readRemoved(removed), change ?? nothing);
  }
  if (isArray(target) && (change === undefined || isArray(change))) {
    const key = keyOf(target);
    if (key !== null && (change === undefined || isKeyedBy(change, key))) {
      return mergeArrays(target, key, readRemoved(removed), change ?? []);
    }
  }
  return change === undefined ? target : change;
}

function mergeObjects(
  target: JsonObject,
  removed: ReadonlyMap<string, Json>,
  change: JsonObject,
): JsonObject {
  const merged = new Map<string, Json>();
  let isSame = true;
  for (const [name, value] of target) {
    const gone = removed.get(name);
    if (gone === true) {
      isSame = false;
      continue;
    }
    const now = merge(value, gone, change.get(name));
    isSame &&= now === value;
    merged.set(name, now);
  }
  for (const [name, value] of change) {
    if (merged.has(name)) continue;
    isSame = false;
    merged.set(name, value);
  }
  return isSame ? target : merged;
}

function mergeArrays(
  target: JsonArray,
  key: Key,
  removed: ReadonlyMap<string, Json>,
  change: JsonArray,
): JsonArray {
  const removedById = new Map([...removed].map(([id, below]) => [foldId(id), below]));
  const changeById = new Map(change.map((item) => [foldId(idOf(item, key)), item]));
  const kept = new Map(
    target
      .map((item): [string, Json] => [foldId(idOf(item, key)), item])
      .filter(([id]) => removedById.get(id) !== true),
  );
  const mergeItem = (id: string, item: Json) => merge(item, removedById.get(id), changeById.get(id));

  let merged: Json[];
  if ([...kept.keys()].every((id) => changeById.has(id))) {
    merged = [...changeById].map(([id, item]) => {
      const old = kept.get(id);
      return old === undefined ? item : mergeItem(id, old);
    });
  } else {
    const added = [...changeById].filter(([id]) => !kept.has(id)).map(([, item]) => item);
    merged = [...[...kept].map(([id, item]) => mergeItem(id, item)), ...added];
  }
  const isSame = merged.length === target.length && merged.every((item, index) => item === target[index]);
  return isSame ? target : merged;
}

function readRemoved(removed: Json | undefined): ReadonlyMap<string, Json> {
  if (removed === undefined) return nothing;
  if (isObject(removed)) return removed;
  if (isArray(removed) && removed.every((name) => typeof name === 'string')) {
    return new Map(removed.map((name) => [name, true]));
  }
  throw new TypeError('removed_fields consists of objects, true, and lists of names or ids.');
}

/** What differs: the places of values that are new or other than before, and of those that something was taken from. */
export function changedPlaces(before: Json, after: Json, base = ''): string[] {
  if (before === after) return [];
  const isInto = (isObject(before) && isObject(after)) || (isArray(before) && isArray(after));
  if (!isInto) return equals(before, after) ? [] : [base];
  const old = new Map(stepsInto(before).map(([step, value]) => [stepKey(step), value]));
  const now = stepsInto(after);
  const places = now.flatMap(([step, value]) => {
    const place = base + stepKey(step);
    const was = old.get(stepKey(step));
    return was === undefined ? [place] : changedPlaces(was, value, place);
  });
  const kept = new Set(now.map(([step]) => stepKey(step)));
  const left = [...old.keys()].filter((step) => kept.has(step));
  const isShorter = left.length < old.size;
  // The order of members says nothing.
  const isMoved = isArray(after) && [...kept].filter((step) => old.has(step)).join() !== left.join();
  return isShorter || isMoved ? [base, ...places] : places;
}

/** Sets one value, with nothing said about its neighbours: what others change beside it meanwhile stays theirs. */
export function setAt(document: JsonObject, place: Place, value: Json): KeyedChange {
  return { updated: asObject(within(document, place, value)), removed: nothing };
}

/** Takes one member or item away. */
export function removeAt(document: JsonObject, place: Place): KeyedChange {
  const last = place.at(-1);
  const list = valueAt(document, place.slice(0, -1));
  if (last && 'index' in last && isArray(list)) {
    return setAt(
      document,
      place.slice(0, -1),
      list.filter((_, index) => index !== last.index),
    );
  }
  const blind = place.findIndex((step) => 'index' in step);
  if (blind >= 0) {
    // Behind an item without an id nothing can be pointed at: the whole list is said anew.
    const holder = place.slice(0, -1);
    const held = valueAt(document, holder);
    return setAt(document, holder, held === undefined ? null : without(held, last));
  }
  return { updated: nothing, removed: asObject(pointAt(place, true)) };
}

/** The value under another name, at the end. */
export function renameAt(document: JsonObject, place: Place, name: string): KeyedChange {
  const value = valueAt(document, place) ?? null;
  const holder = place.slice(0, -1);
  const { removed, updated } = removeAt(document, place);
  if (updated.size === 0) return { removed, updated: setAt(document, [...holder, { name }], value).updated };
  const held = without(valueAt(document, holder) ?? nothing, place.at(-1));
  return setAt(document, holder, new Map([...(held as JsonObject), [name, value]]));
}

/** Puts an item at the end of a list; where the others have ids, it must have one. */
export function addTo(document: JsonObject, place: Place, item: Json): KeyedChange {
  const list = valueAt(document, place);
  const items = isArray(list) ? list : [];
  const key = keyOf(items);
  // Behind an item without an id the whole list is said anew.
  const isBlind = place.some((step) => 'index' in step);
  if (isBlind || key === null || !isObject(item) || !isKeyedBy([...items, item], key)) {
    return setAt(document, place, [...items, item]);
  }
  return { updated: asObject(within(document, place, [item])), removed: nothing };
}

/**
 * Whether the value is what tells an item from the others, or the document from other documents: under
 * another id it would be another item.
 */
export function isIdentity(document: JsonObject, place: Place): boolean {
  const last = place.at(-1);
  if (!last || !('name' in last) || (last.name !== 'id' && last.name !== 'Id')) return false;
  if (place.length === 1) return true;
  const list = valueAt(document, place.slice(0, -2));
  return isArray(list) && keyOf(list) === last.name;
}

function within(value: Json | undefined, place: Place, leaf: Json): Json {
  const [step, ...rest] = place;
  if (!step) return leaf;
  if ('name' in step) {
    const inner = isObject(value) ? value.get(step.name) : undefined;
    return new Map([[step.name, within(inner, rest, leaf)]]);
  }
  const list = isArray(value) ? value : [];
  if ('index' in step) return replaced(list, step.index, rest, leaf);
  const key = keyOf(list) ?? 'id';
  const item = list.find((other) => foldId(idOf(other, key)) === foldId(step.id));
  return [new Map<string, Json>([[key, step.id], ...asObject(within(item, rest, leaf))])];
}

// Everything below an item without an id is replaced, so it must be said whole.
function replaced(list: JsonArray, at: number, rest: Place, leaf: Json): Json {
  return list.map((item, index) => (index === at ? put(item, rest, leaf) : item));
}

function put(value: Json | undefined, place: Place, leaf: Json): Json {
  const [step, ...rest] = place;
  if (!step) return leaf;
  if ('name' in step) {
    const members = new Map(isObject(value) ? value : []);
    return members.set(step.name, put(members.get(step.name), rest, leaf));
  }
  const list = isArray(value) ? value : [];
  const key = keyOf(list);
  return list.map((item, index) => {
    const isIt =
      'index' in step ? index === step.index : key !== null && foldId(idOf(item, key)) === foldId(step.id);
    return isIt ? put(item, rest, leaf) : item;
  });
}

function without(value: Json, step: Step | undefined): Json {
  if (!step) return value;
  if (isObject(value) && 'name' in step) return new Map([...value].filter(([name]) => name !== step.name));
  if (!isArray(value)) return value;
  const key = keyOf(value);
  return value.filter((item, index) =>
    'index' in step
      ? index !== step.index
      : key === null || !('id' in step) || foldId(idOf(item, key)) !== foldId(step.id),
  );
}

function pointAt(place: Place, leaf: Json): Json {
  const [step, ...rest] = place;
  if (!step) return leaf;
  return new Map([
    ['name' in step ? step.name : 'id' in step ? step.id : String(step.index), pointAt(rest, leaf)],
  ]);
}

const asObject = (value: Json): JsonObject => (isObject(value) ? value : nothing);
