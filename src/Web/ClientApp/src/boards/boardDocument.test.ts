import { describe, expect, test } from 'vitest';
import type { BoardDraft } from './board';
import { exportBoard, importBoard } from './boardDocument';
import { sketch } from './sketch';

const board: BoardDraft = { name: 'Plansza "testowa"', rule: 'pairs_only', ...sketch('A . A\nB . B') };

function change(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...board, ...changes });
}

function problems(text: string): string[] {
  return (importBoard(text).problems ?? []).map(({ field, code }) => `${field} ${code}`.trim());
}

describe('a board as JSON', () => {
  test('survives a round trip', () => {
    expect(importBoard(exportBoard(board)).board).toEqual(board);
    expect(importBoard(exportBoard({ ...board, dots: [] })).board).toEqual({ ...board, dots: [] });
  });

  test('defaults to the rule all_cells, and may lack a name', () => {
    const { rule, name, ...rest } = board;
    expect(importBoard(JSON.stringify(rest)).board).toEqual({ ...rest, name: '', rule: 'all_cells' });
  });

  test('may have unknown members', () => {
    expect(importBoard(change({ id: 3, verdict: 'unique' })).board).toEqual(board);
  });

  test('may have a dot without a partner', () => {
    expect(importBoard(change({ dots: board.dots.slice(1) })).board?.dots).toHaveLength(3);
  });

  test('has its colours normalised', () => {
    const dots = board.dots.map((dot) => ({ ...dot, color: dot.color.toLowerCase() }));
    expect(importBoard(change({ dots })).board).toEqual(board);
  });
});

describe('what is refused', () => {
  test('text that is not a board', () => {
    expect(problems('{')).toEqual(['notJson']);
    expect(problems('[]')).toEqual(['notABoard']);
    expect(problems('null')).toEqual(['notABoard']);
    expect(problems('{}')).toEqual(['notABoard']);
    expect(problems(change({ dots: [null] }))).toEqual(['dots notABoard']);
    expect(problems(' '.repeat(2_000_000))).toEqual(['tooBig']);
  });

  test('sizes out of range or of the wrong type', () => {
    expect(problems(change({ rows: 51 }))).toEqual(['rows sideOutOfRange']);
    expect(problems(change({ dots: [], rows: 0, cols: '3' }))).toEqual([
      'rows sideOutOfRange',
      'cols sideOutOfRange',
    ]);
    expect(problems(change({ dots: [], rows: 2.5 }))).toEqual(['rows sideOutOfRange']);
  });

  test('dots off the grid, on each other, without a valid colour, or the third of a colour', () => {
    const [first, ...others] = board.dots;
    expect(problems(change({ dots: [{ ...first, row: 7 }, ...others] }))).toEqual(['dots[0] dotOffGrid']);
    expect(problems(change({ dots: [...board.dots, { ...first, color: '#000000' }] }))).toEqual([
      'dots[4] dotOnDot',
    ]);
    expect(problems(change({ dots: [{ ...first, color: 'red' }, ...others] }))).toEqual([
      'dots[0].color colorInvalid',
    ]);
    expect(problems(change({ dots: [{ ...first, row: 0, col: 1 }, ...board.dots] }))).toEqual([
      'dots[2].color dotTooMany',
    ]);
  });

  test('a rule that does not exist', () => {
    expect(problems(change({ rule: 'any' }))).toEqual(['rule ruleUnknown']);
  });
});
