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
  pathSaved: 501,
  pathDeleted: 502,
} as const;

/** The names of all messages about activities and to people. `EventSource` delivers only events with a listener for their type, so all of them need one. */
export const messageNames = [
  'activity_created',
  'activity_updated',
  'activity_deleted',
  'activity_retrieved',
  'all_activities_retrieved',
  'activity_config_updated',
  'activity_config_retrieved',
  'activity_hash_retrieved',
  'all_activity_hashes_retrieved',
  'user_joined',
  'user_left',
  'user_status_updated',
  'system_alert',
  'notification_sent',
  'file_uploaded',
  'file_deleted',
  'file_downloaded',
] as const;

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

export type Reset = { seq: number; event: 'reset'; data: { reason: string; latest: number } };

/** Shows that the connection is alive. */
export type Heartbeat = { event: 'heartbeat' };

export type SocketMessage = ActivityMessage | ErrorMessage | Reset | Heartbeat;

export const isErrorMessage = (message: SocketMessage): message is ErrorMessage => message.event === 'error';
export const isHeartbeat = (message: SocketMessage): message is Heartbeat => message.event === 'heartbeat';
export const isReset = (message: SocketMessage): message is Reset => message.event === 'reset';

/** About the user's own paths on boards, which every stream of theirs includes. */
export const isAboutPath = ({ id }: ActivityMessage): boolean =>
  id === messageIds.pathSaved || id === messageIds.pathDeleted;

export const actorOf = (message: ActivityMessage): string | null => message.actor?.username ?? null;

/** The user that a presence message is about. */
export function userOf({ data }: ActivityMessage): string | null {
  const user = data.user as { username?: unknown } | undefined;
  return typeof user?.username === 'string' ? user.username : null;
}
