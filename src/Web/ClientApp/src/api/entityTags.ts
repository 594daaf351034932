/**
 * The revision in an entity tag of a document, as in `"7"`. The server appends the coding of a compressed response
 * (`"7-gzip"`), and a proxy that compresses makes the tag weak (`W/"7"`), which does not change the revision.
 */
export function revisionIn(tag: string | null): number | null {
  const digits = /^(?:W\/)?"(\d{1,15})["\-;.]/.exec(tag ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The strong tag of a revision. Never the tag that was received: If-Match compares strongly, so that a weak tag matches
 * nothing (RFC 9110 section 8.8.3.2).
 */
export const tagOf = (revision: number | string): string => (revision === '*' ? '*' : `"${revision}"`);
