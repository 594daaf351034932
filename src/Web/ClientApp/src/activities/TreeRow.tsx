import { useComputed } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { user } from '../account/session';
import { Icon, type IconName } from '../app/Icon';
import { t } from '../i18n';
import { DraftForm } from './DraftForm';
import { isArray, isObject, type Json, JsonNumber, kindOf } from './json';
import { isIdentity } from './keyedChange';
import { placeKey } from './place';
import type { BranchProps } from './TreeBranch';
import { isFolder, rowsAtOnce, summaryOf, type TreeState } from './TreeState';

type RowProps = BranchProps & { isOpen: boolean };

export function TreeRow({ tree, place, name, value, level, position, size, isOpen }: RowProps) {
  const key = placeKey(place);
  const isActive = useComputed(() => tree.active.value === key).value;
  const mark = useComputed(() => tree.document.marks.value.get(key)).value;
  const editing = useComputed(() => {
    const { key: edited, kind } = tree.editing.value ?? {};
    return edited === key ? kind : undefined;
  }).value;
  const isChanged = mark !== undefined && (mark.isHere || !isOpen);
  const by = isChanged && mark.by !== user.value?.username ? mark.by : null;
  const folder = isFolder(value);

  const choose = () => {
    tree.active.value = key;
    if (folder) tree.fold(key, !isOpen);
  };

  return (
    <div
      class={`tree-row ${isActive ? 'tree-active' : ''} ${isChanged ? 'tree-changed' : ''}`}
      role="treeitem"
      data-key={key}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-expanded={folder ? isOpen : undefined}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      style={{ '--level': level - 1 }}
      onFocus={() => {
        tree.active.value = key;
      }}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) press(event, { tree, place, value, isOpen, level });
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row that it is in has the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger place to click on, for the row that it is in */}
      <div
        class="tree-line"
        onClick={choose}
        onDblClick={() => {
          if (!folder) tree.begin('value', place);
        }}
      >
        <span class={`tree-fold ${isOpen ? 'tree-fold-open' : ''}`}>{folder && <Icon name="chevron" />}</span>
        <span class="tree-name">
          <bdi>{name}</bdi>
          <span class="visually-hidden">: </span>
        </span>
        {editing !== 'value' && <Value value={value} hasName={level === 1} />}
        {by !== null && <span class="badge badge-warn tree-by">{by}</span>}
      </div>
      {isActive && editing === undefined && <Tools {...{ tree, place, value }} />}
      {editing !== undefined && <DraftForm tree={tree} />}
    </div>
  );
}

const longest = 280;

/** The first row has the document's name already. */
function Value({ value, hasName }: { value: Json; hasName: boolean }) {
  const texts = t.value.activities.tree;
  if (isFolder(value)) {
    const size = isArray(value) ? texts.items(value.length) : texts.members(isObject(value) ? value.size : 0);
    const summary = hasName ? '' : summaryOf(value);
    return (
      <span class="tree-folder">
        {summary !== '' && <bdi class="tree-summary">{summary.slice(0, longest)} </bdi>}
        <span class="tree-size">{size}</span>
      </span>
    );
  }
  if (value === '') return <span class="tree-value tree-empty">{texts.emptyText}</span>;
  const text = value instanceof JsonNumber ? value.source : String(value);
  return (
    <span class={`tree-value tree-${kindOf(value)}`}>
      <bdi>{text.length > longest ? `${text.slice(0, longest)}…` : text}</bdi>
    </span>
  );
}

type ToolsProps = Pick<BranchProps, 'tree' | 'place' | 'value'>;

/** What can be done to a row. By keyboard, the row itself has keys for it. */
function Tools({ tree, place, value }: ToolsProps) {
  const texts = t.value.activities.tree;
  if (!tree.mayWrite.value) return null;
  const { mayEdit, mayRename, mayAdd, mayRemove } = rightsOn(tree, place, value);
  return (
    <span class="tree-tools">
      {mayEdit && <Tool icon="pencil" text={texts.edit} onClick={() => tree.begin('value', place)} />}
      {mayAdd && <Tool icon="plus" text={texts.add} onClick={() => tree.add(place)} />}
      {mayRename && <Tool icon="rename" text={texts.rename} onClick={() => tree.begin('name', place)} />}
      {mayRemove && <Tool icon="trash" text={texts.remove} onClick={() => tree.remove(place)} />}
      {!mayEdit && !mayAdd && !mayRemove && <span class="tree-locked muted">{texts.identity}</span>}
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

function rightsOn(tree: TreeState, place: ToolsProps['place'], value: Json) {
  const content = tree.document.content.peek();
  const last = place.at(-1);
  const isFixed = content === null || isIdentity(content, place);
  return {
    mayEdit: !isFixed && !isFolder(value),
    mayAdd: isFolder(value),
    mayRename: !isFixed && last !== undefined && 'name' in last,
    mayRemove: !isFixed && last !== undefined,
  };
}

type Pressed = ToolsProps & { isOpen: boolean; level: number };

/** The keys of a tree, by the ARIA Authoring Practices Guide, and those that edit. */
function press(event: TargetedKeyboardEvent<HTMLElement>, pressed: Pressed): void {
  const { tree, place, value, isOpen, level } = pressed;
  const key = placeKey(place);
  const row = event.currentTarget;
  const folder = isFolder(value);
  const rights = rightsOn(tree, place, value);
  const move = (to: Element | null | undefined) => (to as HTMLElement | null | undefined)?.focus();

  switch (event.key) {
    case 'ArrowDown':
      move(row.nextElementSibling);
      break;
    case 'ArrowUp':
      move(row.previousElementSibling);
      break;
    case 'ArrowRight':
      if (folder && !isOpen) tree.fold(key, true);
      else if (folder) move(row.nextElementSibling);
      break;
    case 'ArrowLeft':
      if (folder && isOpen) tree.fold(key, false);
      else move(rowAbove(row, level));
      break;
    case 'Home':
      move(row.parentElement?.firstElementChild);
      break;
    case 'End':
      move(row.parentElement?.lastElementChild);
      break;
    case 'Enter':
      if (folder) tree.fold(key, !isOpen);
      else if (rights.mayEdit) tree.begin('value', place);
      break;
    case ' ':
      if (folder) tree.fold(key, !isOpen);
      break;
    case 'F2':
      if (rights.mayRename && tree.mayWrite.peek()) tree.begin('name', place);
      break;
    case 'Insert':
      if (rights.mayAdd && tree.mayWrite.peek()) tree.add(place);
      break;
    case 'Delete':
      if (rights.mayRemove && tree.mayWrite.peek()) tree.remove(place);
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

/** The end of a long list, for now. */
export function MoreRow({ tree, above, level, shown, all }: MoreRowProps) {
  const key = `${above}/…`;
  const isActive = useComputed(() => tree.active.value === key).value;
  /** The focus goes on to what comes in the place of this row. */
  const showMore = (row: HTMLElement) => {
    const before = row.previousElementSibling;
    tree.showMore(above);
    requestAnimationFrame(() => (before?.nextElementSibling as HTMLElement | null)?.focus());
  };
  const text = t.value.activities.tree.moreItems(Math.min(rowsAtOnce, all - shown), all);
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
