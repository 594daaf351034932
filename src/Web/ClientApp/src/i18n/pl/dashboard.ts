import type { Dictionary } from '../en';

export const dashboard: Dictionary['dashboard'] = {};
