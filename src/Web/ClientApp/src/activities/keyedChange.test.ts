import { describe, expect, test } from 'vitest';
import { type DocumentPath, keyOf, pathKey, stepsInto, valueAt } from './documentPath';
import {
  equals,
  isArray,
  isObject,
  type Json,
  type JsonArray,
  JsonNumber,
  type JsonObject,
  parseJson,
  writeJson,
} from './json';
import {
  addTo,
  applyChange,
  changedPaths,
  isIdentity,
  type KeyedChange,
  removeAt,
  renameAt,
  setAt,
} from './keyedChange';

const object = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isObject(value)) throw new TypeError('No object.');
  return value;
};
const change = (updated: string, removed = '{}'): KeyedChange => ({
  updated: object(updated),
  removed: object(removed),
});
const applied = (document: string, updated: string, removed = '{}') =>
  writeJson(applyChange(object(document), change(updated, removed)));

describe('a change is applied by the rules of the server', () => {
  test.each([
    [
      'objects member by member',
      '{"a":{"b":1,"c":2}}',
      '{"a":{"c":3,"d":4}}',
      '{}',
      '{"a":{"b":1,"c":3,"d":4}}',
    ],
    [
      'null is a value',
      '{"a":1,"b":{"c":1}}',
      '{"a":null,"b":{"c":null}}',
      '{}',
      '{"a":null,"b":{"c":null}}',
    ],
    ['lists without ids are replaced', '{"a":[1,2,3]}', '{"a":[4]}', '{}', '{"a":[4]}'],
    ['an empty list clears the list', '{"a":[{"id":"x"}]}', '{"a":[]}', '{}', '{"a":[]}'],
    [
      'lists with ids item by item, new ones at the end',
      '{"a":[{"id":"x","v":1},{"id":"y","v":2}]}',
      '{"a":[{"id":"z"},{"id":"y","v":3}]}',
      '{}',
      '{"a":[{"id":"x","v":1},{"id":"y","v":3},{"id":"z"}]}',
    ],
    [
      'in the order of the change, if it names all items',
      '{"a":[{"id":"x","v":1},{"id":"y"}]}',
      '{"a":[{"id":"y"},{"id":"z"},{"id":"x"}]}',
      '{}',
      '{"a":[{"id":"y"},{"id":"z"},{"id":"x","v":1}]}',
    ],
    [
      'ids in any case',
      '{"a":[{"id":"AB","v":1}]}',
      '{"a":[{"id":"ab","w":2}]}',
      '{}',
      '{"a":[{"id":"ab","v":1,"w":2}]}',
    ],
    [
      'ids named Id',
      '{"a":[{"Id":"x","v":1},{"Id":"y"}]}',
      '{"a":[{"Id":"x","v":2}]}',
      '{}',
      '{"a":[{"Id":"x","v":2},{"Id":"y"}]}',
    ],
    [
      'a duplicate id does not count as one',
      '{"a":[{"id":"x"},{"id":"X"}]}',
      '{"a":[{"id":"y"}]}',
      '{}',
      '{"a":[{"id":"y"}]}',
    ],
    [
      'items whose ids are numbers, which are other ids than strings',
      '{"a":[{"id":1,"v":1},{"id":2}]}',
      '{"a":[{"id":1.0,"w":1},{"id":"2","w":2}]}',
      '{}',
      '{"a":[{"id":1.0,"v":1,"w":1},{"id":2},{"id":"2","w":2}]}',
    ],
    [
      'ids that read the same do not count as ids',
      '{"a":[{"id":1,"v":1},{"id":"1"}]}',
      '{"a":[{"id":1,"w":1}]}',
      '{}',
      '{"a":[{"id":1,"w":1}]}',
    ],
    [
      'items with numbers as ids are removed',
      '{"a":[{"id":1},{"id":2e0},{"id":0.5,"v":1},{"id":"x"}],"b":[{"id":7},{"id":"y"}]}',
      '{}',
      '{"a":{"1":true,"2":true,"0.5":["v"]},"b":[7,"Y"]}',
      '{"a":[{"id":0.5},{"id":"x"}],"b":[]}',
    ],
    ['members are removed', '{"a":1,"b":2}', '{}', '{"a":true}', '{"b":2}'],
    [
      'items are removed, and members of items',
      '{"content":[{"id":"f"},{"id":"g"}],"steps":[{"id":"d","comments":[],"n":1}]}',
      '{}',
      '{"content":["F"],"steps":{"d":["comments"]}}',
      '{"content":[{"id":"g"}],"steps":[{"id":"d","n":1}]}',
    ],
    ['removing something missing has no effect', '{"a":1}', '{}', '{"b":true,"a":{"c":true}}', '{"a":1}'],
    ['removed first, then merged', '{"a":{"b":1,"c":2}}', '{"a":{"d":4}}', '{"a":true}', '{"a":{"d":4}}'],
    [
      'the last item is removed, and another one added',
      '{"a":[{"id":"x","v":1}]}',
      '{"a":[{"id":"y"}]}',
      '{"a":["x"]}',
      '{"a":[{"id":"y"}]}',
    ],
    [
      'numbers keep their spelling',
      '{"a":1.0,"b":36.0}',
      '{"a":12345678901234567890.10}',
      '{}',
      '{"a":12345678901234567890.10,"b":36.0}',
    ],
  ])('%s', (_, document, updated, removed, expected) => {
    expect(applied(document, updated, removed)).toBe(expected);
  });

  test('rejects an invalid notation of what is removed', () => {
    expect(() => applied('{"a":{"b":1}}', '{}', '{"a":[true]}')).toThrow(TypeError);
    expect(() => applied('{"a":{"b":1}}', '{}', '{"a":"b"}')).toThrow(TypeError);
  });

  test('unchanged parts keep their identity', () => {
    const document = object('{"a":{"b":[{"id":"x","v":1},{"id":"y","w":{}}]},"c":{}}');
    const next = applyChange(document, change('{"a":{"b":[{"id":"x","v":2}]}}'));
    expect(next).not.toBe(document);
    expect(next.get('c')).toBe(document.get('c'));
    expect(valueAt(next, [{ name: 'a' }, { name: 'b' }, { id: 'y' }])).toBe(
      valueAt(document, [{ name: 'a' }, { name: 'b' }, { id: 'y' }]),
    );
    expect(applyChange(document, change('{}'))).toBe(document);
  });
});

