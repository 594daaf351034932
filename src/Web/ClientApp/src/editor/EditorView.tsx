import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { PageHeading } from '../app/PageHeading';
import type { Board } from '../boards/board';
import { unpairedDots } from '../boards/validation';
import { useUndoKeys } from '../components/board/undoKeys';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { t } from '../i18n';
import { announcementOf } from './announcement';
import { BoardConflict } from './BoardConflict';
import { ColorPalette } from './ColorPalette';
import { DesignGrid } from './DesignGrid';
import { DesignTools } from './DesignTools';
import { type Change, droppedBy } from './design';
import { EditorMessages, SaveMessages } from './EditorMessages';
import type { EditorStore } from './EditorStore';
import { JsonDialog } from './JsonDialog';
import { NameField } from './NameField';
import { type Preview, previewAnnouncement, shownPreview } from './preview';
import { RuleField } from './RuleField';
import { SaveBar } from './SaveBar';
import { SizeField } from './SizeField';
import { SolverVerdict } from './SolverVerdict';
import { useVerdictCheck } from './useVerdictCheck';
import type { CheckState } from './VerdictCheck';

type OpenDialog =
  | { kind: 'shrink'; rows: number; cols: number; count: number }
  | { kind: 'delete' }
  | { kind: 'json' };

export function EditorView({ store }: { store: EditorStore }) {
  const texts = t.value.editor;
  const { route } = useLocation();
  const design = store.design.value;
  const { board } = design;
  const saved = store.saved.value;
  const failure = store.failure.value;
  const rejectedSaves = store.rejectedSaves.value;
  const [openDialog, setOpenDialog] = useState<OpenDialog | null>(null);
  const check = useVerdictCheck(board);
  const [previewed, setPreviewed] = useState<{ of: CheckState; preview: Preview } | null>(null);
  // Every edit ends the preview: its check is not the current one any more.
  const preview = previewed?.of === check && design.held === null ? previewed.preview : null;
  const shown = useMemo(() => shownPreview(check, preview), [check, preview]);
  const liveRegion = useRef<HTMLParagraphElement>(null);
  const section = useRef<HTMLElement>(null);

  const act = (change: Change) => {
    const before = store.design.value;
    store.change(change);
    const announcement = announcementOf(before, store.design.value, change);
    if (announcement && liveRegion.current) liveRegion.current.textContent = announcement;
  };
  const showPreview = (next: Preview | null) => {
    // A dot in the hand would hide the preview.
    store.change({ type: 'putBack' });
    setPreviewed(next && { of: check, preview: next });
    if (liveRegion.current)
      liveRegion.current.textContent = previewAnnouncement(next, shownPreview(check, next));
  };
  useUndoKeys(
    () => act({ type: 'undo' }),
    () => act({ type: 'redo' }),
  );

  const resize = (rows: number, cols: number) => {
    const dropped = droppedBy(board, rows, cols).length;
    if (dropped > 0) setOpenDialog({ kind: 'shrink', rows, cols, count: dropped });
    else act({ type: 'size', rows, cols });
  };

  const navigateToNew = (written: Board | null) => {
    if (!written || written.id === saved?.id) return;
    store.handOver();
    route(`/boards/${written.id}/edit`, saved === null);
  };

  useEffect(() => {
    if (rejectedSaves === 0) return;
    section.current?.querySelector<HTMLElement>('[data-invalid]')?.focus();
  }, [rejectedSaves]);

  const isConflict = failure?.kind === 'conflict';
  const wasConflict = useRef(isConflict);
  useEffect(() => {
    // The button that resolved the conflict has been removed, and the focus with it.
    if (wasConflict.current && !isConflict) section.current?.querySelector('h1')?.focus();
    wasConflict.current = isConflict;
  }, [isConflict]);

  const unpaired = unpairedDots(board.dots).length;
  const title = saved === null ? texts.newTitle : texts.editTitle(saved.name);

  return (
    <section class="page board-page editor" ref={section}>
      <PageHeading title={title} />
      <EditorMessages store={store} />
      {failure?.kind === 'conflict' && (
        <BoardConflict
          mine={board}
          theirs={failure.theirs}
          onMine={() => void store.keepMine().then(navigateToNew)}
          onTheirs={() => store.takeTheirs()}
          onNew={() => void store.saveAsNew().then(navigateToNew)}
        />
      )}
      <div class="editor-layout">
        <div class="editor-main">
          <DesignTools design={design} onChange={act} />
          <div class="board-stage">
            <DesignGrid
              design={design}
              errors={store.errors.value}
              rejectedSaves={rejectedSaves}
              preview={shown}
              onChange={act}
            />
          </div>
          <SolverVerdict state={check} preview={preview} onPreview={showPreview} />
          <p class={`editor-below${unpaired > 0 ? ' editor-below-warn' : ' muted'}`}>
            {unpaired > 0 ? texts.unpairedCount(unpaired) : texts.hint}
          </p>
        </div>
        <div class="editor-side">
          <ColorPalette design={design} onChange={act} />
          <NameField name={board.name} error={store.errors.value.name} onChange={act} />
          <SizeField
            rows={board.rows}
            cols={board.cols}
            rowsError={store.errors.value.rows}
            colsError={store.errors.value.cols}
            onSize={resize}
          />
          <RuleField rule={board.rule} error={store.errors.value.rule} onChange={act} />
          <SaveMessages store={store} />
          <SaveBar
            store={store}
            onSave={() => void store.save().then(navigateToNew)}
            onSaveAsNew={() => void store.saveAsNew().then(navigateToNew)}
            onDelete={() => setOpenDialog({ kind: 'delete' })}
            onJson={() => setOpenDialog({ kind: 'json' })}
          />
        </div>
      </div>
      {openDialog?.kind === 'shrink' && (
        <ConfirmDialog
          title={texts.shrinkTitle(openDialog.rows, openDialog.cols)}
          text={texts.shrinkText(openDialog.count)}
          confirmLabel={texts.shrink}
          cancelLabel={texts.keepSize}
          onConfirm={() => act({ type: 'size', rows: openDialog.rows, cols: openDialog.cols })}
          onClose={() => setOpenDialog(null)}
        />
      )}
      {openDialog?.kind === 'delete' && saved && (
        <ConfirmDialog
          title={texts.deleteTitle<VNode>(<bdi>{saved.name}</bdi>)}
          text={texts.deleteText}
          confirmLabel={texts.deleteNow}
          cancelLabel={t.value.app.cancel}
          onConfirm={() => void store.remove().then((isRemoved) => isRemoved && route('/'))}
          onClose={() => setOpenDialog(null)}
        />
      )}
      {openDialog?.kind === 'json' && (
        <JsonDialog
          board={board}
          onLoad={(loaded) => store.load(loaded)}
          onClose={() => setOpenDialog(null)}
        />
      )}
      <p class="visually-hidden" role="status" ref={liveRegion} />
    </section>
  );
}
