import { useEffect, useState } from 'preact/hooks';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { onEvent, onReset } from '../stream/stream';
import { PlayTable } from './PlayTable';
import './play.css';
import { Sitting } from './sitting';

export default function PlayPage({ id = '' }: { id?: string }) {
  return <PlayBoard key={id} boardId={Number(id)} />;
}

function PlayBoard({ boardId }: { boardId: number }) {
  const texts = t.value.play;
  const [sitting, setSitting] = useState<Sitting | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isKnown = session.value.status !== 'unknown';

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is made for its own sake
  useEffect(() => {
    // Whose drawing to look for is not known until it is known who this is.
    if (!isKnown) return;
    const abort = new AbortController();
    let opened: Sitting | null = null;
    let ends: (() => void)[] = [];
    Sitting.open(boardId, abort.signal).then(
      (sat) => {
        if (abort.signal.aborted) return sat.end();
        opened = sat;
        ends = [onEvent((event) => sat.take(event)), onReset(() => void sat.refresh())];
        setSitting(sat);
      },
      (reason: unknown) => {
        if (!abort.signal.aborted) setError(reason);
      },
    );
    return () => {
      abort.abort();
      opened?.end();
      for (const end of ends) end();
    };
  }, [boardId, isKnown, attempt]);

  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) {
    return (
      <section class="page lost">
        <PageHeading title={texts.missingTitle} />
        <p class="muted">{texts.missingText}</p>
        <a class="button" href="/">
          {t.value.app.toBoards}
        </a>
      </section>
    );
  }
  if (error) {
    return (
      <section class="page lost" role="alert">
        <p>{problemText(error)}</p>
        <button
          class="button"
          type="button"
          onClick={() => {
            setError(null);
            setAttempt(attempt + 1);
          }}
        >
          {t.value.app.retry}
        </button>
      </section>
    );
  }
  if (!sitting) {
    return (
      <section class="page play" aria-busy="true">
        <p class="muted">{texts.loading}</p>
      </section>
    );
  }
  return <PlayTable sitting={sitting} />;
}
