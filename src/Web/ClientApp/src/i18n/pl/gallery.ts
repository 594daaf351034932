import type { Dictionary } from '../en';

export const gallery: Dictionary['gallery'] = {};
