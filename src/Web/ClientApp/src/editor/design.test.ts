import { describe, expect, test } from 'vitest';
import type { BoardDraft } from '../boards/board';
import { gridOf } from '../boards/grid';
import { palette } from '../boards/palette';
import { drawingAsText, sketch, sketchColor } from '../boards/sketch';
import { type Change, change, type Design, droppedBy, newDesign } from './design';

const [red = '', blue = '', green = ''] = palette;

const blank: BoardDraft = { name: 'New', rule: 'all_cells', rows: 3, cols: 3, dots: [] };

function design(text: string): Design {
  return newDesign({ name: 'New', rule: 'all_cells', ...sketch(text) });
}

function run(start: Design, ...changes: Change[]): Design {
  return changes.reduce(change, start);
}

function see({ board }: Design): string {
  return drawingAsText(gridOf(board), []);
}

const tap = (cell: number): Change => ({ type: 'tap', cell });
const undo: Change = { type: 'undo' };
const redo: Change = { type: 'redo' };

describe('placing', () => {
  test('two taps make a pair, and select the next colour', () => {
    const one = run(newDesign(blank), tap(0));
    expect(see(one)).toBe('A . .\n. . .\n. . .');
    expect(one.color).toBe(red);
    const two = run(one, tap(8));
    expect(see(two)).toBe('A . .\n. . .\n. . A');
    expect(two.color).toBe(blue);
  });

  test('an unpaired colour is selected when another pair is complete', () => {
    const half = run(newDesign(blank), tap(0), { type: 'color', color: green }, tap(1), tap(2));
    expect(half.color).toBe(red);
  });

  test('placing a third dot of a colour moves the first one', () => {
    const three = run(design('A . A\n. . .'), { type: 'color', color: red }, tap(4));
    expect(see(three)).toBe('. . A\n. A .');
    expect(three.board.dots).toHaveLength(2);
  });

  test('opening a design selects its unpaired colour', () => {
    expect(design('A A B\n. . .').color).toBe(blue);
    expect(design('A A .').color).toBe(blue);
  });
});

describe('moving', () => {
  test('a tap picks up a dot, the next one puts it down', () => {
    const held = run(design('A . A\n. . .'), tap(0));
    expect(held.held).toBe(0);
    expect(held.past).toEqual([]);
    const moved = run(held, tap(4));
    expect(see(moved)).toBe('. . A\n. A .');
    expect(moved.held).toBeNull();
  });

  test('a tap on the held dot puts it back, on another dot picks that up', () => {
    const pair = design('A . A\nB . B');
    expect(run(pair, tap(0), tap(0)).held).toBeNull();
    expect(run(pair, tap(0), tap(3)).held).toBe(2);
    expect(run(pair, tap(0), { type: 'putBack' }).held).toBeNull();
  });

  test('a dragged dot moves to an empty cell, returns from an occupied one, and is removed off the board', () => {
    const lifted = run(design('A . A\nB . B'), { type: 'lift', cell: 0 });
    expect(see(run(lifted, { type: 'drop', cell: 1 }))).toBe('. A A\nB . B');
    expect(see(run(lifted, { type: 'drop', cell: 3 }))).toBe('A . A\nB . B');
    expect(run(lifted, { type: 'drop', cell: 3 }).held).toBeNull();
    expect(see(run(lifted, { type: 'drop', cell: null }))).toBe('. . A\nB . B');
  });

  test('a moved dot keeps its letter', () => {
    const moved = run(design('A B\nA B\n. .'), tap(0), tap(4));
    expect(moved.board.dots[0]).toEqual({ row: 2, col: 0, color: red });
  });
});

