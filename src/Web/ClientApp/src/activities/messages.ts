/** The numbers of the messages on the socket of an activity. */
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

/** What all messages have in common; what else they carry depends on their number. */
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

/** The answer to a message of one's own that nothing was done about. */
export type Refusal = { event: 'error'; ref: unknown; data: { status: number; detail: string } };

export type Reset = { seq: number; event: 'reset'; data: { reason: string; oldest: number; latest: number } };

export type SocketMessage = ActivityMessage | Refusal | Reset;

export const isRefusal = (message: SocketMessage): message is Refusal => message.event === 'error';
export const isReset = (message: SocketMessage): message is Reset => message.event === 'reset';

export const actorOf = (message: ActivityMessage): string | null => message.actor?.username ?? null;

/** The user that a message about users is about. */
export function userOf({ data }: ActivityMessage): string | null {
  const user = data.user as { username?: unknown } | undefined;
  return typeof user?.username === 'string' ? user.username : null;
}
