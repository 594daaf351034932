import type { VNode } from 'preact';
import { t } from '../i18n';
import type { AppNotification } from './notification';

/** For example "autorX created a board: Plansza testowa". */
export function NotificationText({ notification }: { notification: AppNotification }) {
  // Isolates names in right-to-left scripts from the direction of the sentence.
  const who = <bdi class="notice-who">{notification.username}</bdi>;
  if (notification.type === 'message') {
    return <>{t.value.notifications.message<VNode>(who, <bdi>{notification.text}</bdi>)}</>;
  }
  const board = <bdi class="notice-board">{notification.boardName}</bdi>;
  return <>{t.value.notifications[notification.type]<VNode>(who, board)}</>;
}
