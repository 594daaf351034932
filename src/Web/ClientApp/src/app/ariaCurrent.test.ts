import { expect, test } from 'vitest';
import { ariaCurrent } from './ariaCurrent';

const links = ['/', '/boards/new', '/activities', '/dashboard'];
const marked = (path: string) =>
  links.flatMap((href) => (ariaCurrent(href, path) ? [`${href} ${ariaCurrent(href, path)}`] : []));

test('marks the link of the current page', () => {
  expect(links.map((path) => marked(path))).toEqual(links.map((href) => [`${href} page`]));
});

test('marks the link of the list for one of its items', () => {
  expect(marked('/boards/7')).toEqual(['/ true']);
  expect(marked('/boards/7/edit')).toEqual(['/ true']);
  expect(marked('/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2')).toEqual(['/activities true']);
});

test('marks no link for other pages', () => {
  expect(marked('/register')).toEqual([]);
  expect(marked('/boards')).toEqual([]);
});
