import type { Dictionary } from '../en';

export const editor: Dictionary['editor'] = {};
