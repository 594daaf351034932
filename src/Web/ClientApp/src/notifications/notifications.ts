import { batch, effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { onEvent, onMessage, onReset } from '../stream/stream';
import { isAbout, isFor, type Notice, noticeOf, personalNoticeOf } from './Notice';
import { followOtherTabs, forgetAfter, forgetBoard, forgetMessagesToOthers, logNotices } from './noticeLog';
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
      gathered = gathered.filter((notice) => !isAbout(notice, boardId));
      forgetBoard(boardId);
      toasts.value = withoutBoard(toasts.value, boardId);
      return;
    }
    gather(noticeOf(event));
  });
  onMessage((message) => gather(personalNoticeOf(message)));
  onReset((reset) => {
    if (reset.latest !== null) forgetAfter(reset.latest);
  });
  // Whose doing an event was is known only when the session is; what was gathered until then waits for it.
  effect(() => {
    const now = session.value;
    if (now.status === 'unknown') return;
    const username = now.status === 'signed-in' ? now.user.username : null;
    forgetMessagesToOthers(username);
    toasts.value = toasts
      .peek()
      .filter(({ notices }) =>
        notices.every((notice) => notice.type !== 'message' || isFor(notice, username)),
      );
    tell();
  });
  addEventListener('pagehide', tell);
}

function gather(notice: Notice | null): void {
  if (!notice) return;
  gathered.push(notice);
  timer ??= setTimeout(tell, gatherFor);
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
  const notices = gathered.filter((notice) => isFor(notice, own));
  gathered = [];
  if (notices.length === 0) return;
  batch(() => {
    logNotices(notices);
    toasts.value = stackToasts(toasts.peek(), notices, isNarrow.matches ? 2 : 3);
  });
}
