import { type BoardDraft, type Dot, limits } from './board';
import { isOn } from './grid';
import type { Problem } from './problem';

export function isColor(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

/** Everything that the server would reject, in the order of the form's fields. */
export function problemsOf(draft: BoardDraft): Problem[] {
  return [
    ...problemsOfName(draft.name),
    ...problemsOfSide('rows', draft.rows),
    ...problemsOfSide('cols', draft.cols),
    ...problemsOfDots(draft),
  ];
}

/** Control characters, line separators, bidi controls and lone surrogates, which would affect the text around a name. */
const forbidden = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

/** Characters with a visible glyph: no spaces, joiners, fillers, or combining marks alone. */
const visible =
  /[^\p{Z}\p{Cc}\p{Cf}\p{Mn}\u115F\u1160\u2065\u2800\u3164\uFFA0\uFFF0-\uFFF8\u{E0000}-\u{E0FFF}]/u;

function problemsOfName(name: string): Problem[] {
  // Counted in code points, as on the server.
  const length = [...name.trim()].length;
  if (length === 0) {
    return [{ field: 'name', code: 'nameMissing' }];
  }
  if (length > limits.name) {
    return [{ field: 'name', code: 'nameTooLong', values: { limit: limits.name } }];
  }
  if (forbidden.test(name.trim())) {
    return [{ field: 'name', code: 'nameCharacters' }];
  }
  return visible.test(name) ? [] : [{ field: 'name', code: 'nameMissing' }];
}

function problemsOfSide(field: 'rows' | 'cols', side: number): Problem[] {
  const fits = Number.isInteger(side) && side >= 1 && side <= limits.side;
  return fits ? [] : [{ field, code: 'sideOutOfRange', values: { limit: limits.side } }];
}

function problemsOfDots(draft: BoardDraft): Problem[] {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  const seen = new Map<string, number>();
  draft.dots.forEach((dot, index) => {
    const values = { row: dot.row + 1, col: dot.col + 1 };
    const place = `${dot.row},${dot.col}`;
    if (!isColor(dot.color)) {
      problems.push({ field: `dots[${index}].color`, code: 'colorInvalid', values });
    }
    if (!isOn(draft, dot)) {
      problems.push({ field: `dots[${index}]`, code: 'dotOffGrid', values });
    } else if (taken.has(place)) {
      problems.push({ field: `dots[${index}]`, code: 'dotOnDot', values });
    }
    taken.add(place);
    const nth = (seen.get(dot.color) ?? 0) + 1;
    seen.set(dot.color, nth);
    if (nth > 2) {
      problems.push({ field: `dots[${index}].color`, code: 'dotTooMany', values });
    }
  });
  for (const { dot, index } of unpairedDots(draft.dots)) {
    problems.push({
      field: `dots[${index}]`,
      code: 'dotUnpaired',
      values: { row: dot.row + 1, col: dot.col + 1 },
    });
  }
  return problems;
}

export function unpairedDots(dots: readonly Dot[]): { dot: Dot; index: number }[] {
  const count = new Map<string, number>();
  for (const dot of dots) {
    count.set(dot.color, (count.get(dot.color) ?? 0) + 1);
  }
  return dots.flatMap((dot, index) => (count.get(dot.color) === 1 ? [{ dot, index }] : []));
}
