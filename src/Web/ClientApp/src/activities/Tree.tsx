import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { t } from '../i18n';
import { DraftForm } from './DraftForm';
import type { Json } from './json';
import { type Place, valueAt } from './place';
import { Branch } from './TreeBranch';
import { countValues, summaryOf, type TreeState } from './TreeState';
import './tree.css';

type TreeProps = { tree: TreeState; title: string; root: string };

const rootPlace: Place = [];

/** A document as a tree that unfolds, shows what has just changed, and is edited in place. */
export function Tree({ tree, title, root }: TreeProps) {
  const container = useRef<HTMLDivElement>(null);
  const content = tree.document.content.value;
  const wanted = tree.wanted.value;

  useEffect(() => {
    if (wanted === null) return;
    const row = container.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted)}"]`);
    row?.focus();
    tree.wanted.value = null;
  }, [wanted, tree]);

  if (content === null) return null;
  return (
    <div class="tree-frame">
      {tree.problem.value !== null && (
        <p class="notice notice-bad" role="alert">
          {tree.problem.value}
        </p>
      )}
      <Orphan tree={tree} />
      <div class="tree" role="tree" aria-label={title} ref={container}>
        <Branch tree={tree} place={rootPlace} name={root} value={content} level={1} position={1} size={1} />
      </div>
      <RemovalQuestion tree={tree} />
    </div>
  );
}

/** What one was writing where there is nothing any more. */
function Orphan({ tree }: { tree: TreeState }) {
  const conflict = tree.conflict.value;
  if (conflict === null || conflict.theirs !== undefined) return null;
  return (
    <div class="tree-orphan">
      <DraftForm tree={tree} />
    </div>
  );
}

function RemovalQuestion({ tree }: { tree: TreeState }) {
  const texts = t.value.activities.tree;
  const place = tree.asked.value;
  const content = tree.document.content.value;
  if (place === null || content === null) return null;
  const value = valueAt(content, place) ?? null;
  return (
    <ConfirmDialog
      title={texts.removeTitle<VNode>(<bdi>{nameOf(place, value)}</bdi>)}
      text={texts.removeText(countValues(value) - 1)}
      confirmLabel={texts.yesRemove}
      cancelLabel={texts.noRemove}
      onConfirm={() => tree.removeAsked(place)}
      onClose={() => {
        tree.asked.value = null;
      }}
    />
  );
}

function nameOf(place: Place, value: Json): string {
  const last = place.at(-1);
  if (!last) return '';
  if ('name' in last) return last.name;
  return summaryOf(value) || ('id' in last ? last.id : String(last.index + 1));
}
