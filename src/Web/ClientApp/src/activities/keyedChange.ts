import {
  type DocumentPath,
  foldId,
  idKey,
  idOf,
  idText,
  isId,
  isKeyedBy,
  type Key,
  keyOf,
  type PathStep,
  stepKey,
  stepsInto,
  valueAt,
} from './documentPath';
import { equals, isArray, isObject, type Json, type JsonArray, type JsonObject } from './json';

/** A change of a document as on the wire: `removed` is applied first, then `updated` is merged in. */
export type KeyedChange = { updated: JsonObject; removed: JsonObject };

const nothing: JsonObject = new Map();

/**
 * Applies a change by the same rules as the server: objects are merged member by member, lists with ids item by item,
 * and everything else is replaced. If the change names every item of the resulting list, it also defines the order.
 * Unchanged parts keep their identity.
 *
 * @throws TypeError if `removed` is not a tree of `true` and lists of names.
 */
export function applyChange(document: JsonObject, { updated, removed }: KeyedChange): JsonObject {
  return merge(document, removed, updated) as JsonObject;
}

function merge(target: Json, removed: Json | undefined, change: Json | undefined): Json {
  if (removed === undefined && change === undefined) return target;
  if (isObject(target) && (change === undefined || isObject(change))) {
    return mergeObjects(target, parseRemoved(removed), change ?? nothing);
  }
  if (isArray(target) && (change === undefined || isArray(change))) {
    const key = keyOf(target);
    if (key !== null && (change === undefined || isKeyedBy(change, key))) {
      return mergeArrays(target, key, parseRemoved(removed), change ?? []);
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
  const removalOf = (item: Json) => removedById.get(foldId(idText(idOf(item, key))));
  const changeById = new Map(change.map((item) => [idKey(idOf(item, key)), item]));
  const kept = new Map(
    target
      .filter((item) => removalOf(item) !== true)
      .map((item): [string, Json] => [idKey(idOf(item, key)), item]),
  );
  const mergeItem = (id: string, item: Json) => merge(item, removalOf(item), changeById.get(id));

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

function parseRemoved(removed: Json | undefined): ReadonlyMap<string, Json> {
  if (removed === undefined) return nothing;
  if (isObject(removed)) return removed;
  if (isArray(removed) && removed.every(isId)) {
    return new Map(removed.map((name) => [idText(name), true]));
  }
  throw new TypeError('removed_fields consists of objects, true, and lists of names or ids.');
}

/** The path keys of new and changed values, and of containers that lost something or were reordered. */
export function changedPaths(before: Json, after: Json, base = ''): string[] {
  if (before === after) return [];
  const isSameKind = (isObject(before) && isObject(after)) || (isArray(before) && isArray(after));
  if (!isSameKind) return equals(before, after) ? [] : [base];
  const old = new Map(stepsInto(before).map(([step, value]) => [stepKey(step), value]));
  const now = stepsInto(after);
  const paths = now.flatMap(([step, value]) => {
    const path = base + stepKey(step);
    const was = old.get(stepKey(step));
    return was === undefined ? [path] : changedPaths(was, value, path);
  });
  const kept = new Set(now.map(([step]) => stepKey(step)));
  const left = [...old.keys()].filter((step) => kept.has(step));
  const isShorter = left.length < old.size;
  // The order of members is insignificant.
  const isMoved = isArray(after) && [...kept].filter((step) => old.has(step)).join() !== left.join();
  return isShorter || isMoved ? [base, ...paths] : paths;
}

/** Sets one value. The change does not include its siblings, so that concurrent changes to them are kept. */
export function setAt(document: JsonObject, path: DocumentPath, value: Json): KeyedChange {
  return { updated: asObject(nest(document, path, value)), removed: nothing };
}

/** Removes one member or item. */
export function removeAt(document: JsonObject, path: DocumentPath): KeyedChange {
  const last = path.at(-1);
  const list = valueAt(document, path.slice(0, -1));
  if (last && 'index' in last && isArray(list)) {
    return setAt(
      document,
      path.slice(0, -1),
      list.filter((_, index) => index !== last.index),
    );
  }
  const unaddressable = path.findIndex((step) => 'index' in step);
  if (unaddressable >= 0) {
    // Nothing below an item without an id can be addressed, so the whole list is sent.
    const parent = path.slice(0, -1);
    const current = valueAt(document, parent);
    return setAt(document, parent, current === undefined ? null : without(current, last));
  }
  return { updated: nothing, removed: asObject(removalOf(path, true)) };
}

/** Renames a member, which moves it to the end. */
export function renameAt(document: JsonObject, path: DocumentPath, name: string): KeyedChange {
  const value = valueAt(document, path) ?? null;
  const parent = path.slice(0, -1);
  const { removed, updated } = removeAt(document, path);
  if (updated.size === 0) return { removed, updated: setAt(document, [...parent, { name }], value).updated };
  const current = without(valueAt(document, parent) ?? nothing, path.at(-1));
  return setAt(document, parent, new Map([...(current as JsonObject), [name, value]]));
}

/** Appends an item to a list. In a list with ids, it must have one. */
export function addTo(document: JsonObject, path: DocumentPath, item: Json): KeyedChange {
  const list = valueAt(document, path);
  const items = isArray(list) ? list : [];
  const key = keyOf(items);
  // Below an item without an id the whole list is sent.
  const isUnaddressable = path.some((step) => 'index' in step);
  if (isUnaddressable || key === null || !isObject(item) || !isKeyedBy([...items, item], key)) {
    return setAt(document, path, [...items, item]);
  }
  return { updated: asObject(nest(document, path, [item])), removed: nothing };
}

/**
 * Whether the value is the id of the document or of an item, which cannot be changed because it would identify another
 * one.
 */
export function isIdentity(document: JsonObject, path: DocumentPath): boolean {
  const last = path.at(-1);
  if (!last || !('name' in last) || (last.name !== 'id' && last.name !== 'Id')) return false;
  if (path.length === 1) return true;
  const list = valueAt(document, path.slice(0, -2));
  return isArray(list) && keyOf(list) === last.name;
}

function nest(value: Json | undefined, path: DocumentPath, leaf: Json): Json {
  const [step, ...rest] = path;
  if (!step) return leaf;
  if ('name' in step) {
    const inner = isObject(value) ? value.get(step.name) : undefined;
    return new Map([[step.name, nest(inner, rest, leaf)]]);
  }
  const list = isArray(value) ? value : [];
  if ('index' in step) return replaceItem(list, step.index, rest, leaf);
  const key = keyOf(list) ?? 'id';
  const item = list.find((other) => idKey(idOf(other, key)) === idKey(step.id));
  return [new Map<string, Json>([[key, step.id], ...asObject(nest(item, rest, leaf))])];
}

// An item without an id is replaced as a whole, so everything below it is included.
function replaceItem(list: JsonArray, at: number, rest: DocumentPath, leaf: Json): Json {
  return list.map((item, index) => (index === at ? replaceIn(item, rest, leaf) : item));
}

function replaceIn(value: Json | undefined, path: DocumentPath, leaf: Json): Json {
  const [step, ...rest] = path;
  if (!step) return leaf;
  if ('name' in step) {
    const members = new Map(isObject(value) ? value : []);
    return members.set(step.name, replaceIn(members.get(step.name), rest, leaf));
  }
  const list = isArray(value) ? value : [];
  const key = keyOf(list);
  return list.map((item, index) => {
    const isTarget =
      'index' in step ? index === step.index : key !== null && idKey(idOf(item, key)) === idKey(step.id);
    return isTarget ? replaceIn(item, rest, leaf) : item;
  });
}

function without(value: Json, step: PathStep | undefined): Json {
  if (!step) return value;
  if (isObject(value) && 'name' in step) return new Map([...value].filter(([name]) => name !== step.name));
  if (!isArray(value)) return value;
  const key = keyOf(value);
  return value.filter((item, index) =>
    'index' in step
      ? index !== step.index
      : key === null || !('id' in step) || idKey(idOf(item, key)) !== idKey(step.id),
  );
}

function removalOf(path: DocumentPath, leaf: Json): Json {
  const [step, ...rest] = path;
  if (!step) return leaf;
  return new Map([
    ['name' in step ? step.name : 'id' in step ? idText(step.id) : String(step.index), removalOf(rest, leaf)],
  ]);
}

const asObject = (value: Json): JsonObject => (isObject(value) ? value : nothing);
