import { type BoardDraft, type Dot, limits } from './board';
import type { Problem } from './problem';
import { isColor, problemsOf } from './validation';

/** Far more than the largest board needs. */
const maxLength = 1_000_000;

export type Imported =
  | { readonly board: BoardDraft; readonly problems?: never }
  | { readonly board?: never; readonly problems: readonly Problem[] };

export function exportBoard({ name, rows, cols, rule, dots }: BoardDraft): string {
  const head = JSON.stringify({ name: name.trim(), rows, cols, rule }, null, 2).slice(0, -2);
  const lines = dots.map(({ row, col, color }) => `    ${JSON.stringify({ row, col, color })}`);
  // One dot per line, for readable files and diffs.
  return `${head},\n  "dots": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** Accepts unpaired dots and a missing name, because an unfinished design can be exported. */
export function importBoard(text: string): Imported {
  if (text.length > maxLength) {
    return { problems: [{ field: '', code: 'tooBig' }] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [{ field: '', code: 'notJson' }] };
  }
  if (!isRecord(value) || !Array.isArray(value.dots)) {
    return { problems: [{ field: '', code: 'notABoard' }] };
  }
  if (!value.dots.every(isRecord)) {
    return { problems: [{ field: 'dots', code: 'notABoard' }] };
  }
  if (value.rule !== undefined && value.rule !== 'all_cells' && value.rule !== 'pairs_only') {
    return { problems: [{ field: 'rule', code: 'ruleUnknown' }] };
  }
  const board: BoardDraft = {
    name: typeof value.name === 'string' ? [...value.name.trim()].slice(0, limits.name).join('') : '',
    rows: asNumber(value.rows),
    cols: asNumber(value.cols),
    rule: value.rule ?? 'all_cells',
    dots: value.dots.map(asDot),
  };
  const problems = problemsOf(board).filter(({ code }) => code !== 'dotUnpaired' && code !== 'nameMissing');
  return problems.length > 0 ? { problems } : { board };
}

function asDot(value: Record<string, unknown>): Dot {
  return {
    row: asNumber(value.row),
    col: asNumber(value.col),
    color: isColor(value.color) ? value.color.toUpperCase() : String(value.color),
  };
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
