import { expect, it } from 'vitest';
import { t } from '../i18n';
import { ApiError } from './ApiError';
import { problemText } from './problemText';

it.each([
  [409, {}, 'conflict'],
  [409, { setting: 'Boards__MaxPerUser', limit: 1000 }, 'quota'],
  [500, {}, 'server'],
  [507, {}, 'full'],
] as const)('explains a %i with %o', (status, problem, text) => {
  expect(problemText(new ApiError(status, problem))).toBe(t.value.problems[text]);
});
