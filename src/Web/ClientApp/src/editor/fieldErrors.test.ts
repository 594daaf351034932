import { expect, test } from 'vitest';
import { ApiError } from '../api/ApiError';
import type { BoardDraft } from '../boards/board';
import { sketch } from '../boards/sketch';
import { problemsOf } from '../boards/validation';
import { errorsOfProblems, errorsOfResponse, hasErrors, noErrors } from './fieldErrors';

const board: BoardDraft = { name: '', rule: 'all_cells', ...sketch('A . A\nB . .') };

test('client-side problems are assigned to fields and cells', () => {
  const errors = errorsOfProblems(board, problemsOf(board));
  expect(errors.name).toBe('Give the board a name.');
  expect([...errors.cells]).toEqual([
    [3, 'This dot has no partner yet. Place the second one, or remove this one.'],
  ]);
  expect(hasErrors(errors)).toBe(true);
});

test('server errors are assigned to the same fields, in either notation', () => {
  const errors = errorsOfResponse(
    board,
    new ApiError(400, {
      errors: {
        Name: ['Too short.', 'Too dull.'],
        'dots[1].color': ['Not a color.'],
        '$.dots[2]': ['Off the board.'],
        dots: ['Too many.'],
        'dots[9]': ['Where?'],
      },
    }),
  );
  expect(errors.name).toBe('Too short.');
  expect([...errors.cells]).toEqual([
    [2, 'Not a color.'],
    [3, 'Off the board.'],
  ]);
  expect(errors.general).toEqual(['Too many.', 'Where?']);
});

test('no errors if nothing is invalid', () => {
  expect(hasErrors(noErrors)).toBe(false);
  expect(hasErrors(errorsOfResponse(board, new ApiError(400, {})))).toBe(false);
});
