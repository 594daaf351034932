import { batch, effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { onEvent, onMessage, onReset } from '../stream/stream';
import {
  type AppNotification,
  boardNotificationOf,
  isAbout,
  isFor,
  personalNotificationOf,
} from './notification';
import {
  followOtherTabs,
  forgetAfter,
  forgetBoard,
  forgetMessagesToOthers,
  logNotifications,
} from './notificationLog';
import { stackToasts, type Toast, withoutBoard } from './toastStack';

export const toasts = signal<Toast[]>([]);

/** Events within this time are shown together, in milliseconds. */
const coalesceDelay = 120;

/** On a phone, more than two toasts would cover too much of the page. */
const isNarrow = matchMedia('(width < 46rem)');

let pending: AppNotification[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function startNotifications(): void {
  followOtherTabs();
  onEvent((event) => {
    if (event.type === 'deletedBoard') {
      const boardId = event.data.board_id;
      pending = pending.filter((notification) => !isAbout(notification, boardId));
      forgetBoard(boardId);
      toasts.value = withoutBoard(toasts.value, boardId);
      return;
    }
    enqueue(boardNotificationOf(event));
  });
  onMessage((message) => enqueue(personalNotificationOf(message)));
  onReset((reset) => {
    if (reset.latest !== null) forgetAfter(reset.latest);
  });
  // Until the session is known, notifications are held back, because a user's own must be filtered out.
  effect(() => {
    const now = session.value;
    if (now.status === 'unknown') return;
    const username = now.status === 'signed-in' ? now.user.username : null;
    forgetMessagesToOthers(username);
    toasts.value = toasts
      .peek()
      .filter(({ notifications }) =>
        notifications.every(
          (notification) => notification.type !== 'message' || isFor(notification, username),
        ),
      );
    flush();
  });
  addEventListener('pagehide', flush);
}

function enqueue(notification: AppNotification | null): void {
  if (!notification) return;
  pending.push(notification);
  timer ??= setTimeout(flush, coalesceDelay);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

function flush(): void {
  const current = session.peek();
  clearTimeout(timer);
  timer = undefined;
  if (current.status === 'unknown' || pending.length === 0) return;
  const own = current.status === 'signed-in' ? current.user.username : null;
  const notifications = pending.filter((notification) => isFor(notification, own));
  pending = [];
  if (notifications.length === 0) return;
  batch(() => {
    logNotifications(notifications);
    toasts.value = stackToasts(toasts.peek(), notifications, isNarrow.matches ? 2 : 3);
  });
}
