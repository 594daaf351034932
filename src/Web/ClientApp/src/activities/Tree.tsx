import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { t } from '../i18n';
import { DraftForm } from './DraftForm';
import { type DocumentPath, idText, valueAt } from './documentPath';
import type { Json } from './json';
import { Branch } from './TreeBranch';
import { countValues, summaryOf, type TreeState } from './TreeState';
import './tree.css';

type TreeProps = { tree: TreeState; title: string; root: string };

const rootPath: DocumentPath = [];

/** A collapsible document tree with in-place editing that highlights recent changes. */
export function Tree({ tree, title, root }: TreeProps) {
  const container = useRef<HTMLDivElement>(null);
  const content = tree.document.content.value;
  const focusTarget = tree.focusTarget.value;

  useEffect(() => {
    if (focusTarget === null) return;
    const row = container.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(focusTarget)}"]`);
    row?.focus();
    tree.focusTarget.value = null;
  }, [focusTarget, tree]);

  if (content === null) return null;
  return (
    <div class="tree-frame">
      {tree.problem.value !== null && (
        <p class="notice notice-bad" role="alert">
          {tree.problem.value}
        </p>
      )}
      <OrphanedDraft tree={tree} />
      <div class="tree" role="tree" aria-label={title} ref={container}>
        <Branch tree={tree} path={rootPath} name={root} value={content} level={1} position={1} size={1} />
      </div>
      <RemovalDialog tree={tree} />
    </div>
  );
}

/** The edit of a value that someone else has removed. */
function OrphanedDraft({ tree }: { tree: TreeState }) {
  const conflict = tree.conflict.value;
  if (conflict === null || conflict.theirs !== undefined) return null;
  return (
    <div class="tree-orphan">
      <DraftForm tree={tree} />
    </div>
  );
}

function RemovalDialog({ tree }: { tree: TreeState }) {
  const texts = t.value.activities.tree;
  const path = tree.pendingRemoval.value;
  const content = tree.document.content.value;
  if (path === null || content === null) return null;
  const value = valueAt(content, path) ?? null;
  return (
    <ConfirmDialog
      title={texts.removeTitle<VNode>(<bdi>{nameOf(path, value)}</bdi>)}
      text={texts.removeText(countValues(value) - 1)}
      confirmLabel={texts.yesRemove}
      cancelLabel={texts.noRemove}
      onConfirm={() => tree.confirmRemoval(path)}
      onClose={() => {
        tree.pendingRemoval.value = null;
      }}
    />
  );
}

function nameOf(path: DocumentPath, value: Json): string {
  const last = path.at(-1);
  if (!last) return '';
  if ('name' in last) return last.name;
  return summaryOf(value) || ('id' in last ? idText(last.id) : String(last.index + 1));
}
