import { describe, expect, test } from 'vitest';
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
  changedPlaces,
  isIdentity,
  type KeyedChange,
  removeAt,
  renameAt,
  setAt,
} from './keyedChange';
import { keyOf, type Place, placeKey, stepsInto, valueAt } from './place';

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

describe('a change is applied as the server applies it', () => {
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
    ['an empty list empties', '{"a":[{"id":"x"}]}', '{"a":[]}', '{}', '{"a":[]}'],
    [
      'lists with ids item by item, new ones at the end',
      '{"a":[{"id":"x","v":1},{"id":"y","v":2}]}',
      '{"a":[{"id":"z"},{"id":"y","v":3}]}',
      '{}',
      '{"a":[{"id":"x","v":1},{"id":"y","v":3},{"id":"z"}]}',
    ],
    [
      'where all are named, in their order',
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
      'ids in the older spelling',
      '{"a":[{"Id":"x","v":1},{"Id":"y"}]}',
      '{"a":[{"Id":"x","v":2}]}',
      '{}',
      '{"a":[{"Id":"x","v":2},{"Id":"y"}]}',
    ],
    [
      'an id that two share is none',
      '{"a":[{"id":"x"},{"id":"X"}]}',
      '{"a":[{"id":"y"}]}',
      '{}',
      '{"a":[{"id":"y"}]}',
    ],
    ['members are removed', '{"a":1,"b":2}', '{}', '{"a":true}', '{"b":2}'],
    [
      'items are removed, and members of items',
      '{"content":[{"id":"f"},{"id":"g"}],"steps":[{"id":"d","comments":[],"n":1}]}',
      '{}',
      '{"content":["F"],"steps":{"d":["comments"]}}',
      '{"content":[{"id":"g"}],"steps":[{"id":"d","n":1}]}',
    ],
    ['what is not there need not be removed', '{"a":1}', '{}', '{"b":true,"a":{"c":true}}', '{"a":1}'],
    ['removed first, then merged', '{"a":{"b":1,"c":2}}', '{"a":{"d":4}}', '{"a":true}', '{"a":{"d":4}}'],
    [
      'the last item goes, and another comes',
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

  test('what is removed in another way is refused', () => {
    expect(() => applied('{"a":{"b":1}}', '{}', '{"a":[1]}')).toThrow(TypeError);
    expect(() => applied('{"a":{"b":1}}', '{}', '{"a":"b"}')).toThrow(TypeError);
  });

  test('what does not change is the same object', () => {
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

describe('what has changed', () => {
  const between = (before: string, updated: string, removed?: string) => {
    const document = object(before);
    return changedPlaces(document, applyChange(document, change(updated, removed)));
  };
  test('is told by its place', () => {
    expect(between('{"a":{"b":1,"c":2}}', '{"a":{"c":3}}')).toEqual(['/a/c']);
    expect(between('{"a":[{"id":"x","v":1}]}', '{"a":[{"id":"x","v":2}]}')).toEqual(['/a/@X/v']);
    expect(between('{"a":{}}', '{"a":{"b/c":1}}')).toEqual(['/a/b~1c']);
  });
  test('is where something was taken from, and where only the order is another', () => {
    expect(between('{"a":{"b":1,"c":2}}', '{}', '{"a":["b"]}')).toEqual(['/a']);
    expect(between('{"a":[{"id":"x"},{"id":"y"}]}', '{"a":[{"id":"y"},{"id":"x"}]}')).toEqual(['/a']);
  });
  test('is nothing where nothing did', () => expect(between('{"a":1}', '{}')).toEqual([]));
});

describe('an edit says no more than it must', () => {
  const document = object('{"id":"d","steps":[{"id":"x","n":1,"tags":["a","b"]},{"id":"y"}],"o":{"p":1}}');
  const told = ({ updated, removed }: KeyedChange) => [writeJson(updated), writeJson(removed)];

  test('of a value: its own place alone', () => {
    expect(told(setAt(document, [{ name: 'steps' }, { id: 'x' }, { name: 'n' }], null))).toEqual([
      '{"steps":[{"id":"x","n":null}]}',
      '{}',
    ]);
  });
  test('of an item without an id: its list', () => {
    expect(
      told(setAt(document, [{ name: 'steps' }, { id: 'x' }, { name: 'tags' }, { index: 1 }], 'c')),
    ).toEqual(['{"steps":[{"id":"x","tags":["a","c"]}]}', '{}']);
  });
  test('of what goes: its name or its id', () => {
    expect(told(removeAt(document, [{ name: 'steps' }, { id: 'y' }]))).toEqual([
      '{}',
      '{"steps":{"y":true}}',
    ]);
    expect(told(removeAt(document, [{ name: 'o' }, { name: 'p' }]))).toEqual(['{}', '{"o":{"p":true}}']);
  });
  test('of what comes: itself', () => {
    expect(told(addTo(document, [{ name: 'steps' }], object('{"id":"z"}')))).toEqual([
      '{"steps":[{"id":"z"}]}',
      '{}',
    ]);
  });

  test('an id is what it is', () => {
    expect(isIdentity(document, [{ name: 'id' }])).toBe(true);
    expect(isIdentity(document, [{ name: 'steps' }, { id: 'x' }, { name: 'id' }])).toBe(true);
    expect(isIdentity(document, [{ name: 'steps' }, { id: 'x' }, { name: 'n' }])).toBe(false);
    expect(isIdentity(object('{"o":{"id":1}}'), [{ name: 'o' }, { name: 'id' }])).toBe(false);
  });
});

/** The same numbers each time, so that a failure can be looked into. */
function dice(seed: number): (sides: number) => number {
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
        ['id', `item-${index}-${roll(1000)}`],
        ['v', someValue(roll, depth - 1)],
      ]),
  );

function allPlaces(value: Json, base: Place = []): Place[] {
  return [base, ...stepsInto(value).flatMap(([step, inner]) => allPlaces(inner, [...base, step]))];
}

/** The plain way: a copy of everything, with one place treated. */
function treated(value: Json, place: Place, treat: (held: Json | undefined) => Json | undefined): Json {
  const [step, ...rest] = place;
  if (!step) return treat(value) ?? null;
  if ('name' in step && isObject(value)) {
    const copy = new Map(value);
    const inner =
      rest.length === 0 ? treat(copy.get(step.name)) : treated(copy.get(step.name) ?? null, rest, treat);
    if (inner === undefined) copy.delete(step.name);
    else copy.set(step.name, inner);
    return copy;
  }
  if (!isArray(value)) throw new TypeError('No such place.');
  const key = keyOf(value);
  return value.flatMap((item, index) => {
    const isIt =
      'index' in step
        ? index === step.index
        : key !== null && 'id' in step && isObject(item) && item.get(key) === step.id;
    if (!isIt) return [item];
    const inner = rest.length === 0 ? treat(item) : treated(item, rest, treat);
    return inner === undefined ? [] : [inner];
  });
}

test.each(Array.from({ length: 300 }, (_, seed) => seed))(
  'edits at random, sent as changes and applied, do what they would do at once: %i',
  (seed) => {
    const roll = dice(seed);
    let document: Json = new Map<string, Json>([
      ['id', 'document'],
      ['steps', someItems(roll, 3)],
      ...names.slice(0, 3).map((name): [string, Json] => [name, someValue(roll, 4)]),
    ]);

    for (let edit = 0; edit < 12; edit++) {
      if (!isObject(document)) throw new TypeError('No document.');
      const held: JsonObject = document;
      const places = allPlaces(held).filter((place) => place.length > 0 && !isIdentity(held, place));
      const place = places[roll(places.length)];
      if (!place) break;
      const value = valueAt(held, place) ?? null;
      const last = place.at(-1);
      let asked: KeyedChange;
      let expected: Json;
      switch (roll(4)) {
        case 0: {
          // As the page does: a value in the place of a value that is no object or list.
          if (isObject(value) || isArray(value)) continue;
          const next = someValue(roll, 0);
          asked = setAt(held, place, next);
          expected = treated(held, place, () => next);
          break;
        }
        case 1:
          asked = removeAt(held, place);
          expected = treated(held, place, () => undefined);
          break;
        case 2: {
          if (!last || !('name' in last)) continue;
          const holder = valueAt(held, place.slice(0, -1));
          const name = 'renamed';
          if (!isObject(holder) || holder.has(name)) continue;
          asked = renameAt(held, place, name);
          expected = treated(
            treated(held, place, () => undefined),
            [...place.slice(0, -1), { name }],
            () => value,
          );
          break;
        }
        default: {
          if (!isArray(value)) continue;
          const item: Json = keyOf(value) === null ? someValue(roll, 1) : new Map([['id', `new-${edit}`]]);
          asked = addTo(held, place, item);
          expected = treated(held, place, (list) => [...(list as JsonArray), item]);
        }
      }
      // Over the wire and back, as the server and the other pages read it.
      const sent = { updated: object(writeJson(asked.updated)), removed: object(writeJson(asked.removed)) };
      document = applyChange(held, sent);
      expect(writeJson(document)).toBe(writeJson(inOrderOf(expected, document)));
      expect(equals(document, expected), placeKey(place)).toBe(true);
      expect(equals(document, held)).toBe(changedPlaces(held, document).length === 0);
    }
  },
);

/** Members as the other value orders them: their order is nobody's promise, that of items is. */
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
