/** Boards belong to the gallery, except for the new one, which has a link of its own. */
const boardPath = /^\/boards\/(?!new$)/;

/** The `aria-current` of a navigation link: `page` for the current page, `true` for the list that it belongs to. */
export function ariaCurrent(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return (href === '/' ? boardPath.test(path) : path.startsWith(`${href}/`)) ? 'true' : undefined;
}
