import { expect, test } from 'vitest';
import { currentOf } from './currentOf';

const links = ['/', '/boards/new', '/activities', '/dashboard'];
const marked = (path: string) =>
  links.flatMap((href) => (currentOf(href, path) ? [`${href} ${currentOf(href, path)}`] : []));

test('a page marks its own link', () => {
  expect(links.map((path) => marked(path))).toEqual(links.map((href) => [`${href} page`]));
});

test('one of a list marks the link to the list', () => {
  expect(marked('/boards/7')).toEqual(['/ true']);
  expect(marked('/boards/7/edit')).toEqual(['/ true']);
  expect(marked('/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2')).toEqual(['/activities true']);
});

test('a page that belongs to none marks none', () => {
  expect(marked('/register')).toEqual([]);
  expect(marked('/boards')).toEqual([]);
});
