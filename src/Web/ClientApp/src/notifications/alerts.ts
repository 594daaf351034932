import { signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage';
import type { Message } from '../stream/events';
import { onMessage, onReset } from '../stream/stream';

/** What an administrator tells everybody. It stays until the person dismisses it, or is a day old. */
export type Alert = { cursor: number; level: Level; text: string; at: string };

export const levels = ['info', 'warning', 'critical'] as const;
export type Level = (typeof levels)[number];

type Kept = { alerts: Alert[]; dismissed: number[] };

const key = 'dots.alerts';
const mostShown = 3;
const mostDismissed = 50;
const oldAfter = 24 * 60 * 60 * 1000;

/** Newest first. */
export const alerts = signal<readonly Alert[]>([]);

export function startAlerts(): void {
  alerts.value = read().alerts;
  onMessage((message) => {
    const alert = alertOf(message);
    if (alert) keep(addAlert(read(), alert));
  });
  // The server's log was set back: cursors that it has not reached again name other events by now.
  onReset(({ latest }) => {
    if (latest === null) return;
    const { alerts: held, dismissed } = read();
    keep({
      alerts: held.filter((alert) => alert.cursor <= latest),
      dismissed: dismissed.filter((cursor) => cursor <= latest),
    });
  });
  // What one tab dismisses, all do.
  addEventListener('storage', (event) => {
    if (event.key === key) alerts.value = read().alerts;
  });
}

export function dismissAlert(cursor: number): void {
  const { alerts: held, dismissed } = read();
  keep({
    alerts: held.filter((alert) => alert.cursor !== cursor),
    dismissed: [cursor, ...dismissed].slice(0, mostDismissed),
  });
}

/** Null for what is no alert. Its sender may have called the level anything. */
export function alertOf({ cursor, type, data }: Message): Alert | null {
  const { message: text, level } = data.data;
  if (type !== 'system_alert' || typeof text !== 'string') return null;
  return { cursor, level: levelOf(level), text, at: data.timestamp };
}

function levelOf(level: unknown): Level {
  switch (level) {
    case 'warning':
    case 'warn':
      return 'warning';
    case 'critical':
    case 'error':
      return 'critical';
    default:
      return 'info';
  }
}

// Every tab hears of it and writes it down: to do so once more changes nothing.
function addAlert({ alerts: held, dismissed }: Kept, alert: Alert): Kept {
  if (dismissed.includes(alert.cursor) || isOld(alert)) return { alerts: held, dismissed };
  const others = held.filter((other) => other.cursor !== alert.cursor);
  return {
    alerts: [alert, ...others].sort((a, b) => b.cursor - a.cursor).slice(0, mostShown),
    dismissed,
  };
}

const isOld = (alert: Alert): boolean => Date.now() - Date.parse(alert.at) > oldAfter;

function read(): Kept {
  try {
    const kept = JSON.parse(readStored(key) ?? '{}') as Partial<Kept>;
    return {
      alerts: (kept.alerts ?? []).filter(
        (alert) => typeof alert.text === 'string' && levels.includes(alert.level) && !isOld(alert),
      ),
      dismissed: (kept.dismissed ?? []).filter(Number.isSafeInteger),
    };
  } catch {
    return { alerts: [], dismissed: [] };
  }
}

function keep(kept: Kept): void {
  alerts.value = kept.alerts;
  writeStored(key, JSON.stringify(kept));
}
