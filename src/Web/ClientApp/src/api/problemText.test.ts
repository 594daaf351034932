import { expect, it } from 'vitest';
import { t } from '../i18n';
import { ApiError } from './ApiError';
import { problemText } from './problemText';

it.each([
  [409, {}, 'conflict'],
  [409, { setting: 'Boards__MaxPerUser', limit: 1000 }, 'quota'],
  [403, {}, 'forbidden'],
  [500, {}, 'server'],
  [507, {}, 'full'],
] as const)('explains a %i with %o', (status, problem, text) => {
  expect(problemText(new ApiError(status, problem))).toBe(t.value.problems[text]);
});

it('shows what the operator has to correct where the server takes this page for a foreign one', () => {
  const problem = { detail: 'Pass on the Host header.', setting: 'Cors__Origins' };
  expect(problemText(new ApiError(403, problem))).toBe('Pass on the Host header.');
});
