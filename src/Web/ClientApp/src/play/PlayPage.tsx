import { useEffect, useState } from 'preact/hooks';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { onEvent, onOwnPath, onReset } from '../stream/stream';
import { PlayView } from './PlayView';
import './play.css';
import { PlaySession } from './PlaySession';

export default function PlayPage({ id = '' }: { id?: string }) {
  return <PlayBoard key={id} boardId={Number(id)} />;
}

function PlayBoard({ boardId }: { boardId: number }) {
  const texts = t.value.play;
  const [playSession, setPlaySession] = useState<PlaySession | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isKnown = session.value.status !== 'unknown';

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt re-runs the effect for a retry
  useEffect(() => {
    // The session decides whose drawing to load.
    if (!isKnown) return;
    const abort = new AbortController();
    let opened: PlaySession | null = null;
    // From the beginning: what happens between the responses and the session would be missed.
    const early: ((playSession: PlaySession) => void)[] = [];
    const deliver = (event: (playSession: PlaySession) => void) => {
      if (opened) event(opened);
      else early.push(event);
    };
    const unsubscribes = [
      onEvent((event) => deliver((playing) => playing.handleEvent(event))),
      onOwnPath((event) => deliver((playing) => playing.handleOwnPath(event))),
      onReset(() => deliver((playing) => void playing.catchUp())),
    ];
    PlaySession.open(boardId, abort.signal).then(
      (created) => {
        if (abort.signal.aborted) return created.dispose();
        opened = created;
        for (const event of early) event(created);
        setPlaySession(created);
      },
      (reason: unknown) => {
        if (!abort.signal.aborted) setError(reason);
      },
    );
    return () => {
      abort.abort();
      opened?.dispose();
      for (const unsubscribe of unsubscribes) unsubscribe();
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
  if (!playSession) {
    return (
      <section class="page play" aria-busy="true">
        <p class="muted">{texts.loading}</p>
      </section>
    );
  }
  return <PlayView playSession={playSession} />;
}
