import type { Dictionary } from '../en';

export const play: Dictionary['play'] = {};
