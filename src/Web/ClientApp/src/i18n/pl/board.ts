import type { Dictionary } from '../en';

export const board: Dictionary['board'] = {};
