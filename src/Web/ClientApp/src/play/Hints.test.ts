import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import type { Hint } from '../api/types';
import type { Board } from '../boards/board';
import { gridOf } from '../boards/grid';
import { sketch } from '../boards/sketch';
import { type Drawing, linesOf } from './drawing';
import { withLine } from './Hints';
import { PlaySession } from './PlaySession';

const { getHint } = vi.hoisted(() => ({ getHint: vi.fn() }));
vi.mock('../api/boards', () => ({ getBoard: vi.fn(), getHint }));

const geometry = sketch('A . A\nB . B');
const [red = '', blue = ''] = gridOf(geometry).pairs.keys();
const board = { id: 7, name: 'Seven', rule: 'all_cells', ...geometry, verdict: 'unique' } as Board;

const answer = (hint: Partial<Hint>) => ({ data: { wrong_line: null, line: null, ...hint } });

let playSession: PlaySession;

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  session.value = { status: 'anonymous' };
  playSession = new PlaySession(board, null, null);
});

afterEach(() => playSession.dispose());

function draw(...cells: number[]): void {
  const [first = 0, ...others] = cells;
  playSession.move({ type: 'press', cell: first });
  for (const cell of others) playSession.move({ type: 'drag', cell });
  playSession.move({ type: 'release' });
}

const drawing = () => playSession.game.value.drawing;
const current = () => playSession.hints.of(drawing());

describe('a hint', () => {
  test('draws the given cells, as a move that can be undone', async () => {
    draw(0, 1);
    const before = drawing();
    getHint.mockResolvedValue(
      answer({ line: linesOf(gridOf(geometry), [{ color: red, cells: [0, 1, 2] }])[0] }),
    );
    await playSession.hints.ask();
    expect(getHint).toHaveBeenCalledWith(7, linesOf(gridOf(geometry), before), expect.anything());
    expect(drawing()).toEqual([{ color: red, cells: [0, 1, 2] }]);
    expect(current()).toMatchObject({ kind: 'continued', color: red });
    expect(playSession.hints.count.value).toBe(1);

    playSession.move({ type: 'undo' });
    expect(drawing()).toEqual(before);
    expect(current()).toBeNull();
  });

  test('names the line that is wrong until the drawing changes', async () => {
    draw(0, 1, 4);
    getHint.mockResolvedValue(answer({ wrong_line: 0 }));
    await playSession.hints.ask();
    expect(current()).toMatchObject({ kind: 'wrong', line: { color: red } });
    expect(playSession.hints.count.value).toBe(1);

    playSession.move({ type: 'clear' });
    expect(current()).toBeNull();
  });

  test('for a drawing that has changed since is dropped', async () => {
    let finish = (_: ReturnType<typeof answer>) => {};
    getHint.mockReturnValue(
      new Promise((resolve) => {
        finish = resolve;
      }),
    );
    const asked = playSession.hints.ask();
    draw(3, 4, 5);
    finish(answer({ line: linesOf(gridOf(geometry), [{ color: red, cells: [0, 1, 2] }])[0] ?? null }));
    await asked;
    expect(drawing()).toEqual([{ color: blue, cells: [3, 4, 5] }]);
    expect(current()).toBeNull();
    expect(playSession.hints.count.value).toBe(0);
  });

  test.each([
    [409, 'unavailable'],
    [429, 'busy'],
    [503, 'busy'],
    [500, 'error'],
  ])('that the server refuses with %i is not counted', async (status, kind) => {
    getHint.mockRejectedValue(new ApiError(status, {}));
    await playSession.hints.ask();
    expect(current()?.kind).toBe(kind);
    expect(playSession.hints.count.value).toBe(0);
  });

  test('that all lines are complete is not counted', async () => {
    getHint.mockResolvedValue(answer({}));
    await playSession.hints.ask();
    expect(current()?.kind).toBe('complete');
    expect(playSession.hints.count.value).toBe(0);
  });
});

test('the line of a hint cuts free lines and replaces the one of its colour', () => {
  const before: Drawing = [
    { color: null, cells: [3, 4, 1] },
    { color: red, cells: [0, 1] },
  ];
  expect(withLine(before, { color: red, cells: [0, 1, 2] })).toEqual([
    { color: null, cells: [3, 4] },
    { color: red, cells: [0, 1, 2] },
  ]);
});
