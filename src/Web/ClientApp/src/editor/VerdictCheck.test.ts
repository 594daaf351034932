import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkDelay, type Puzzle, retryDelay, VerdictCheck } from './VerdictCheck';

type Pending = { body: Puzzle; signal: AbortSignal; respond(response: Response): Promise<void> };

let requests: Pending[];
let check: VerdictCheck;

beforeEach(() => {
  vi.useFakeTimers();
  requests = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    return new Promise<Response>((resolve, reject) => {
      const signal = init.signal as AbortSignal;
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      requests.push({
        body: JSON.parse(String(init.body)),
        signal,
        respond: async (response) => {
          resolve(response);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  });
  check = new VerdictCheck();
});

afterEach(() => {
  check.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const puzzle = (cols: number): Puzzle => ({
  rows: 1,
  cols,
  rule: 'all_cells',
  dots: [
    { row: 0, col: 0, color: '#DC2F34' },
    { row: 0, col: cols - 1, color: '#DC2F34' },
  ],
});

const answer = (verdict: string) =>
  Response.json({ verdict, solutions: 1, solution: null, other_solution: null });

const verdict = () => (check.state.value.kind === 'checked' ? check.state.value.check.verdict : null);

const requestAt = (nth: number): Pending => {
  const request = requests[nth];
  if (!request) throw new Error(`There are only ${requests.length} requests.`);
  return request;
};

describe('a check', () => {
  test('is sent once the design has not changed for a while', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay - 1);
    check.start(puzzle(4));
    await vi.advanceTimersByTimeAsync(checkDelay - 1);
    expect(requests).toHaveLength(0);
    expect(check.state.value.kind).toBe('checking');

    await vi.advanceTimersByTimeAsync(1);
    expect(requests.map(({ body }) => body)).toEqual([puzzle(4)]);
    await requestAt(0).respond(answer('unique'));
    expect(verdict()).toBe('unique');
  });

  test('is aborted by the next change, and its answer dropped', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    check.start(puzzle(4));
    expect(requestAt(0).signal.aborted).toBe(true);
    await requestAt(0).respond(answer('unsolvable'));
    expect(check.state.value.kind).toBe('checking');

    await vi.advanceTimersByTimeAsync(checkDelay);
    await requestAt(1).respond(answer('unique'));
    expect(check.state.value).toMatchObject({ kind: 'checked', puzzle: { cols: 4 } });
  });

  test('drops an answer whose body arrives after the next change', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    let finish = (_: string) => {};
    const body = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const late = answer('unsolvable');
    vi.spyOn(late, 'text').mockReturnValue(body);
    await requestAt(0).respond(late);
    check.start(puzzle(4));
    finish('{"verdict":"unsolvable"}');
    await vi.advanceTimersByTimeAsync(0);
    expect(check.state.value.kind).toBe('checking');
  });

  test('is not sent for a design that is incomplete', async () => {
    check.start({ ...puzzle(3), dots: [] });
    expect(check.state.value.kind).toBe('incomplete');
    check.start({ ...puzzle(3), dots: puzzle(3).dots.slice(1) });
    expect(check.state.value.kind).toBe('incomplete');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(0);
  });

  test.each([429, 503])('is repeated after Retry-After when the server answers %i', async (status) => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    await requestAt(0).respond(new Response(null, { status, headers: { 'Retry-After': '2' } }));
    expect(check.state.value.kind).toBe('postponed');
    await vi.advanceTimersByTimeAsync(1999);
    expect(requests).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(1);
    await requestAt(1).respond(answer('solvable'));
    expect(verdict()).toBe('solvable');
  });

  test('is repeated by itself when the server says nothing about when', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    await requestAt(0).respond(new Response(null, { status: 502 }));
    await vi.advanceTimersByTimeAsync(retryDelay * 1000);
    expect(requests).toHaveLength(2);
  });

  test('is not repeated for a design that has changed since', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    await requestAt(0).respond(new Response(null, { status: 429, headers: { 'Retry-After': '2' } }));
    check.start({ ...puzzle(3), dots: [] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
    expect(check.state.value.kind).toBe('incomplete');
  });

  test('is not repeated after a refusal', async () => {
    check.start(puzzle(3));
    await vi.advanceTimersByTimeAsync(checkDelay);
    await requestAt(0).respond(new Response(null, { status: 400 }));
    expect(check.state.value.kind).toBe('refused');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
  });
});
