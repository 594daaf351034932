/** One thing that is wrong, named by the field it is wrong in, as the server names fields: `name`, `dots[3].color`. */
export interface Problem {
  readonly field: string;
  readonly code: ProblemCode;
  /** The row and column (counted from 1) or the limit that the sentence mentions. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export type ProblemCode =
  | 'nameMissing'
  | 'nameTooLong'
  | 'nameCharacters'
  | 'sideOutOfRange'
  | 'dotOffGrid'
  | 'dotOnDot'
  | 'dotAlone'
  | 'dotTooMany'
  | 'colorInvalid'
  | 'ruleUnknown'
  | 'notJson'
  | 'notABoard'
  | 'tooBig';

/** The dot that a field such as `dots[3].color` or `Dots[3]` belongs to. */
export function dotOfField(field: string): number | null {
  const match = /^dots\[(\d+)\]/i.exec(field);
  return match ? Number(match[1]) : null;
}
