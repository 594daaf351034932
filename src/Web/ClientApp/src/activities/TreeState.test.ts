import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { isObject, type JsonObject, parseJson, writeJson } from './json';
import { applyChange } from './keyedChange';
import { LiveDocument } from './LiveDocument';
import type { Place } from './place';
import { countValues, levelsWithin, summaryOf, TreeState } from './TreeState';

const object = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isObject(value)) throw new TypeError('No object.');
  return value;
};

let tree: TreeState;
let sent: string[];
const mayWrite = signal(true);
const held = () => writeJson(tree.document.content.value ?? null);
const at = (...names: string[]): Place => names.map((name) => ({ name }));

beforeEach(() => {
  sent = [];
  mayWrite.value = true;
  const live = new LiveDocument({
    get: () => Promise.reject(new Error('Nobody asks.')),
    patch: async (json) => {
      sent.push(json);
      return { data: '', etag: `"${live.revision.peek() + 1}"`, status: 200, location: null, date: null };
    },
  });
  live.take(object('{"name":"x","n":1.50,"list":["a"],"steps":[{"id":"s","v":true}],"o":{}}'), 1);
  tree = new TreeState(live, mayWrite);
});

test('a value is written as the kind that it is', async () => {
  tree.begin('value', at('n'));
  expect(tree.editing.value?.draft).toMatchObject({ kind: 'number', text: '1.50' });
  tree.write({ text: 'much' });
  await tree.save();
  expect(tree.editing.value?.problem).toContain('number');
  tree.write({ text: ' 2.70 ' });
  await tree.save();
  expect(tree.editing.value).toBeNull();
  expect(object(held()).get('n')).toMatchObject({ source: '2.70' });
  expect(tree.wanted.value).toBe('/n');
});

test('a value may become one of another kind', async () => {
  tree.begin('value', at('name'));
  tree.write({ kind: 'null' });
  await tree.save();
  expect(object(held()).get('name')).toBeNull();
});

test('a new name must be one, and free', async () => {
  tree.begin('name', at('name'));
  for (const name of ['', 'list']) {
    tree.write({ name });
    await tree.save();
    expect(tree.editing.value?.problem).not.toBeNull();
  }
  expect(sent).toHaveLength(0);
  tree.write({ name: 'title' });
  await tree.save();
  expect([...object(held()).keys()]).toEqual(['n', 'list', 'steps', 'o', 'title']);
});

test('what is added to an object has a name, what is added to a list has none', async () => {
  tree.add(at('o'));
  tree.write({ name: 'p', text: 'v' });
  await tree.save();
  tree.add(at('list'));
  tree.write({ text: 'b' });
  await tree.save();
  expect(held()).toContain('"list":["a","b"]');
  expect(held()).toContain('"o":{"p":"v"}');
});

test('where the others have ids, what is added begins with one', async () => {
  tree.add(at('steps'));
  expect(tree.editing.value).toBeNull();
  await new Promise((resolve) => setTimeout(resolve));
  expect(sent[0]).toMatch(
    /^\{"updated_fields":\{"steps":\[\{"id":"[\da-f-]{36}"\}\]\},"removed_fields":\{\}\}$/,
  );
});

test('it is asked before more goes than one sees', () => {
  tree.remove(at('n'));
  expect(tree.asked.value).toBeNull();
  tree.remove(at('steps'));
  expect(tree.asked.value).toEqual(at('steps'));
  expect(sent).toHaveLength(1);
});

test('what somebody else writes meanwhile is a conflict only at the same place', () => {
  tree.begin('value', at('name'));
  tree.write({ text: 'mine' });
  const { document } = tree;
  document.take(applyChange(object(held()), { updated: object('{"n":2}'), removed: new Map() }), 2);
  expect(tree.conflict.value).toBeNull();
  document.take(applyChange(object(held()), { updated: object('{"name":"theirs"}'), removed: new Map() }), 3);
  expect(tree.conflict.value).toEqual({ theirs: 'theirs' });
  document.take(applyChange(object(held()), { updated: new Map(), removed: object('{"name":true}') }), 4);
  expect(tree.conflict.value).toEqual({ theirs: undefined });
  expect(tree.editing.value?.draft.text).toBe('mine');
});

test('to begin elsewhere is to save first, or to stay', async () => {
  tree.begin('value', at('name'));
  tree.write({ text: 'y' });
  tree.begin('value', at('n'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(object(held()).get('name')).toBe('y');
  expect(tree.editing.value?.key).toBe('/n');
  tree.write({ text: 'no number' });
  tree.begin('value', at('name'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(tree.editing.value).toMatchObject({ key: '/n', draft: { text: 'no number' } });
});

test('who may not write does not begin to', () => {
  mayWrite.value = false;
  tree.begin('value', at('name'));
  expect(tree.editing.value).toBeNull();
});

test('a short document is unfolded, a long one as far as there is room', () => {
  expect(tree.isOpen('/steps/@S', 3)).toBe(true);
  const wide = parseJson(`{"list":[${Array.from({ length: 90 }, (_, id) => `{"id":"${id}","a":{"b":1}}`)}]}`);
  expect(levelsWithin(wide, 10)).toBe(1);
  expect(levelsWithin(wide, 100)).toBe(2);
  expect(levelsWithin(wide, 300)).toBe(3);
  expect(levelsWithin(wide, 10_000)).toBeGreaterThan(4);
  expect(countValues(wide)).toBe(2 + 90 * 4);
});

test('an object is called by the first text that could be its name', () => {
  expect(summaryOf(object('{"id":"x","title":"T","name":"N"}'))).toBe('N');
  expect(summaryOf(object('{"name":"","type":"Label"}'))).toBe('Label');
  expect(summaryOf(object('{"name":7}'))).toBe('');
});
