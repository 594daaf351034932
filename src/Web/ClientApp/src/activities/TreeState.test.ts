import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { DocumentPath } from './documentPath';
import { isObject, type JsonObject, parseJson, writeJson } from './json';
import { applyChange } from './keyedChange';
import { LiveDocument } from './LiveDocument';
import { countValues, levelsWithin, summaryOf, TreeState } from './TreeState';

const object = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isObject(value)) throw new TypeError('No object.');
  return value;
};

let tree: TreeState;
let sent: string[];
const canWrite = signal(true);
const held = () => writeJson(tree.document.content.value ?? null);
const at = (...names: string[]): DocumentPath => names.map((name) => ({ name }));

beforeEach(() => {
  sent = [];
  canWrite.value = true;
  const live = new LiveDocument({
    get: () => Promise.reject(new Error('Not expected.')),
    patch: async (json) => {
      sent.push(json);
      return { data: '', revision: live.revision.peek() + 1, status: 200, location: null, date: null };
    },
  });
  live.replace(object('{"name":"x","n":1.50,"list":["a"],"steps":[{"id":"s","v":true}],"o":{}}'), 1);
  tree = new TreeState(live, canWrite);
});

test('keeps the type of a value', async () => {
  tree.startEditing('value', at('n'));
  expect(tree.editing.value?.draft).toMatchObject({ kind: 'number', text: '1.50' });
  tree.updateDraft({ text: 'much' });
  await tree.save();
  expect(tree.editing.value?.problem).toContain('number');
  tree.updateDraft({ text: ' 2.70 ' });
  await tree.save();
  expect(tree.editing.value).toBeNull();
  expect(object(held()).get('n')).toMatchObject({ source: '2.70' });
  expect(tree.focusTarget.value).toBe('/n');
});

test('changes the type of a value', async () => {
  tree.startEditing('value', at('name'));
  tree.updateDraft({ kind: 'null' });
  await tree.save();
  expect(object(held()).get('name')).toBeNull();
});

test('rejects an empty or a taken name', async () => {
  tree.startEditing('name', at('name'));
  for (const name of ['', 'list']) {
    tree.updateDraft({ name });
    await tree.save();
    expect(tree.editing.value?.problem).not.toBeNull();
  }
  expect(sent).toHaveLength(0);
  tree.updateDraft({ name: 'title' });
  await tree.save();
  expect([...object(held()).keys()]).toEqual(['n', 'list', 'steps', 'o', 'title']);
});

test('asks for a name when adding to an object, not to a list', async () => {
  tree.add(at('o'));
  tree.updateDraft({ name: 'p', text: 'v' });
  await tree.save();
  tree.add(at('list'));
  tree.updateDraft({ text: 'b' });
  await tree.save();
  expect(held()).toContain('"list":["a","b"]');
  expect(held()).toContain('"o":{"p":"v"}');
});

test('adds an item with an id to a list with ids', async () => {
  tree.add(at('steps'));
  expect(tree.editing.value).toBeNull();
  await new Promise((resolve) => setTimeout(resolve));
  expect(sent[0]).toMatch(
    /^\{"updated_fields":\{"steps":\[\{"id":"[\da-f-]{36}"\}\]\},"removed_fields":\{\}\}$/,
  );
});

test('asks before removing several values', () => {
  tree.remove(at('n'));
  expect(tree.pendingRemoval.value).toBeNull();
  tree.remove(at('steps'));
  expect(tree.pendingRemoval.value).toEqual(at('steps'));
  expect(sent).toHaveLength(1);
});

test('a concurrent change is a conflict only at the same path', () => {
  tree.startEditing('value', at('name'));
  tree.updateDraft({ text: 'mine' });
  const { document } = tree;
  document.replace(applyChange(object(held()), { updated: object('{"n":2}'), removed: new Map() }), 2);
  expect(tree.conflict.value).toBeNull();
  document.replace(
    applyChange(object(held()), { updated: object('{"name":"theirs"}'), removed: new Map() }),
    3,
  );
  expect(tree.conflict.value).toEqual({ theirs: 'theirs' });
  document.replace(applyChange(object(held()), { updated: new Map(), removed: object('{"name":true}') }), 4);
  expect(tree.conflict.value).toEqual({ theirs: undefined });
  expect(tree.editing.value?.draft.text).toBe('mine');
});

test('saves before editing another value, and stays if that fails', async () => {
  tree.startEditing('value', at('name'));
  tree.updateDraft({ text: 'y' });
  tree.startEditing('value', at('n'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(object(held()).get('name')).toBe('y');
  expect(tree.editing.value?.key).toBe('/n');
  tree.updateDraft({ text: 'no number' });
  tree.startEditing('value', at('name'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(tree.editing.value).toMatchObject({ key: '/n', draft: { text: 'no number' } });
});

test('does not start editing without write access', () => {
  canWrite.value = false;
  tree.startEditing('value', at('name'));
  expect(tree.editing.value).toBeNull();
});

test('expands as many levels as the row limit allows', () => {
  expect(tree.isExpanded('/steps/@S', 3)).toBe(true);
  const wide = parseJson(`{"list":[${Array.from({ length: 90 }, (_, id) => `{"id":"${id}","a":{"b":1}}`)}]}`);
  expect(levelsWithin(wide, 10)).toBe(1);
  expect(levelsWithin(wide, 100)).toBe(2);
  expect(levelsWithin(wide, 300)).toBe(3);
  expect(levelsWithin(wide, 10_000)).toBeGreaterThan(4);
  expect(countValues(wide)).toBe(2 + 90 * 4);
});

test('summarises an object by its first text that looks like a name', () => {
  expect(summaryOf(object('{"id":"x","title":"T","name":"N"}'))).toBe('N');
  expect(summaryOf(object('{"name":"","type":"Label"}'))).toBe('Label');
  expect(summaryOf(object('{"name":7}'))).toBe('');
});

test('takes the value that the user has entered for their own, although the response was lost', async () => {
  tree.startEditing('value', at('name'));
  tree.updateDraft({ text: 'y' });
  tree.document.replace(object('{"name":"y"}'), 2);
  expect(tree.conflict.value).toBeNull();
  await tree.save();
  expect(tree.editing.value).toBeNull();
});