describe('the changed paths', () => {
  const between = (before: string, updated: string, removed?: string) => {
    const document = object(before);
    return changedPaths(document, applyChange(document, change(updated, removed)));
  };
  test('are those of changed values', () => {
    expect(between('{"a":{"b":1,"c":2}}', '{"a":{"c":3}}')).toEqual(['/a/c']);
    expect(between('{"a":[{"id":1,"v":1}]}', '{"a":[{"id":1.0,"v":2}]}')).toEqual(['/a/@@1/v']);
    expect(between('{"a":[{"id":"x","v":1}]}', '{"a":[{"id":"x","v":2}]}')).toEqual(['/a/@X/v']);
    expect(between('{"a":{}}', '{"a":{"b/c":1}}')).toEqual(['/a/b~1c']);
  });
  test('include containers that lost something or were reordered', () => {
    expect(between('{"a":{"b":1,"c":2}}', '{}', '{"a":["b"]}')).toEqual(['/a']);
    expect(between('{"a":[{"id":"x"},{"id":"y"}]}', '{"a":[{"id":"y"},{"id":"x"}]}')).toEqual(['/a']);
  });
  test('are empty without a change', () => expect(between('{"a":1}', '{}')).toEqual([]));
});

describe('an edit is a minimal change', () => {
  const document = object('{"id":"d","steps":[{"id":"x","n":1,"tags":["a","b"]},{"id":"y"}],"o":{"p":1}}');
  const texts = ({ updated, removed }: KeyedChange) => [writeJson(updated), writeJson(removed)];

  test('of a value: only its own path', () => {
    expect(texts(setAt(document, [{ name: 'steps' }, { id: 'x' }, { name: 'n' }], null))).toEqual([
      '{"steps":[{"id":"x","n":null}]}',
      '{}',
    ]);
  });
  test('of an item without an id: its list', () => {
    expect(
      texts(setAt(document, [{ name: 'steps' }, { id: 'x' }, { name: 'tags' }, { index: 1 }], 'c')),
    ).toEqual(['{"steps":[{"id":"x","tags":["a","c"]}]}', '{}']);
  });
  test('of a removal: its name or id', () => {
    expect(texts(removeAt(document, [{ name: 'steps' }, { id: 'y' }]))).toEqual([
      '{}',
      '{"steps":{"y":true}}',
    ]);
    expect(texts(removeAt(document, [{ name: 'o' }, { name: 'p' }]))).toEqual(['{}', '{"o":{"p":true}}']);
  });
  test('of an addition: the new item', () => {
    expect(texts(addTo(document, [{ name: 'steps' }], object('{"id":"z"}')))).toEqual([
      '{"steps":[{"id":"z"}]}',
      '{}',
    ]);
  });

  test('ids are recognised', () => {
    expect(isIdentity(document, [{ name: 'id' }])).toBe(true);
    expect(isIdentity(document, [{ name: 'steps' }, { id: 'x' }, { name: 'id' }])).toBe(true);
    expect(isIdentity(document, [{ name: 'steps' }, { id: 'x' }, { name: 'n' }])).toBe(false);
    expect(isIdentity(object('{"o":{"id":1}}'), [{ name: 'o' }, { name: 'id' }])).toBe(false);
  });
});

