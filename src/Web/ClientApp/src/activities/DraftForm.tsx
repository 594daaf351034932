import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { isArray, isObject, type Json, type Kind, writeJson } from './json';
import { valueAt } from './place';
import type { Editing, TreeState } from './TreeState';

const writable: readonly Kind[] = ['text', 'number', 'boolean', 'null'];
const addable: readonly Kind[] = [...writable, 'object', 'list'];

/** Where a value, a name or something new is written. Enter saves, Escape gives up. */
export function DraftForm({ tree }: { tree: TreeState }) {
  const form = useRef<HTMLFormElement>(null);
  const editing = tree.editing.value;

  useEffect(() => {
    // A value is written before its kind is changed.
    const fields = ['.input', '.draft-value .select', '.select'];
    const found = fields.map((field) => form.current?.querySelector<HTMLInputElement>(field));
    const field = found.find((element) => element);
    field?.focus();
    if (field?.matches('.input')) field.select();
  }, []);

  if (editing === null) return null;
  const texts = t.value.activities.tree;
  const conflict = tree.conflict.value;
  const holder = valueAt(tree.document.content.value ?? null, editing.place);
  const hasName = editing.kind === 'name' || (editing.kind === 'addition' && isObject(holder));

  return (
    <form
      class="draft"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (conflict === null) void tree.save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        tree.cancel();
      }}
    >
      <div class="draft-fields">
        {hasName && <NameField tree={tree} editing={editing} />}
        {editing.kind !== 'name' && <KindField tree={tree} editing={editing} />}
        {editing.kind !== 'name' && <ValueField tree={tree} editing={editing} />}
        {conflict === null && (
          <span class="draft-choices">
            <button class="button" type="submit" aria-disabled={editing.isSaving}>
              {texts.save}
            </button>
            <button class="button button-bare" type="button" onClick={() => tree.cancel()}>
              {t.value.app.cancel}
            </button>
          </span>
        )}
      </div>
      {editing.problem !== null && (
        <p class="field-error" role="alert">
          {editing.problem}
        </p>
      )}
      {conflict !== null && <Conflict tree={tree} editing={editing} theirs={conflict.theirs} />}
    </form>
  );
}

type FieldProps = { tree: TreeState; editing: Editing };

function NameField({ tree, editing }: FieldProps) {
  const id = useId();
  return (
    <div class="draft-field">
      <label class="draft-label" for={id}>
        {t.value.activities.tree.name}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={editing.draft.name}
        onInput={(event) => tree.write({ name: event.currentTarget.value })}
      />
    </div>
  );
}

function KindField({ tree, editing }: FieldProps) {
  const id = useId();
  const texts = t.value.activities.tree;
  return (
    <div class="draft-field draft-kind">
      <label class="draft-label" for={id}>
        {texts.kind}
      </label>
      <select
        id={id}
        class="select"
        value={editing.draft.kind}
        onChange={(event) => tree.write({ kind: event.currentTarget.value as Kind })}
      >
        {(editing.kind === 'addition' ? addable : writable).map((kind) => (
          <option key={kind} value={kind}>
            {texts.kinds[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}

function ValueField({ tree, editing }: FieldProps) {
  const id = useId();
  const texts = t.value.activities.tree;
  const { kind, text } = editing.draft;
  if (kind === 'null' || kind === 'object' || kind === 'list') return null;
  const write = (event: { currentTarget: { value: string } }) =>
    tree.write({ text: event.currentTarget.value });
  return (
    <div class="draft-field draft-value">
      <label class="draft-label" for={id}>
        {texts.value}
      </label>
      {kind === 'boolean' && (
        <select id={id} class="select" value={text === 'true' ? 'true' : 'false'} onChange={write}>
          <option value="true">{texts.true}</option>
          <option value="false">{texts.false}</option>
        </select>
      )}
      {kind === 'number' && (
        <input
          id={id}
          class="input"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-invalid={editing.problem !== null}
          value={text}
          onInput={write}
        />
      )}
      {kind === 'text' && (
        <textarea
          id={id}
          class="input draft-text"
          rows={1}
          value={text}
          onInput={write}
          onKeyDown={(event) => {
            // A line break is rare here, and Shift makes one.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      )}
    </div>
  );
}

type ConflictProps = FieldProps & { theirs: Json | undefined };

/** Both versions stay in sight until the person has chosen. */
function Conflict({ tree, editing, theirs }: ConflictProps) {
  const texts = t.value.activities.tree;
  const content = tree.document.content.value;
  const holder = content === null ? undefined : valueAt(content, editing.place.slice(0, -1));
  const last = editing.place.at(-1);
  const canComeBack =
    editing.kind === 'value' &&
    theirs === undefined &&
    isObject(holder) &&
    last !== undefined &&
    'name' in last;
  return (
    <div class="draft-conflict notice notice-warn" role="alert">
      <p>{theirs === undefined ? texts.goneTitle : texts.conflictTitle}</p>
      {theirs !== undefined && <p class="draft-theirs">{shortOf(theirs)}</p>}
      <div class="draft-choices">
        {(theirs !== undefined || canComeBack) && (
          <button class="button" type="button" onClick={() => void tree.overwrite()}>
            {theirs === undefined ? texts.putBack : texts.keepMine}
          </button>
        )}
        <button class="button button-quiet" type="button" onClick={() => tree.cancel()}>
          {theirs === undefined ? texts.letGo : texts.takeTheirs}
        </button>
      </div>
    </div>
  );
}

const longest = 400;

function shortOf(value: Json): string {
  const text = typeof value === 'string' ? value : writeJson(value);
  if (text.length > longest) return `${text.slice(0, longest)}…`;
  return isArray(value) || text !== '' ? text : t.value.activities.tree.emptyText;
}
