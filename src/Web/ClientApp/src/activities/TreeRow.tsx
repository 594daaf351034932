import { useComputed } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { user } from '../account/session';
import { Icon, type IconName } from '../app/Icon';
import { t } from '../i18n';
import { DraftForm } from './DraftForm';
import { pathKey } from './documentPath';
import { isArray, isObject, type Json, JsonNumber, kindOf } from './json';
import { isIdentity } from './keyedChange';
import type { BranchProps } from './TreeBranch';
import { isContainer, rowsPerStep, summaryOf, type TreeState } from './TreeState';

type RowProps = BranchProps & { isExpanded: boolean };

export function TreeRow({ tree, path, name, value, level, position, size, isExpanded }: RowProps) {
  const key = pathKey(path);
  const isActive = useComputed(() => tree.active.value === key).value;
  const highlight = useComputed(() => tree.document.highlights.value.get(key)).value;
  const editing = useComputed(() => {
    const { key: edited, kind } = tree.editing.value ?? {};
    return edited === key ? kind : undefined;
  }).value;
  const isChanged = highlight !== undefined && (highlight.isExact || !isExpanded);
  const by = isChanged && highlight.by !== user.value?.username ? highlight.by : null;
  const container = isContainer(value);

  const choose = () => {
    tree.active.value = key;
    if (container) tree.setExpanded(key, !isExpanded);
  };

  return (
    <div
      class={`tree-row ${isActive ? 'tree-active' : ''} ${isChanged ? 'tree-changed' : ''}`}
      role="treeitem"
      data-key={key}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-expanded={container ? isExpanded : undefined}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      style={{ '--level': level - 1 }}
      onFocus={() => {
        tree.active.value = key;
      }}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) handleKey(event, { tree, path, value, isExpanded, level });
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: its row handles the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: enlarges the click target of its row */}
      <div
        class="tree-line"
        onClick={choose}
        onDblClick={() => {
          if (!container) tree.startEditing('value', path);
        }}
      >
        <span class={`tree-fold ${isExpanded ? 'tree-fold-open' : ''}`}>
          {container && <Icon name="chevron" />}
        </span>
        <span class="tree-name">
          <bdi>{name}</bdi>
          <span class="visually-hidden">: </span>
        </span>
        {editing !== 'value' && <Value value={value} hasName={level === 1} />}
        {by !== null && <span class="badge badge-warn tree-by">{by}</span>}
      </div>
      {isActive && editing === undefined && <Tools {...{ tree, path, value }} />}
      {editing !== undefined && <DraftForm tree={tree} />}
    </div>
  );
}

const maxLength = 280;

function Value({ value, hasName }: { value: Json; hasName: boolean }) {
  const texts = t.value.activities.tree;
  if (isContainer(value)) {
    const size = isArray(value) ? texts.items(value.length) : texts.members(isObject(value) ? value.size : 0);
    const summary = hasName ? '' : summaryOf(value);
    return (
      <span class="tree-container">
        {summary !== '' && <bdi class="tree-summary">{summary.slice(0, maxLength)} </bdi>}
        <span class="tree-size">{size}</span>
      </span>
    );
  }
  if (value === '') return <span class="tree-value tree-empty">{texts.emptyText}</span>;
  const text = value instanceof JsonNumber ? value.source : String(value);
  return (
    <span class={`tree-value tree-${kindOf(value)}`}>
      <bdi>{text.length > maxLength ? `${text.slice(0, maxLength)}…` : text}</bdi>
    </span>
  );
}

type ToolsProps = Pick<BranchProps, 'tree' | 'path' | 'value'>;

/** The actions on a row. Not in the tab order, because the row has keyboard shortcuts for them. */
function Tools({ tree, path, value }: ToolsProps) {
  const texts = t.value.activities.tree;
  if (!tree.canWrite.value) return null;
  const { canEdit, canRename, canAdd, canRemove } = allowedActions(tree, path, value);
  return (
    <span class="tree-tools">
      {canEdit && <Tool icon="pencil" text={texts.edit} onClick={() => tree.startEditing('value', path)} />}
      {canAdd && <Tool icon="plus" text={texts.add} onClick={() => tree.add(path)} />}
      {canRename && (
        <Tool icon="rename" text={texts.rename} onClick={() => tree.startEditing('name', path)} />
      )}
      {canRemove && <Tool icon="trash" text={texts.remove} onClick={() => tree.remove(path)} />}
      {!canEdit && !canAdd && !canRemove && <span class="tree-locked muted">{texts.identity}</span>}
    </span>
  );
}

