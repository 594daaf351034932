import { expect, test } from 'vitest';
import type { EventType, StreamEvent } from '../stream/events';
import type { Board } from './board';
import { withVerdict } from './withVerdict';

const board = { id: 7, name: 'Seven', verdict: 'unknown', revision: 2 } as Board;

const event = (type: EventType, id: number) =>
  ({ cursor: 1, type, data: { board_id: id, verdict: 'unique' } }) as StreamEvent;

test('a board takes the verdict of its event and keeps everything else', () => {
  expect(withVerdict(board, event('checkedBoard', 7))).toEqual({ ...board, verdict: 'unique' });
});

test('other events leave the board as it is', () => {
  expect(withVerdict(board, event('checkedBoard', 8))).toBe(board);
  expect(withVerdict(board, event('updatedBoard', 7))).toBe(board);
});
