/** A board is one of the boards that the first page lists; a new one has a link of its own. */
const aBoard = /^\/boards\/(?!new$)/;

/** What `aria-current` says of a link in the navigation: that it leads to this page, or to the list that it is one of. */
export function currentOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return (href === '/' ? aBoard.test(path) : path.startsWith(`${href}/`)) ? 'true' : undefined;
}
