import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import { type Draft, draftOf, readDraft } from './draft';
import { isArray, isObject, type Json, type JsonObject } from './json';
import { addTo, type KeyedChange, removeAt, renameAt, setAt } from './keyedChange';
import { type Edit, EditConflict, isSame, type LiveDocument } from './LiveDocument';
import { newId } from './newId';
import { keyOf, type Place, placeKey, stepsInto, valueAt } from './place';

/** What somebody is writing. It is kept here, and not where it is shown, so that nobody else can take it away. */
export type Editing = {
  kind: 'value' | 'name' | 'addition';
  place: Place;
  key: string;
  /** What was there when the person began, or has since been told of. */
  base: Json | undefined;
  draft: Draft;
  /** What the person began with. */
  begun: Draft;
  problem: string | null;
  isSaving: boolean;
};

const mostRowsAtOnce = 1500;
const fewValues = 60;
export const rowsAtOnce = 100;
const withoutEnd = 99;

/** What one person sees and does of a document's tree. */
export class TreeState {
  readonly document: LiveDocument;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** The row that the Tab key leads to. */
  readonly active = signal('');
  readonly editing = signal<Editing | null>(null);
  /** What is to be removed, once the person has said yes. */
  readonly asked = signal<Place | null>(null);
  /** Why the last thing that was done to a row was not. */
  readonly problem = signal<string | null>(null);
  /** The row that is to take the focus as soon as it is there. */
  readonly wanted = signal<string | null>(null);
  /** What stands at the place that is being written, when that is no longer what the person began with. */
  readonly conflict = computed(() => {
    const editing = this.editing.value;
    const content = this.document.content.value;
    if (editing === null || content === null) return null;
    const now = valueAt(content, editing.place);
    const isFine = editing.kind === 'value' ? isSame(now, editing.base) : now !== undefined;
    return isFine ? null : { theirs: now };
  });
  /** How many levels are unfolded, where nothing else was decided for a row. */
  readonly #levels = signal<number | null>(null);
  readonly #decided = signal<ReadonlyMap<string, boolean>>(new Map());
  readonly #shown = signal<ReadonlyMap<string, number>>(new Map());

  constructor(document: LiveDocument, mayWrite: ReadonlySignal<boolean>) {
    this.document = document;
    this.mayWrite = mayWrite;
  }

  isOpen(key: string, level: number): boolean {
    return this.#decided.value.get(key) ?? level <= this.#openLevels();
  }

  fold(key: string, isOpen: boolean): void {
    this.#decided.value = new Map(this.#decided.value).set(key, isOpen);
  }

  /** Unfolds all, or as many levels as a page can show. */
  unfoldAll(): void {
    const content = this.document.content.peek();
    this.#decided.value = new Map();
    this.#shown.value = new Map();
    this.#levels.value = content === null ? null : levelsWithin(content, mostRowsAtOnce);
  }

  foldAll(): void {
    this.#decided.value = new Map();
    this.#shown.value = new Map();
    this.#levels.value = 1;
  }

  /** How many of the rows below this one are shown. */
  shownBelow(key: string): number {
    return this.#shown.value.get(key) ?? rowsAtOnce;
  }

  showMore(key: string): void {
    this.#shown.value = new Map(this.#shown.value).set(key, this.shownBelow(key) + rowsAtOnce);
  }

  /** What was being written elsewhere is saved first; where that fails, the person stays there. */
  begin(kind: Editing['kind'], place: Place): void {
    const current = this.editing.peek();
    if (current === null || current.draft === current.begun) {
      this.#begin(kind, place);
      return;
    }
    void this.save().then(() => {
      if (this.editing.peek() === null) this.#begin(kind, place);
    });
  }

