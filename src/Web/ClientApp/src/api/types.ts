import type { components } from './schema';

type Schemas = components['schemas'];

/** The server's DTOs are nullable for validation of requests, but never null in responses. */
type NonNullMembers<T> = { readonly [Member in keyof T]: NonNullable<T[Member]> };

export type Cell = NonNullMembers<Schemas['CellDto']>;
export type Dot = NonNullMembers<Schemas['DotDto']>;
export type Rule = Schemas['BoardRule'];
export type Verdict = Schemas['Verdict'];

export type Board = Omit<Schemas['BoardDto'], 'dots'> & { dots: readonly Dot[] };

export type BoardDraft = Pick<Board, 'name' | 'rows' | 'cols' | 'dots' | 'rule'>;

export type Line = { readonly color: string | null; readonly cells: readonly Cell[] };

export type Path = Omit<Schemas['PathDto'], 'lines'> & { lines: readonly Line[] };

/** One of the user's own paths, with the name of its board. */
export type PathSummary = Omit<Schemas['PathSummaryDto'], 'lines'> & { lines: readonly Line[] };

export type Page<T> = { items: T[]; next_cursor: string | null };

export type User = Schemas['User'] & Partial<Pick<Schemas['CallerDto'], 'is_administrator'>>;

export type ActivitySummary = Schemas['ActivitySummaryDto'];
export type ActivityFile = Schemas['FileDto'];
export type Access = Schemas['AccessDto'];
export type Participant = Pick<Schemas['ParticipantDto'], 'username' | 'status' | 'joined_at'>;

export type LoggedEvent = Omit<Schemas['EventDto'], 'data'> & { data: Record<string, unknown> };

export type LoggedEvents = Omit<Schemas['EventsDto'], 'items'> & { items: LoggedEvent[] };

/** The server's statistics; missing members are not displayed. */
export type Stats = {
  started_at?: string;
  streams?: Partial<Schemas['StreamsDto']>;
  events?: Partial<Schemas['EventCountsDto']>;
};

export type Check = Omit<Schemas['CheckDto'], 'solution' | 'other_solution'> & {
  solution: readonly Line[] | null;
  other_solution: readonly Line[] | null;
};

export type Hint = Omit<Schemas['HintDto'], 'line'> & { line: Line | null };
