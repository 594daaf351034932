import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { PageHeading } from '../app/PageHeading';
import type { Board } from '../boards/board';
import { halfPairs } from '../boards/validation';
import { useUndoKeys } from '../components/board/undoKeys';
import { Question } from '../components/dialog/Question';
import { t } from '../i18n';
import { announcementOf } from './announcement';
import { ColorPalette } from './ColorPalette';
import { Conflict } from './Conflict';
import { DesignGrid } from './DesignGrid';
import { DesignTools } from './DesignTools';
import { type Change, droppedBy } from './design';
import { EditorNews, SaveNews } from './EditorNews';
import { JsonDialog } from './JsonDialog';
import { NameField } from './NameField';
import { RuleField } from './RuleField';
import { SaveBar } from './SaveBar';
import { SizeField } from './SizeField';
import { VerdictState } from './VerdictState';
import { useVerdict } from './verdictCheck';
import type { Workbench } from './workbench';

type Asking =
  | { kind: 'shrink'; rows: number; cols: number; count: number }
  | { kind: 'delete' }
  | { kind: 'json' };

export function EditorDesk({ bench }: { bench: Workbench }) {
  const texts = t.value.editor;
  const { route } = useLocation();
  const design = bench.design.value;
  const { board } = design;
  const saved = bench.saved.value;
  const trouble = bench.trouble.value;
  const refusals = bench.refusals.value;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isSolutionShown, setSolutionShown] = useState(false);
  const checked = useVerdict(board);
  const voice = useRef<HTMLParagraphElement>(null);
  const desk = useRef<HTMLElement>(null);

  const act = (change: Change) => {
    const before = bench.design.value;
    bench.change(change);
    const said = announcementOf(before, bench.design.value, change);
    if (said && voice.current) voice.current.textContent = said;
  };
  useUndoKeys(
    () => act({ type: 'undo' }),
    () => act({ type: 'redo' }),
  );

  const resize = (rows: number, cols: number) => {
    const dropped = droppedBy(board, rows, cols).length;
    if (dropped > 0) setAsking({ kind: 'shrink', rows, cols, count: dropped });
    else act({ type: 'size', rows, cols });
  };

  const after = (written: Board | null) => {
    if (!written || written.id === saved?.board.id) return;
    bench.move();
    route(`/boards/${written.id}/edit`, saved === null);
  };

  useEffect(() => {
    if (refusals === 0) return;
    const wrong = desk.current?.querySelector<HTMLElement>('[data-wrong]');
    wrong?.focus();
  }, [refusals]);

  const isConflict = trouble?.kind === 'conflict';
  const wasConflict = useRef(isConflict);
  useEffect(() => {
    // The button that settled it is gone, and the focus would be nowhere.
    if (wasConflict.current && !isConflict) desk.current?.querySelector('h1')?.focus();
    wasConflict.current = isConflict;
  }, [isConflict]);

  const halves = halfPairs(board.dots).length;
  const title = saved === null ? texts.newTitle : texts.editTitle(saved.board.name);

  return (
    <section class="page board-page editor" ref={desk}>
      <PageHeading title={title} />
      <EditorNews bench={bench} />
      {trouble?.kind === 'conflict' && (
        <Conflict
          mine={board}
          theirs={trouble.theirs.board}
          onMine={() => void bench.keepMine().then(after)}
          onTheirs={() => bench.takeTheirs()}
          onNew={() => void bench.saveAsNew().then(after)}
        />
      )}
      <div class="editor-desk">
        <div class="editor-sheet">
          <DesignTools design={design} onChange={act} />
          <div class="board-stage">
            <DesignGrid
              design={design}
              errors={bench.errors.value}
              refusals={refusals}
              solution={isSolutionShown ? (checked?.solution ?? null) : null}
              onChange={act}
            />
          </div>
          <p class={`editor-below${halves > 0 ? ' editor-below-warn' : ' muted'}`}>
            {halves > 0 ? texts.halves(halves) : texts.hint}
          </p>
        </div>
        <div class="editor-side">
          <ColorPalette design={design} onChange={act} />
          <NameField name={board.name} error={bench.errors.value.name} onChange={act} />
          <SizeField
            rows={board.rows}
            cols={board.cols}
            rowsError={bench.errors.value.rows}
            colsError={bench.errors.value.cols}
            onSize={resize}
          />
          <RuleField rule={board.rule} error={bench.errors.value.rule} onChange={act} />
          {checked && (
            <VerdictState
              checked={checked}
              isShown={isSolutionShown}
              onShow={() => setSolutionShown(!isSolutionShown)}
            />
          )}
          <SaveNews bench={bench} />
          <SaveBar
            bench={bench}
            onSave={() => void bench.save().then(after)}
            onSaveAsNew={() => void bench.saveAsNew().then(after)}
            onDelete={() => setAsking({ kind: 'delete' })}
            onJson={() => setAsking({ kind: 'json' })}
          />
        </div>
      </div>
      {asking?.kind === 'shrink' && (
        <Question
          title={texts.shrinkTitle(asking.rows, asking.cols)}
          text={texts.shrinkText(asking.count)}
          yes={texts.shrink}
          no={texts.keepSize}
          onYes={() => act({ type: 'size', rows: asking.rows, cols: asking.cols })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'delete' && saved && (
        <Question
          title={texts.deleteTitle<VNode>(<bdi>{saved.board.name}</bdi>)}
          text={texts.deleteText}
          yes={texts.deleteNow}
          no={t.value.app.cancel}
          onYes={() => void bench.remove().then((isRemoved) => isRemoved && route('/'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'json' && (
        <JsonDialog board={board} onLoad={(loaded) => bench.load(loaded)} onClose={() => setAsking(null)} />
      )}
      <p class="visually-hidden" role="status" ref={voice} />
    </section>
  );
}
