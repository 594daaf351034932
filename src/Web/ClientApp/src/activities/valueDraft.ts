import { isNumber, type Json, JsonNumber, type Kind, kindOf } from './json';

/** A value being edited. */
export type Draft = {
  kind: Kind;
  /** The text of a string or number; `true` or `false` for a boolean. */
  text: string;
  /** The name of a new or renamed member. */
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

/** @returns The value, or undefined for an invalid number. */
export function parseDraft({ kind, text }: Draft): Json | undefined {
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
