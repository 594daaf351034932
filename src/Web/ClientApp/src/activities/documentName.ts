import type { JsonObject } from './json';

/** A document's own name, as the server reads it; empty where it has none. */
export function documentName(document: JsonObject | null): string {
  const name = document?.get('name') ?? document?.get('Name');
  return typeof name === 'string' ? name : '';
}
