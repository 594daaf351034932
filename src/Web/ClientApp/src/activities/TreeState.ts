import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import { type DocumentPath, keyOf, pathKey, stepsInto, valueAt } from './documentPath';
import { isArray, isObject, type Json, type JsonObject } from './json';
import { addTo, type KeyedChange, removeAt, renameAt, setAt } from './keyedChange';
import { type Edit, EditConflict, isSame, type LiveDocument } from './LiveDocument';
import { randomUuid } from './uuid';
import { type Draft, draftOf, parseDraft } from './valueDraft';

/** The edit in progress. Held here rather than in the row, so that it survives changes by others that remove the row. */
export type Editing = {
  kind: 'value' | 'name' | 'addition';
  path: DocumentPath;
  key: string;
  /** The value that the edit is based on. */
  base: Json | undefined;
  draft: Draft;
  initialDraft: Draft;
  problem: string | null;
  isSaving: boolean;
};

const maxExpandedRows = 1500;
const initialRows = 60;
export const rowsPerStep = 100;
const maxLevels = 99;

/** The view state of a document's tree, and the edit in progress. */
export class TreeState {
  readonly document: LiveDocument;
  readonly canWrite: ReadonlySignal<boolean>;
  /** The row with tabindex 0 (roving tabindex). */
  readonly active = signal('');
  readonly editing = signal<Editing | null>(null);
  /** The path to be removed once the user confirms. */
  readonly pendingRemoval = signal<DocumentPath | null>(null);
  /** Why the last action on a row failed. */
  readonly problem = signal<string | null>(null);
  /** The row to be focused as soon as it is rendered. */
  readonly focusTarget = signal<string | null>(null);
  /** The current value at the edited path, if someone else has changed it since the edit began. */
  readonly conflict = computed(() => {
    const editing = this.editing.value;
    const content = this.document.content.value;
    if (editing === null || content === null) return null;
    const now = valueAt(content, editing.path);
    const isUnchanged = editing.kind === 'value' ? isApplicable(now, editing) : now !== undefined;
    return isUnchanged ? null : { theirs: now };
  });
  /** The number of levels that are expanded by default. */
  readonly #levels = signal<number | null>(null);
  readonly #expandedByUser = signal<ReadonlyMap<string, boolean>>(new Map());
  readonly #shown = signal<ReadonlyMap<string, number>>(new Map());

  constructor(document: LiveDocument, canWrite: ReadonlySignal<boolean>) {
    this.document = document;
    this.canWrite = canWrite;
  }

  isExpanded(key: string, level: number): boolean {
    return this.#expandedByUser.value.get(key) ?? level <= this.#expandedLevels();
  }

  setExpanded(key: string, isExpanded: boolean): void {
    this.#expandedByUser.value = new Map(this.#expandedByUser.value).set(key, isExpanded);
  }

  /** Expands all levels, or as many as the page can render. */
  expandAll(): void {
    const content = this.document.content.peek();
    this.#expandedByUser.value = new Map();
    this.#shown.value = new Map();
    this.#levels.value = content === null ? null : levelsWithin(content, maxExpandedRows);
  }

  collapseAll(): void {
    this.#expandedByUser.value = new Map();
    this.#shown.value = new Map();
    this.#levels.value = 1;
  }

  /** The number of children of a row that are rendered. */
  visibleChildren(key: string): number {
    return this.#shown.value.get(key) ?? rowsPerStep;
  }

  showMore(key: string): void {
    this.#shown.value = new Map(this.#shown.value).set(key, this.visibleChildren(key) + rowsPerStep);
  }

  /** Saves the current edit first. If that fails, it stays open. */
  startEditing(kind: Editing['kind'], path: DocumentPath): void {
    const current = this.editing.peek();
    if (current === null || current.draft === current.initialDraft) {
      this.#startEditing(kind, path);
      return;
    }
    void this.save().then(() => {
      if (this.editing.peek() === null) this.#startEditing(kind, path);
    });
  }

