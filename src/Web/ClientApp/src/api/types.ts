export type Cell = { readonly row: number; readonly col: number };
export type Dot = Cell & { readonly color: string };
export type Rule = 'all_cells' | 'pairs_only';
export type Verdict = 'unique' | 'solvable' | 'unsolvable' | 'unknown';

/** What an author decides. */
export type BoardDraft = { name: string; rows: number; cols: number; dots: readonly Dot[]; rule: Rule };

export type Board = BoardDraft & {
  id: number;
  verdict: Verdict;
  creator_username: string;
  created_at: string;
  updated_at: string;
  revision: number;
  path_count: number;
  solved_count: number;
};

export type Line = { readonly color: string | null; readonly cells: readonly Cell[] };

export type Path = {
  id: number;
  board_id: number;
  board_revision: number;
  lines: readonly Line[];
  connected: boolean;
  filled: boolean;
  solved: boolean;
  stale: boolean;
  created_at: string;
  updated_at: string;
  revision: number;
};

/** One of one's own paths, with the name of the board that it is on. */
export type PathSummary = { board_name: string; path: Path };

export type Page<T> = { items: T[]; next_cursor: string | null };

export type User = { id: string; username: string; is_admin?: boolean };

export type Check = { verdict: Verdict; solutions: 0 | 1 | 2 | null; solution: readonly Line[] | null };
