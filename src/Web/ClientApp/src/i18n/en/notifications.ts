import { plural } from './plural';

export const notifications = {
  title: 'Notifications',
  bell: (unread: number) =>
    unread === 0
      ? 'Notifications'
      : plural(unread, { one: 'Notifications, # unread', other: 'Notifications, # unread' }),
  empty: 'No notifications yet. You will see here when someone creates or plays a board.',
  clear: 'Clear',
  unread: 'Unread',
  away: 'While you were away',
  now: 'Just now',
  dismiss: 'Dismiss',
  alerts: 'Alerts',
  levels: { info: 'Information', warning: 'Warning', critical: 'Important' },
  newBoard: <T>(who: T, board: T): (T | string)[] => [who, ' created a board: ', board],
  newPath: <T>(who: T, board: T): (T | string)[] => [who, ' drew a path on ', board],
  solvedBoard: <T>(who: T, board: T): (T | string)[] => [who, ' solved ', board],
  message: <T>(who: T, text: T): (T | string)[] => [who, ': ', text],
  boards: (count: number) => plural(count, { one: '# new board', other: '# new boards' }),
  paths: (count: number) => plural(count, { one: '# new path', other: '# new paths' }),
  solved: (count: number) => plural(count, { one: '# board solved', other: '# boards solved' }),
  messages: (count: number) => plural(count, { one: '# message', other: '# messages' }),
};
