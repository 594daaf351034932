import { send } from './client';
import type { Stats } from './types';

export const getStats = (signal?: AbortSignal) =>
  send<Stats>('GET', '/api/stats', { ...(signal && { signal }) });