describe('removing', () => {
  test('by key, or by tapping with the eraser', () => {
    const pair = design('A . A');
    const removed = run(pair, { type: 'remove', cell: 2 });
    expect(see(removed)).toBe('A . .');
    expect(removed.color).toBe(red);
    const erased = run(pair, { type: 'erasing', isErasing: true }, tap(0), tap(1));
    expect(see(erased)).toBe('. . A');
    expect(run(pair, { type: 'remove', cell: 1 })).toBe(pair);
  });

  test('the next tap places a removed dot', () => {
    expect(see(run(design('A B A\nB . .'), { type: 'remove', cell: 0 }, tap(5)))).toBe('. B A\nB . A');
  });

  test('choosing a colour turns the eraser off', () => {
    const erasing = run(design('A . A'), { type: 'erasing', isErasing: true });
    expect(run(erasing, { type: 'color', color: blue }).isErasing).toBe(false);
  });

  test('all at once', () => {
    expect(run(design('A . A'), { type: 'clear' }).board.dots).toEqual([]);
    expect(run(design('A . A'), { type: 'clear' }, undo).board.dots).toHaveLength(2);
  });
});

describe('colours', () => {
  test('choosing a colour while holding a dot recolours its pair', () => {
    const recolored = run(design('A . A\nB . B'), tap(0), { type: 'color', color: green });
    expect(recolored.board.dots.map(({ color }) => color)).toEqual([green, green, blue, blue]);
    expect(run(recolored, undo).board.dots[0]?.color).toBe(red);
  });

  test('but not to the colour of another pair', () => {
    const chosen = run(design('A . A\nB . B'), tap(0), { type: 'color', color: blue });
    expect(chosen.board.dots[0]?.color).toBe(red);
    expect(chosen.color).toBe(blue);
    expect(chosen.held).toBeNull();
  });
});

describe('size', () => {
  test('growing keeps all dots in place', () => {
    expect(see(run(design('A . A'), { type: 'size', rows: 2, cols: 4 }))).toBe('A . A .\n. . . .');
  });

  test('shrinking reports the dots it would drop, and undo restores them', () => {
    const pairs = design('A . A\nB . B');
    expect(droppedBy(pairs.board, 2, 2).map(({ color }) => color)).toEqual([
      sketchColor('A'),
      sketchColor('B'),
    ]);
    expect(droppedBy(pairs.board, 2, 3)).toEqual([]);
    const shrunk = run(pairs, { type: 'size', rows: 2, cols: 2 });
    expect(see(shrunk)).toBe('A .\nB .');
    expect(shrunk.board.dots).toHaveLength(2);
    expect(see(run(shrunk, undo))).toBe('A . A\nB . B');
  });

  test('a size out of range is ignored', () => {
    const one = design('A A');
    expect(run(one, { type: 'size', rows: 0, cols: 2 })).toBe(one);
    expect(run(one, { type: 'size', rows: 51, cols: 2 })).toBe(one);
    expect(run(one, { type: 'size', rows: 1.5, cols: 2 })).toBe(one);
  });
});

describe('undo and redo', () => {
  test('go through all changes', () => {
    const changed = run(newDesign(blank), tap(0), tap(1), { type: 'rule', rule: 'pairs_only' });
    const back = run(changed, undo, undo, undo);
    expect(back.board).toEqual(blank);
    expect(run(back, undo)).toBe(back);
    expect(run(back, redo, redo, redo).board).toEqual(changed.board);
  });

  test('a new change clears the redo stack', () => {
    const changed = run(newDesign(blank), tap(0), undo, tap(1));
    expect(run(changed, redo)).toBe(changed);
  });

  test('a name typed letter by letter is one undo step', () => {
    const named = run(newDesign(blank), { type: 'name', name: 'N' }, { type: 'name', name: 'Na' }, tap(0), {
      type: 'name',
      name: 'Nam',
    });
    expect(named.past.map(({ name }) => name)).toEqual(['New', 'Na', 'Na']);
  });

  test('a change without effect is not an undo step', () => {
    const pair = design('A . A');
    expect(run(pair, { type: 'rule', rule: 'all_cells' }).past).toEqual([]);
    expect(run(pair, { type: 'size', rows: 1, cols: 3 }).past).toEqual([]);
    expect(run(pair, { type: 'replace', board: pair.board }).past).toEqual([]);
  });

  test('an import can be undone', () => {
    const imported = run(design('A . A'), { type: 'replace', board: blank });
    expect(imported.color).toBe(red);
    expect(run(imported, undo).board.dots).toHaveLength(2);
  });
});