function Tool({ icon, text, onClick }: { icon: IconName; text: string; onClick(): void }) {
  return (
    <button
      class="tool tree-tool"
      type="button"
      aria-label={text}
      title={text}
      tabIndex={-1}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function allowedActions(tree: TreeState, path: ToolsProps['path'], value: Json) {
  const content = tree.document.content.peek();
  const last = path.at(-1);
  const isFixed = content === null || isIdentity(content, path);
  return {
    canEdit: !isFixed && !isContainer(value),
    canAdd: isContainer(value),
    canRename: !isFixed && last !== undefined && 'name' in last,
    canRemove: !isFixed && last !== undefined,
  };
}

type KeyTarget = ToolsProps & { isExpanded: boolean; level: number };

/** The keys of the tree view pattern of the ARIA Authoring Practices Guide, and those for editing. */
function handleKey(event: TargetedKeyboardEvent<HTMLElement>, target: KeyTarget): void {
  const { tree, path, value, isExpanded, level } = target;
  const key = pathKey(path);
  const row = event.currentTarget;
  const container = isContainer(value);
  const allowed = allowedActions(tree, path, value);
  const move = (to: Element | null | undefined) => (to as HTMLElement | null | undefined)?.focus();

  switch (event.key) {
    case 'ArrowDown':
      move(row.nextElementSibling);
      break;
    case 'ArrowUp':
      move(row.previousElementSibling);
      break;
    case 'ArrowRight':
      if (container && !isExpanded) tree.setExpanded(key, true);
      else if (container) move(row.nextElementSibling);
      break;
    case 'ArrowLeft':
      if (container && isExpanded) tree.setExpanded(key, false);
      else move(rowAbove(row, level));
      break;
    case 'Home':
      move(row.parentElement?.firstElementChild);
      break;
    case 'End':
      move(row.parentElement?.lastElementChild);
      break;
    case 'Enter':
      if (container) tree.setExpanded(key, !isExpanded);
      else if (allowed.canEdit) tree.startEditing('value', path);
      break;
    case ' ':
      if (container) tree.setExpanded(key, !isExpanded);
      break;
    case 'F2':
      if (allowed.canRename && tree.canWrite.peek()) tree.startEditing('name', path);
      break;
    case 'Insert':
      if (allowed.canAdd && tree.canWrite.peek()) tree.add(path);
      break;
    case 'Delete':
      if (allowed.canRemove && tree.canWrite.peek()) tree.remove(path);
      break;
    default:
      return;
  }
  event.preventDefault();
}

function rowAbove(row: Element, level: number): Element | null {
  let above = row.previousElementSibling;
  while (above && Number(above.ariaLevel) >= level) above = above.previousElementSibling;
  return above;
}

type MoreRowProps = { tree: TreeState; above: string; level: number; shown: number; all: number };

export function MoreRow({ tree, above, level, shown, all }: MoreRowProps) {
  const key = `${above}/…`;
  const isActive = useComputed(() => tree.active.value === key).value;
  /** Moves the focus to the first new row, because this one is replaced. */
  const showMore = (row: HTMLElement) => {
    const before = row.previousElementSibling;
    tree.showMore(above);
    requestAnimationFrame(() => (before?.nextElementSibling as HTMLElement | null)?.focus());
  };
  const text = t.value.activities.tree.moreItems(Math.min(rowsPerStep, all - shown), all);
  return (
    <div
      class="tree-row tree-more"
      role="treeitem"
      data-key={key}
      aria-level={level}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      style={{ '--level': level - 1 }}
      onFocus={() => {
        tree.active.value = key;
      }}
      onClick={(event) => showMore(event.currentTarget)}
      onKeyDown={(event) => {
        const row = event.currentTarget;
        const to: Record<string, Element | null> = {
          ArrowDown: row.nextElementSibling,
          ArrowUp: row.previousElementSibling,
          ArrowLeft: rowAbove(row, level),
        };
        if (event.key === 'Enter' || event.key === ' ') showMore(row);
        else if (event.key in to) (to[event.key] as HTMLElement | null)?.focus();
        else return;
        event.preventDefault();
      }}
    >
      <div class="tree-line">
        <span class="tree-fold" />
        <span class="tree-more-text">{text}</span>
      </div>
    </div>
  );
}
