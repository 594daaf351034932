/** The events of the notifications stream, and what each carries. */
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

/** `EventSource` hands over only the names that were asked for, so all of them are asked for. */
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
    /** Its id in the log, from which a reading is resumed. */
    cursor: number;
    type: Type;
    data: EventData[Type];
    /** The `data:` line as it came. */
    raw: string;
    /** Milliseconds since the epoch, by this browser's clock. */
    receivedAt: number;
    /** It happened while this browser was not connected, and came by replay. */
    missed: boolean;
  };
}[EventType];

/** What is told to people rather than to programs, and rides on every stream. */
export const messageTypes = ['system_alert', 'notification_sent'] as const;

/** An alert to everybody, or a notification to whoever is signed in. Its sender decides what else it carries. */
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

export const isMessage = (event: StreamEvent | Message): event is Message =>
  messageTypes.some((type) => type === event.type);

/** What is held may be out of date, and is to be fetched anew. */
export type Reset = { reason: string; latest: number | null };

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline';
