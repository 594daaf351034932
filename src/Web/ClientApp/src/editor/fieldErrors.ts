import type { ApiError } from '../api/ApiError';
import type { BoardDraft } from '../boards/board';
import { dotOfField, type Problem } from '../boards/problem';
import { t } from '../i18n';

/** What is wrong with a design, where the author can see it. */
export type FieldErrors = {
  readonly name?: string;
  readonly rows?: string;
  readonly cols?: string;
  readonly rule?: string;
  /** By the cell of the dot. */
  readonly cells: ReadonlyMap<number, string>;
  /** What no field is to blame for. */
  readonly rest: readonly string[];
};

export const noErrors: FieldErrors = { cells: new Map(), rest: [] };

export function errorsOfProblems(board: BoardDraft, problems: readonly Problem[]): FieldErrors {
  return sort(
    board,
    problems.map((problem) => [problem.field, t.value.editor.problems[problem.code](problem.values ?? {})]),
  );
}

export function errorsOfAnswer(board: BoardDraft, error: ApiError): FieldErrors {
  const entries = Object.entries(error.problem.errors ?? {});
  return sort(
    board,
    entries.flatMap(([field, messages]) => messages.map((message): [string, string] => [field, message])),
  );
}

export function hasErrors({ cells, rest, name, rows, cols, rule }: FieldErrors): boolean {
  return (
    cells.size > 0 || rest.length > 0 || [name, rows, cols, rule].some((message) => message !== undefined)
  );
}

function sort(
  board: BoardDraft,
  messages: readonly (readonly [field: string, message: string])[],
): FieldErrors {
  const fields: { name?: string; rows?: string; cols?: string; rule?: string } = {};
  const cells = new Map<number, string>();
  const rest: string[] = [];
  for (const [path, message] of messages) {
    // JSON path or .NET member: `$.dots[3]`, `Dots[3].Color`.
    const field = path.replace(/^\$\./, '').toLowerCase();
    const dot = board.dots[dotOfField(field) ?? -1];
    if (dot) {
      const cell = dot.row * board.cols + dot.col;
      if (!cells.has(cell)) cells.set(cell, message);
    } else if (field === 'name' || field === 'rows' || field === 'cols' || field === 'rule') {
      fields[field] ??= message;
    } else {
      rest.push(message);
    }
  }
  return { ...fields, cells, rest };
}
