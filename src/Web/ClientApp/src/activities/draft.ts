import { isNumber, type Json, JsonNumber, type Kind, kindOf } from './json';

/** A value while it is written. */
export type Draft = {
  kind: Kind;
  /** For a text and a number as it is written; `true` or `false` for a truth value. */
  text: string;
  /** Of a member. */
  name: string;
};

export function draftOf(value: Json): Draft {
  const kind = kindOf(value);
  if (value instanceof JsonNumber) return { kind, text: value.source, name: '' };
  return {
    kind,
    text: typeof value === 'string' || typeof value === 'boolean' ? String(value) : '',
    name: '',
  };
}

/** Undefined where it is no number, and should be. */
export function readDraft({ kind, text }: Draft): Json | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return isNumber(text.trim()) ? new JsonNumber(text.trim()) : undefined;
    case 'boolean':
      return text === 'true';
    case 'null':
      return null;
    case 'object':
      return new Map();
    case 'list':
      return [];
  }
}
