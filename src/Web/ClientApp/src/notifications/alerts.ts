import { signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage';
import type { Message } from '../stream/events';
import { onMessage, onReset } from '../stream/stream';

/** A message from an administrator to everyone. Shown until it is dismissed or a day old. */
export type Alert = { cursor: number; level: Level; text: string; at: string };

export const levels = ['info', 'warning', 'critical'] as const;
export type Level = (typeof levels)[number];

type StoredAlerts = { alerts: Alert[]; dismissed: number[] };

const key = 'dots.alerts';
const maxShown = 3;
const maxDismissed = 50;
const maxAge = 24 * 60 * 60 * 1000;

/** Newest first. */
export const alerts = signal<readonly Alert[]>([]);

export function startAlerts(): void {
  alerts.value = read().alerts;
  onMessage((message) => {
    const alert = alertOf(message);
    if (alert) store(addAlert(read(), alert));
  });
  // After the server's log was restored from a backup, later cursors denote other events.
  onReset(({ latest }) => {
    if (latest === null) return;
    const { alerts: current, dismissed } = read();
    store({
      alerts: current.filter((alert) => alert.cursor <= latest),
      dismissed: dismissed.filter((cursor) => cursor <= latest),
    });
  });
  // Dismissing an alert in one tab dismisses it in all.
  addEventListener('storage', (event) => {
    if (event.key === key) alerts.value = read().alerts;
  });
}

export function dismissAlert(cursor: number): void {
  const { alerts: current, dismissed } = read();
  store({
    alerts: current.filter((alert) => alert.cursor !== cursor),
    dismissed: [cursor, ...dismissed].slice(0, maxDismissed),
  });
}

/** @returns null if the message is not an alert. Senders may use any text as the level. */
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

// Idempotent, because every tab receives and stores the alert.
function addAlert({ alerts: current, dismissed }: StoredAlerts, alert: Alert): StoredAlerts {
  if (dismissed.includes(alert.cursor) || isExpired(alert)) return { alerts: current, dismissed };
  const others = current.filter((other) => other.cursor !== alert.cursor);
  return {
    alerts: [alert, ...others].sort((a, b) => b.cursor - a.cursor).slice(0, maxShown),
    dismissed,
  };
}

const isExpired = (alert: Alert): boolean => Date.now() - Date.parse(alert.at) > maxAge;

function read(): StoredAlerts {
  try {
    const stored = JSON.parse(readStored(key) ?? '{}') as Partial<StoredAlerts>;
    return {
      alerts: (stored.alerts ?? []).filter(
        (alert) => typeof alert.text === 'string' && levels.includes(alert.level) && !isExpired(alert),
      ),
      dismissed: (stored.dismissed ?? []).filter(Number.isSafeInteger),
    };
  } catch {
    return { alerts: [], dismissed: [] };
  }
}

function store(stored: StoredAlerts): void {
  alerts.value = stored.alerts;
  writeStored(key, JSON.stringify(stored));
}
