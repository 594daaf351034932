/** The ids of the message types on an activity's socket. */
export const messageIds = {
  created: 101,
  updated: 102,
  deleted: 103,
  retrieved: 104,
  configUpdated: 111,
  joined: 201,
  left: 202,
  statusUpdated: 203,
  fileUploaded: 401,
  fileDeleted: 402,
  fileDownloaded: 403,
} as const;

/** The common members of all messages; others depend on the id. */
export type ActivityMessage = {
  seq: number;
  id: number;
  event: string;
  activity_id: string | null;
  action: string;
  revision?: number;
  base_revision?: number;
  timestamp: string;
  actor: { username: string | null; connection_id: string | null } | null;
  data: Record<string, unknown>;
};

/** The response to a message from this client that the server rejected. */
export type ErrorMessage = { event: 'error'; ref: unknown; data: { status: number; detail: string } };

export type Reset = { seq: number; event: 'reset'; data: { reason: string; oldest: number; latest: number } };

export type SocketMessage = ActivityMessage | ErrorMessage | Reset;

export const isErrorMessage = (message: SocketMessage): message is ErrorMessage => message.event === 'error';
export const isReset = (message: SocketMessage): message is Reset => message.event === 'reset';

export const actorOf = (message: ActivityMessage): string | null => message.actor?.username ?? null;

/** The user that a presence message is about. */
export function userOf({ data }: ActivityMessage): string | null {
  const user = data.user as { username?: unknown } | undefined;
  return typeof user?.username === 'string' ? user.username : null;
}