/** A seeded generator, so that failures are reproducible. */
function seededRandom(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const names = ['a', 'b', '10', '2', 'id', 'x/y', '__proto__'];

function someValue(roll: (sides: number) => number, depth: number): Json {
  const kinds = depth > 0 ? 8 : 5;
  switch (roll(kinds)) {
    case 0:
      return null;
    case 1:
      return roll(2) === 0;
    case 2:
      return new JsonNumber(['0', '1.0', '-2', '1e3', '12345678901234567890'][roll(5)] ?? '0');
    case 3:
    case 4:
      return ['', 'text', 'more'][roll(3)] ?? '';
    case 5:
      return new Map(
        Array.from({ length: roll(4) }, () => [names[roll(names.length)] ?? 'a', someValue(roll, depth - 1)]),
      );
    case 6:
      return Array.from({ length: roll(4) }, () => someValue(roll, depth - 1));
    default:
      return someItems(roll, depth);
  }
}

const someItems = (roll: (sides: number) => number, depth: number): JsonArray =>
  Array.from(
    { length: roll(4) },
    (_, index) =>
      new Map<string, Json>([
        [
          'id',
          roll(4) === 0 ? new JsonNumber(`${index * 1000 + roll(1000)}`) : `item-${index}-${roll(1000)}`,
        ],
        ['v', someValue(roll, depth - 1)],
      ]),
  );

function allPaths(value: Json, base: DocumentPath = []): DocumentPath[] {
  return [base, ...stepsInto(value).flatMap(([step, inner]) => allPaths(inner, [...base, step]))];
}

/** A naive reference implementation: copies everything, with one value replaced. */
function withValue(
  value: Json,
  path: DocumentPath,
  update: (held: Json | undefined) => Json | undefined,
): Json {
  const [step, ...rest] = path;
  if (!step) return update(value) ?? null;
  if ('name' in step && isObject(value)) {
    const copy = new Map(value);
    const inner =
      rest.length === 0 ? update(copy.get(step.name)) : withValue(copy.get(step.name) ?? null, rest, update);
    if (inner === undefined) copy.delete(step.name);
    else copy.set(step.name, inner);
    return copy;
  }
  if (!isArray(value)) throw new TypeError('No such path.');
  const key = keyOf(value);
  return value.flatMap((item, index) => {
    const isTarget =
      'index' in step
        ? index === step.index
        : key !== null && 'id' in step && isObject(item) && item.get(key) === step.id;
    if (!isTarget) return [item];
    const inner = rest.length === 0 ? update(item) : withValue(item, rest, update);
    return inner === undefined ? [] : [inner];
  });
}

test.each(Array.from({ length: 300 }, (_, seed) => seed))(
  'random edits give the same result as the reference implementation: %i',
  (seed) => {
    const roll = seededRandom(seed);
    let document: Json = new Map<string, Json>([
      ['id', 'document'],
      ['steps', someItems(roll, 3)],
      ...names.slice(0, 3).map((name): [string, Json] => [name, someValue(roll, 4)]),
    ]);

    for (let round = 0; round < 12; round++) {
      if (!isObject(document)) throw new TypeError('No document.');
      const held: JsonObject = document;
      const paths = allPaths(held).filter((path) => path.length > 0 && !isIdentity(held, path));
      const path = paths[roll(paths.length)];
      if (!path) break;
      const value = valueAt(held, path) ?? null;
      const last = path.at(-1);
      let edit: KeyedChange;
      let expected: Json;
      switch (roll(4)) {
        case 0: {
          // The page only replaces values that are not containers.
          if (isObject(value) || isArray(value)) continue;
          const next = someValue(roll, 0);
          edit = setAt(held, path, next);
          expected = withValue(held, path, () => next);
          break;
        }
        case 1:
          edit = removeAt(held, path);
          expected = withValue(held, path, () => undefined);
          break;
        case 2: {
          if (!last || !('name' in last)) continue;
          const parent = valueAt(held, path.slice(0, -1));
          const name = 'renamed';
          if (!isObject(parent) || parent.has(name)) continue;
          edit = renameAt(held, path, name);
          expected = withValue(
            withValue(held, path, () => undefined),
            [...path.slice(0, -1), { name }],
            () => value,
          );
          break;
        }
        default: {
          if (!isArray(value)) continue;
          const item: Json = keyOf(value) === null ? someValue(roll, 1) : new Map([['id', `new-${round}`]]);
          edit = addTo(held, path, item);
          expected = withValue(held, path, (list) => [...(list as JsonArray), item]);
        }
      }
      // Serialised and parsed, as the server and the other pages receive it.
      const sent = { updated: object(writeJson(edit.updated)), removed: object(writeJson(edit.removed)) };
      document = applyChange(held, sent);
      expect(writeJson(document)).toBe(writeJson(inOrderOf(expected, document)));
      expect(equals(document, expected), pathKey(path)).toBe(true);
      expect(equals(document, held)).toBe(changedPaths(held, document).length === 0);
    }
  },
);

/** Orders members like another value: their order is insignificant, that of items is not. */
function inOrderOf(value: Json, like: Json): Json {
  if (isObject(value) && isObject(like)) {
    const ordered = [...like.keys()].filter((name) => value.has(name));
    const rest = [...value.keys()].filter((name) => !like.has(name));
    return new Map(
      [...ordered, ...rest].map((name) => [name, inOrderOf(value.get(name) ?? null, like.get(name) ?? null)]),
    );
  }
  if (isArray(value) && isArray(like))
    return value.map((item, index) => inOrderOf(item, like[index] ?? null));
  return value;
}
