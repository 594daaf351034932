import { expect, test } from 'vitest';
import { equals, isNumber, type JsonObject, kindOf, parseJson, writeJson } from './json';

test.each([
  '{}',
  '[]',
  '{"b":1,"a":{"10":null,"2":[]},"__proto__":{"x":true}}',
  '[1.0,36.0,-0,1e2,123456789012345678901234567890,0.1]',
  '["a\\"b\\\\","\\u017c\\n","{[,:]}",""]',
  'null',
  '"text"',
])('preserves the source: %s', (text) => {
  const written = writeJson(parseJson(text));
  expect(written.replaceAll('ż', '\\u017c')).toBe(text);
});

test('drops insignificant whitespace', () => {
  expect(writeJson(parseJson(' { "a" : [ 1 , 2 ] ,\n"b" : { } } '))).toBe('{"a":[1,2],"b":{}}');
});

test('writes with indentation', () => {
  const text = '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "c"\n}';
  expect(writeJson(parseJson(text), '  ')).toBe(text);
});

test.each(['', '{', '{"a":}', '[1,]', '{"a" 1}', '01', 'nul', '"a', '[1] 2'])(
  'rejects invalid JSON: %s',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

test.each([
  ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
  ['1', '1.0', true],
  ['100', '1e2', true],
  ['0', '-0.00', true],
  ['1200', '12e2', true],
  ['12', '12e2', false],
  ['9007199254740993', '9007199254740992', false],
  ['[1,2]', '[2,1]', false],
  ['[]', '{}', false],
  ['null', '{}', false],
  ['{"a":null}', '{"b":null}', false],
  ['"1"', '1', false],
])('%s equals %s: %s', (a, b, same) => {
  expect(equals(parseJson(a), parseJson(b))).toBe(same);
});

test('tells the kinds of values apart', () => {
  const value = parseJson('[null,true,"a",1,[],{}]');
  expect((value as readonly never[]).map(kindOf)).toEqual([
    'null',
    'boolean',
    'text',
    'number',
    'list',
    'object',
  ]);
  expect((parseJson('{"__proto__":1}') as JsonObject).get('__proto__')).toBeDefined();
});

test.each(['0', '-1', '1.5', '1e9', '2E-3'])('%s is a number', (text) => expect(isNumber(text)).toBe(true));
test.each(['', '01', '.5', '1.', '+1', 'NaN', '1e', '0x1', ' 1'])('"%s" is not a number', (text) =>
  expect(isNumber(text)).toBe(false),
);
