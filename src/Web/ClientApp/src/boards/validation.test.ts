import { expect, test } from 'vitest';
import { type BoardDraft, sameGeometry } from './board';
import { dotOfField } from './problem';
import { sketch } from './sketch';
import { problemsOf } from './validation';

const board: BoardDraft = { name: 'One', rule: 'all_cells', ...sketch('A . A\nB . B') };

function codes(changes: Partial<BoardDraft>): string[] {
  return problemsOf({ ...board, ...changes }).map(({ field, code }) => `${field} ${code}`);
}

test('a valid board has no problems, with or without dots', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ dots: [] })).toEqual([]);
});

test('a name has 1 to 100 visible characters after trimming, and no controls', () => {
  expect(codes({ name: '   ' })).toEqual(['name nameMissing']);
  expect(codes({ name: ` ${'x'.repeat(100)} ` })).toEqual([]);
  expect(codes({ name: '🟣'.repeat(100) })).toEqual([]);
  expect(codes({ name: 'x'.repeat(101) })).toEqual(['name nameTooLong']);
  expect(codes({ name: 'a\nb' })).toEqual(['name nameCharacters']);
  expect(codes({ name: 'a\u202Eb' })).toEqual(['name nameCharacters']);
  expect(codes({ name: '\u200B \u3164\u2800\uFE0F' })).toEqual(['name nameMissing']);
});

test('an unpaired dot is reported', () => {
  expect(codes({ dots: board.dots.slice(1) })).toEqual(['dots[0] dotUnpaired']);
});

test('the index of a dot is parsed from its field', () => {
  expect(dotOfField('dots[3].color')).toBe(3);
  expect(dotOfField('Dots[12]')).toBe(12);
  expect(dotOfField('name')).toBeNull();
});

test('the order of the dots does not matter for the geometry', () => {
  expect(sameGeometry(board, { ...board, dots: board.dots.toReversed() })).toBe(true);
  expect(sameGeometry({ rows: 2, cols: 3, dots: [] }, { rows: 2, cols: 4, dots: [] })).toBe(false);
  expect(sameGeometry({ rows: 2, cols: 3, dots: [] }, { rows: 3, cols: 3, dots: [] })).toBe(false);
  expect(
    sameGeometry(board, { ...board, dots: board.dots.map((dot) => ({ ...dot, row: 1 - dot.row })) }),
  ).toBe(false);
});
