/** A validation error. Its field is named as the server names it: `name`, `dots[3].color`. */
export interface Problem {
  readonly field: string;
  readonly code: ProblemCode;
  /** The placeholders of the message: row and column (from 1), or the limit. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export type ProblemCode =
  | 'nameMissing'
  | 'nameTooLong'
  | 'nameCharacters'
  | 'sideOutOfRange'
  | 'dotOffGrid'
  | 'dotOnDot'
  | 'dotUnpaired'
  | 'dotTooMany'
  | 'colorInvalid'
  | 'ruleUnknown'
  | 'notJson'
  | 'notABoard'
  | 'tooBig';

/** The index of the dot in a field such as `dots[3].color` or `Dots[3]`. */
export function dotOfField(field: string): number | null {
  const match = /^dots\[(\d+)\]/i.exec(field);
  return match ? Number(match[1]) : null;
}
