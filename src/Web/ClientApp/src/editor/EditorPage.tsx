import { useEffect, useState } from 'preact/hooks';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { EditorView } from './EditorView';
import './editor.css';
import { EditorStore } from './EditorStore';

export default function EditorPage({ id }: { id?: string }) {
  return <Editor key={id ?? 'new'} boardId={id === undefined ? null : Number(id)} />;
}

function Editor({ boardId }: { boardId: number | null }) {
  const texts = t.value.app;
  const [store, setStore] = useState<EditorStore | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isKnown = session.value.status !== 'unknown';

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt re-runs the effect for a retry
  useEffect(() => {
    if (!isKnown) return;
    const abort = new AbortController();
    EditorStore.open(boardId, abort.signal).then(setStore, (reason: unknown) => {
      if (!abort.signal.aborted) setError(reason);
    });
    return () => abort.abort();
  }, [boardId, isKnown, attempt]);

  if (error) {
    const isMissing = error instanceof ApiError && (error.status === 404 || error.status === 400);
    return (
      <section class="page lost" role={isMissing ? undefined : 'alert'}>
        <PageHeading title={isMissing ? t.value.play.missingTitle : t.value.editor.newTitle} />
        <p class="muted">{isMissing ? t.value.play.missingText : problemText(error)}</p>
        {isMissing ? (
          <a class="button" href="/boards/new">
            {texts.newBoard}
          </a>
        ) : (
          <button
            class="button"
            type="button"
            onClick={() => {
              setError(null);
              setAttempt(attempt + 1);
            }}
          >
            {texts.retry}
          </button>
        )}
      </section>
    );
  }
  if (!store) {
    return (
      <section class="page editor" aria-busy="true">
        <p class="muted">{texts.loading}</p>
      </section>
    );
  }
  return <EditorView store={store} />;
}
