import type { Dictionary } from '../en';

export const notifications: Dictionary['notifications'] = {};
