/** The payloads of the notifications stream, by event type. */
export type EventData = {
  newBoard: BoardPayload;
  updatedBoard: BoardPayload;
  deletedBoard: BoardPayload;
  checkedBoard: BoardPayload & { verdict: 'unique' | 'solvable' | 'unsolvable' | 'unknown' };
  newPath: PathPayload;
  updatedPath: PathPayload;
  deletedPath: PathPayload;
  solvedBoard: PathPayload;
};

export type BoardPayload = { board_id: number; board_name: string; creator_username: string };
export type PathPayload = { path_id: number; board_id: number; board_name: string; user_username: string };

export type EventType = keyof EventData;

/** `EventSource` delivers only events with a listener for their type, so all of them need one. */
export const eventTypes = [
  'newBoard',
  'updatedBoard',
  'deletedBoard',
  'checkedBoard',
  'newPath',
  'updatedPath',
  'deletedPath',
  'solvedBoard',
] as const satisfies readonly EventType[];

export type StreamEvent = {
  [Type in EventType]: {
    /** The event's id in the log, from which a stream can be resumed. */
    cursor: number;
    type: Type;
    data: EventData[Type];
    /** The `data:` line as received. */
    raw: string;
    /** Milliseconds since the epoch, by this browser's clock. */
    receivedAt: number;
    /** Replayed: it happened while this browser was not connected. */
    missed: boolean;
  };
}[EventType];

/** Messages to people, delivered on every stream. */
export const messageTypes = ['system_alert', 'notification_sent'] as const;

/** An alert to everyone, or a notification to the signed-in user. Senders may add other members to the data. */
export type Message = {
  cursor: number;
  type: (typeof messageTypes)[number];
  data: MessagePayload;
  raw: string;
  receivedAt: number;
  missed: boolean;
};

export type MessagePayload = {
  timestamp: string;
  activity_id: string | null;
  actor: { username: string | null } | null;
  data: { message: string; level?: unknown; recipient_username?: unknown };
};

/** A user's own path was saved or deleted, on this device or another; delivered on this user's streams alone. */
export const ownPathTypes = ['path_saved', 'path_deleted'] as const;

export type OwnPathEvent = {
  cursor: number;
  type: (typeof ownPathTypes)[number];
  data: {
    actor: { username: string | null } | null;
    data: { path_id: number; board_id: number; board_name: string; revision: number };
  };
  raw: string;
  receivedAt: number;
  missed: boolean;
};

/** Any event of the notifications stream. */
export type AnyEvent = StreamEvent | Message | OwnPathEvent;

export const isOwnPathEvent = (event: AnyEvent): event is OwnPathEvent =>
  ownPathTypes.some((type) => type === event.type);

export const isMessage = (event: AnyEvent): event is Message =>
  messageTypes.some((type) => type === event.type);

/** The local state may be outdated and must be refetched. */
export type Reset = { reason: string; latest: number | null };

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline';
