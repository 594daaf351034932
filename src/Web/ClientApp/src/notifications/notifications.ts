import { batch, effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { onEvent, onReset } from '../stream/stream';
import { type Notice, noticeOf } from './Notice';
import { followOtherTabs, forgetAfter, forgetBoard, logNotices } from './noticeLog';
import { stackToasts, type Toast, withoutBoard } from './toastStack';

export const toasts = signal<Toast[]>([]);

/** Events that come this close together are told together. */
const gatherFor = 120;

/** On a phone more than two would hide what one is doing. */
const isNarrow = matchMedia('(width < 46rem)');

let gathered: Notice[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function startNotifications(): void {
  followOtherTabs();
  onEvent((event) => {
    if (event.type === 'deletedBoard') {
      const boardId = event.data.board_id;
      gathered = gathered.filter((notice) => notice.boardId !== boardId);
      forgetBoard(boardId);
      toasts.value = withoutBoard(toasts.value, boardId);
      return;
    }
    const notice = noticeOf(event);
    if (!notice) return;
    gathered.push(notice);
    timer ??= setTimeout(tell, gatherFor);
  });
  onReset((reset) => {
    if (reset.latest !== null) forgetAfter(reset.latest);
  });
  // Whose doing an event was is known only when the session is; what was gathered until then waits for it.
  effect(() => {
    if (session.value.status !== 'unknown') tell();
  });
  addEventListener('pagehide', tell);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

function tell(): void {
  const current = session.peek();
  clearTimeout(timer);
  timer = undefined;
  if (current.status === 'unknown' || gathered.length === 0) return;
  const own = current.status === 'signed-in' ? current.user.username : null;
  const notices = gathered.filter((notice) => notice.username !== own);
  gathered = [];
  if (notices.length === 0) return;
  batch(() => {
    logNotices(notices);
    toasts.value = stackToasts(toasts.peek(), notices, isNarrow.matches ? 2 : 3);
  });
}
