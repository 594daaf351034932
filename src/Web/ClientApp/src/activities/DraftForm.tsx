import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { valueAt } from './documentPath';
import { isArray, isObject, type Json, type Kind, writeJson } from './json';
import type { Editing, TreeState } from './TreeState';

const editableKinds: readonly Kind[] = ['text', 'number', 'boolean', 'null'];
const addableKinds: readonly Kind[] = [...editableKinds, 'object', 'list'];

/** The form for a value, a name or a new member. Enter saves, Escape cancels. */
export function DraftForm({ tree }: { tree: TreeState }) {
  const form = useRef<HTMLFormElement>(null);
  const editing = tree.editing.value;

  useEffect(() => {
    // The value field comes first, because the type is rarely changed.
    const fields = ['.input', '.draft-value .select', '.select'];
    const found = fields.map((field) => form.current?.querySelector<HTMLInputElement>(field));
    const field = found.find((element) => element);
    field?.focus();
    if (field?.matches('.input')) field.select();
  }, []);

  if (editing === null) return null;
  const texts = t.value.activities.tree;
  const conflict = tree.conflict.value;
  const parent = valueAt(tree.document.content.value ?? null, editing.path);
  const hasName = editing.kind === 'name' || (editing.kind === 'addition' && isObject(parent));

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
        onInput={(event) => tree.updateDraft({ name: event.currentTarget.value })}
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
        onChange={(event) => tree.updateDraft({ kind: event.currentTarget.value as Kind })}
      >
        {(editing.kind === 'addition' ? addableKinds : editableKinds).map((kind) => (
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
  const update = (event: { currentTarget: { value: string } }) =>
    tree.updateDraft({ text: event.currentTarget.value });
  return (
    <div class="draft-field draft-value">
      <label class="draft-label" for={id}>
        {texts.value}
      </label>
      {kind === 'boolean' && (
        <select id={id} class="select" value={text === 'true' ? 'true' : 'false'} onChange={update}>
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
          onInput={update}
        />
      )}
      {kind === 'text' && (
        <textarea
          id={id}
          class="input draft-text"
          rows={1}
          value={text}
          onInput={update}
          onKeyDown={(event) => {
            // Enter submits; Shift+Enter inserts a line break.
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

/** Shows both versions until the user has chosen. */
function Conflict({ tree, editing, theirs }: ConflictProps) {
  const texts = t.value.activities.tree;
  const content = tree.document.content.value;
  const parent = content === null ? undefined : valueAt(content, editing.path.slice(0, -1));
  const last = editing.path.at(-1);
  const canRestore =
    editing.kind === 'value' &&
    theirs === undefined &&
    isObject(parent) &&
    last !== undefined &&
    'name' in last;
  return (
    <div class="draft-conflict notice notice-warn" role="alert">
      <p>{theirs === undefined ? texts.goneTitle : texts.conflictTitle}</p>
      {theirs !== undefined && <p class="draft-theirs">{truncated(theirs)}</p>}
      <div class="draft-choices">
        {(theirs !== undefined || canRestore) && (
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

const maxLength = 400;

function truncated(value: Json): string {
  const text = typeof value === 'string' ? value : writeJson(value);
  if (text.length > maxLength) return `${text.slice(0, maxLength)}…`;
  return isArray(value) || text !== '' ? text : t.value.activities.tree.emptyText;
}