  #begin(kind: Editing['kind'], place: Place): void {
    const content = this.document.content.peek();
    if (content === null || !this.mayWrite.peek()) return;
    const base = valueAt(content, place);
    const last = place.at(-1);
    const draft: Draft =
      kind === 'value'
        ? draftOf(base ?? null)
        : { kind: 'text', text: '', name: kind === 'name' && last && 'name' in last ? last.name : '' };
    const key = placeKey(place);
    if (kind === 'addition') this.fold(key, true);
    this.wanted.value = null;
    this.editing.value = { kind, place, key, base, draft, begun: draft, problem: null, isSaving: false };
  }

  write(draft: Partial<Draft>): void {
    this.#change({ draft: { ...(this.editing.peek()?.draft as Draft), ...draft }, problem: null });
  }

  cancel(): void {
    const key = this.editing.peek()?.key;
    this.editing.value = null;
    if (key !== undefined) this.focus(key);
  }

  /** Goes on with what is there now as what is to be replaced. */
  async overwrite(): Promise<void> {
    this.#change({ base: this.conflict.peek()?.theirs });
    await this.save();
  }

  /** Where it is not written, the editing stays and says why. */
  async save(): Promise<void> {
    const editing = this.editing.peek();
    const content = this.document.content.peek();
    if (editing === null || content === null || editing.isSaving) return;
    const written = editOf(editing, content);
    if ('problem' in written) {
      this.#change({ problem: written.problem });
      return;
    }
    this.#change({ isSaving: true, problem: null });
    try {
      await this.document.write(written.edit);
      // Meanwhile the person may have gone on.
      if (this.editing.peek()?.begun !== editing.begun) return;
      this.editing.value = null;
      this.focus(placeKey(written.result));
    } catch (error) {
      // Most conflicts show by themselves: the document says something else now.
      const isTaken = error instanceof EditConflict && this.conflict.peek() === null;
      const problem = isTaken ? t.value.activities.tree.nameTaken : problemOf(error);
      this.#change({ isSaving: false, problem: error instanceof EditConflict && !isTaken ? null : problem });
    }
  }

  /** Adds at once where a new item begins with an id; elsewhere the person writes it first. */
  add(place: Place): void {
    const content = this.document.content.peek();
    const list = content === null ? undefined : valueAt(content, place);
    const key = isArray(list) ? keyOf(list) : null;
    if (key === null) {
      this.begin('addition', place);
      return;
    }
    const id = newId();
    this.fold(placeKey(place), true);
    void this.#do(
      { place, isMeant: isArray, change: (document) => addTo(document, place, new Map([[key, id]])) },
      placeKey([...place, { id }]),
    );
  }

  /** Asks first where more goes than one sees. */
  remove(place: Place): void {
    const content = this.document.content.peek();
    const value = content === null ? undefined : valueAt(content, place);
    if (value !== undefined && countValues(value) > 1) this.asked.value = place;
    else this.removeAsked(place);
  }

  removeAsked(place: Place): void {
    void this.#do(
      { place, isMeant: () => true, change: (document) => removed(document, place) },
      placeKey(place.slice(0, -1)),
    );
  }

  async #do(edit: Edit, next: string): Promise<void> {
    this.problem.value = null;
    try {
      await this.document.write(edit);
      this.focus(next);
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }

  focus(key: string): void {
    this.active.value = key;
    this.wanted.value = key;
  }

  #change(change: Partial<Editing>): void {
    const editing = this.editing.peek();
    if (editing !== null) this.editing.value = { ...editing, ...change };
  }

  #openLevels(): number {
    const content = this.document.content.value;
    // Once, when the document comes: a tree that unfolds itself under one's hands would be no help.
    if (this.#levels.peek() === null && content !== null) {
      this.#levels.value = levelsWithin(content, fewValues);
    }
    return this.#levels.value ?? 1;
  }
}

const problemOf = (error: unknown): string =>
  error instanceof ApiError && error.status === 412 ? t.value.activities.tree.busy : problemText(error);

const removed = (document: JsonObject, place: Place): KeyedChange =>
  valueAt(document, place) === undefined
    ? { updated: new Map(), removed: new Map() }
    : removeAt(document, place);

function editOf(editing: Editing, content: JsonObject): { edit: Edit; result: Place } | { problem: string } {
  const texts = t.value.activities.tree;
  const { kind, place, base, draft } = editing;
  const holder = valueAt(content, kind === 'name' ? place.slice(0, -1) : place);

  if (kind === 'name' || (kind === 'addition' && isObject(holder))) {
    const above = kind === 'name' ? place.slice(0, -1) : place;
    const target = [...above, { name: draft.name }];
    if (draft.name === '') return { problem: texts.noName };
    if (kind === 'name' && placeKey(target) === placeKey(place)) {
      return { edit: { place, isMeant: () => true, change: noChange }, result: place };
    }
    const isFree = (now: Json | undefined) => now === undefined;
    if (kind === 'name') {
      return {
        edit: { place: target, isMeant: isFree, change: (document) => renameAt(document, place, draft.name) },
        result: target,
      };
    }
    const value = readDraft(draft);
    if (value === undefined) return { problem: texts.badNumber };
    return {
      edit: { place: target, isMeant: isFree, change: (document) => setAt(document, target, value) },
      result: target,
    };
  }

  const value = readDraft(draft);
  if (value === undefined) return { problem: texts.badNumber };
  if (kind === 'addition') {
    const index = isArray(holder) ? holder.length : 0;
    return {
      edit: { place, isMeant: isArray, change: (document) => addTo(document, place, value) },
      result: [...place, { index }],
    };
  }
  return {
    edit: {
      place,
      isMeant: (now) => isSame(now, base),
      change: (document) => setAt(document, place, value),
    },
    result: place,
  };
}

const noChange = (): KeyedChange => ({ updated: new Map(), removed: new Map() });

/** How many values there are, this one included. */
export function countValues(value: Json): number {
  let count = 1;
  for (const [, inner] of stepsInto(value)) count += countValues(inner);
  return count;
}

/** The most levels of which the rows are not too many; at least one. */
export function levelsWithin(document: Json, mostRows: number): number {
  let rows: Json[] = [document];
  let total = 1;
  for (let level = 1; level < withoutEnd; level++) {
    rows = rows.flatMap((value) =>
      stepsInto(value)
        .slice(0, rowsAtOnce)
        .map(([, inner]) => inner),
    );
    total += rows.length;
    if (rows.length === 0) return withoutEnd;
    if (total > mostRows) return Math.max(1, level - 1);
  }
  return withoutEnd;
}

/** What an object is called by, for those who see it folded. */
export function summaryOf(value: Json): string {
  if (!isObject(value)) return '';
  for (const name of ['name', 'Name', 'title', 'Title', 'text', 'type', 'Type']) {
    const told = value.get(name);
    if (typeof told === 'string' && told !== '') return told;
  }
  return '';
}

export const isFolder = (value: Json): boolean => isArray(value) || isObject(value);
