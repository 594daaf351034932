import type { ApiError } from '../api/ApiError';
import type { BoardDraft } from '../boards/board';
import { dotOfField, type Problem } from '../boards/problem';
import { t } from '../i18n';

/** Validation errors, assigned to the fields and cells that display them. */
export type FieldErrors = {
  readonly name?: string;
  readonly rows?: string;
  readonly cols?: string;
  readonly rule?: string;
  /** Keyed by the cell of the dot. */
  readonly cells: ReadonlyMap<number, string>;
  /** Errors without a field. */
  readonly general: readonly string[];
};

export const noErrors: FieldErrors = { cells: new Map(), general: [] };

export function errorsOfProblems(board: BoardDraft, problems: readonly Problem[]): FieldErrors {
  return assign(
    board,
    problems.map((problem) => [problem.field, t.value.editor.problems[problem.code](problem.values ?? {})]),
  );
}

export function errorsOfResponse(board: BoardDraft, error: ApiError): FieldErrors {
  const entries = Object.entries(error.problem.errors ?? {});
  return assign(
    board,
    entries.flatMap(([field, messages]) => messages.map((message): [string, string] => [field, message])),
  );
}

export function hasErrors({ cells, general, name, rows, cols, rule }: FieldErrors): boolean {
  return (
    cells.size > 0 || general.length > 0 || [name, rows, cols, rule].some((message) => message !== undefined)
  );
}

function assign(
  board: BoardDraft,
  messages: readonly (readonly [field: string, message: string])[],
): FieldErrors {
  const fields: { name?: string; rows?: string; cols?: string; rule?: string } = {};
  const cells = new Map<number, string>();
  const general: string[] = [];
  for (const [path, message] of messages) {
    // A JSON path or a .NET member: `$.dots[3]`, `Dots[3].Color`.
    const field = path.replace(/^\$\./, '').toLowerCase();
    const dot = board.dots[dotOfField(field) ?? -1];
    if (dot) {
      const cell = dot.row * board.cols + dot.col;
      if (!cells.has(cell)) cells.set(cell, message);
    } else if (field === 'name' || field === 'rows' || field === 'cols' || field === 'rule') {
      fields[field] ??= message;
    } else {
      general.push(message);
    }
  }
  return { ...fields, cells, general };
}