  #startEditing(kind: Editing['kind'], path: DocumentPath): void {
    const content = this.document.content.peek();
    if (content === null || !this.canWrite.peek()) return;
    const base = valueAt(content, path);
    const last = path.at(-1);
    const draft: Draft =
      kind === 'value'
        ? draftOf(base ?? null)
        : { kind: 'text', text: '', name: kind === 'name' && last && 'name' in last ? last.name : '' };
    const key = pathKey(path);
    if (kind === 'addition') this.setExpanded(key, true);
    this.focusTarget.value = null;
    this.editing.value = {
      kind,
      path,
      key,
      base,
      draft,
      initialDraft: draft,
      problem: null,
      isSaving: false,
    };
  }

  updateDraft(draft: Partial<Draft>): void {
    this.#change({ draft: { ...(this.editing.peek()?.draft as Draft), ...draft }, problem: null });
  }

  cancel(): void {
    const key = this.editing.peek()?.key;
    this.editing.value = null;
    if (key !== undefined) this.focus(key);
  }

  /** Resolves a conflict by replacing the current value. */
  async overwrite(): Promise<void> {
    this.#change({ base: this.conflict.peek()?.theirs });
    await this.save();
  }

  /** On failure, the edit stays open with its `problem`. */
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
      // The user may have started another edit meanwhile.
      if (this.editing.peek()?.initialDraft !== editing.initialDraft) return;
      this.editing.value = null;
      this.focus(pathKey(written.result));
    } catch (error) {
      // Most conflicts show through `conflict`, because the document has changed.
      const isTaken = error instanceof EditConflict && this.conflict.peek() === null;
      const problem = isTaken ? t.value.activities.tree.nameTaken : problemOf(error);
      this.#change({ isSaving: false, problem: error instanceof EditConflict && !isTaken ? null : problem });
    }
  }

  /** Adds an item with a new id to a list with ids. Elsewhere opens the form first. */
  add(path: DocumentPath): void {
    const content = this.document.content.peek();
    const list = content === null ? undefined : valueAt(content, path);
    const key = isArray(list) ? keyOf(list) : null;
    if (key === null) {
      this.startEditing('addition', path);
      return;
    }
    const id = randomUuid();
    this.setExpanded(pathKey(path), true);
    void this.#apply(
      { path, isApplicable: isArray, change: (document) => addTo(document, path, new Map([[key, id]])) },
      pathKey([...path, { id }]),
    );
  }

  /** Asks for confirmation before removing several values. */
  remove(path: DocumentPath): void {
    const content = this.document.content.peek();
    const value = content === null ? undefined : valueAt(content, path);
    if (value !== undefined && countValues(value) > 1) this.pendingRemoval.value = path;
    else this.confirmRemoval(path);
  }

  confirmRemoval(path: DocumentPath): void {
    void this.#apply(
      { path, isApplicable: () => true, change: (document) => removed(document, path) },
      pathKey(path.slice(0, -1)),
    );
  }

  async #apply(edit: Edit, next: string): Promise<void> {
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
    this.focusTarget.value = key;
  }

  #change(change: Partial<Editing>): void {
    const editing = this.editing.peek();
    if (editing !== null) this.editing.value = { ...editing, ...change };
  }

  #expandedLevels(): number {
    const content = this.document.content.value;
    // Only once, when the document is loaded: the tree must not expand while it is being used.
    if (this.#levels.peek() === null && content !== null) {
      this.#levels.value = levelsWithin(content, initialRows);
    }
    return this.#levels.value ?? 1;
  }
}

const problemOf = (error: unknown): string =>
  error instanceof ApiError && error.status === 412 ? t.value.activities.tree.busy : problemText(error);

const removed = (document: JsonObject, path: DocumentPath): KeyedChange =>
  valueAt(document, path) === undefined
    ? { updated: new Map(), removed: new Map() }
    : removeAt(document, path);

function editOf(
  editing: Editing,
  content: JsonObject,
): { edit: Edit; result: DocumentPath } | { problem: string } {
  const texts = t.value.activities.tree;
  const { kind, path, draft } = editing;
  const parent = valueAt(content, kind === 'name' ? path.slice(0, -1) : path);

  if (kind === 'name' || (kind === 'addition' && isObject(parent))) {
    const above = kind === 'name' ? path.slice(0, -1) : path;
    const target = [...above, { name: draft.name }];
    if (draft.name === '') return { problem: texts.noName };
    if (kind === 'name' && pathKey(target) === pathKey(path)) {
      return { edit: { path, isApplicable: () => true, change: noChange }, result: path };
    }
    const isFree = (now: Json | undefined) => now === undefined;
    if (kind === 'name') {
      return {
        edit: {
          path: target,
          isApplicable: isFree,
          change: (document) => renameAt(document, path, draft.name),
        },
        result: target,
      };
    }
    const value = parseDraft(draft);
    if (value === undefined) return { problem: texts.badNumber };
    return {
      edit: { path: target, isApplicable: isFree, change: (document) => setAt(document, target, value) },
      result: target,
    };
  }

  const value = parseDraft(draft);
  if (value === undefined) return { problem: texts.badNumber };
  if (kind === 'addition') {
    const index = isArray(parent) ? parent.length : 0;
    return {
      edit: { path, isApplicable: isArray, change: (document) => addTo(document, path, value) },
      result: [...path, { index }],
    };
  }
  return {
    edit: {
      path,
      isApplicable: (now) => isApplicable(now, editing),
      change: (document) => setAt(document, path, value),
    },
    result: path,
  };
}

/** A value that is already what the user has entered is no conflict: the response to their first attempt may have been lost. */
const isApplicable = (now: Json | undefined, { base, draft }: Editing): boolean =>
  isSame(now, base) || isSame(now, parseDraft(draft));

const noChange = (): KeyedChange => ({ updated: new Map(), removed: new Map() });

/** The number of values, including this one. */
export function countValues(value: Json): number {
  let count = 1;
  for (const [, inner] of stepsInto(value)) count += countValues(inner);
  return count;
}

/** The number of levels that fit into `maxRows` rows; at least one. */
export function levelsWithin(document: Json, maxRows: number): number {
  let rows: Json[] = [document];
  let total = 1;
  for (let level = 1; level < maxLevels; level++) {
    rows = rows.flatMap((value) =>
      stepsInto(value)
        .slice(0, rowsPerStep)
        .map(([, inner]) => inner),
    );
    total += rows.length;
    if (rows.length === 0) return maxLevels;
    if (total > maxRows) return Math.max(1, level - 1);
  }
  return maxLevels;
}

/** A short label for a collapsed object. */
export function summaryOf(value: Json): string {
  if (!isObject(value)) return '';
  for (const name of ['name', 'Name', 'title', 'Title', 'text', 'type', 'Type']) {
    const text = value.get(name);
    if (typeof text === 'string' && text !== '') return text;
  }
  return '';
}

export const isContainer = (value: Json): boolean => isArray(value) || isObject(value);
