import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { listBoards } from '../api/boards';
import { listPaths } from '../api/paths';
import { problemText } from '../api/problemText';
import type { Board, Page, PathSummary } from '../api/types';
import { PageHeading } from '../app/PageHeading';
import { withVerdict } from '../boards/withVerdict';
import { BoardView } from '../components/board/BoardView';
import { VerdictBadge } from '../gallery/VerdictBadge';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import type { StreamEvent } from '../stream/events';
import { onEvent } from '../stream/stream';
import { AlertForm } from './AlertForm';
import './account.css';
import { session, signInPath, signOut, user } from './session';

export default function AccountPage() {
  const { route } = useLocation();
  const texts = t.value.account;
  const { status } = session.value;

  const isSigningOut = useRef(false);

  useEffect(() => {
    if (status === 'anonymous' && !isSigningOut.current) route(signInPath('/account'), true);
  }, [status, route]);

  if (!user.value) return <section class="page" aria-busy="true" />;
  const name = user.value.username;
  return (
    <section class="page account">
      <header class="account-header">
        <PageHeading title={texts.hello(name)} />
        <button
          class="button button-quiet"
          type="button"
          onClick={async () => {
            isSigningOut.current = true;
            await signOut();
            route('/');
          }}
        >
          {texts.signOut}
        </button>
      </header>
      {user.value.is_administrator && <AlertForm />}
      <div class="account-columns">
        <section aria-labelledby="my-boards">
          <h2 id="my-boards">{texts.myBoards}</h2>
          <PagedList
            fetch={async (cursor, abort) => (await listBoards({ mine: true, cursor }, abort)).data}
            empty={
              <>
                <p class="muted">{texts.noBoards}</p>
                <a class="button button-quiet" href="/boards/new">
                  {t.value.gallery.make}
                </a>
              </>
            }
            row={(board: Board) => <BoardRow key={board.id} board={board} />}
            update={withVerdict}
          />
        </section>
        <section aria-labelledby="my-paths">
          <h2 id="my-paths">{texts.myPaths}</h2>
          <PagedList
            fetch={async (cursor, abort) => (await listPaths(cursor, abort)).data}
            empty={
              <>
                <p class="muted">{texts.noPaths}</p>
                <a class="button button-quiet" href="/">
                  {t.value.app.boards}
                </a>
              </>
            }
            row={(path: PathSummary) => <PathRow key={path.id} path={path} />}
          />
        </section>
      </div>
    </section>
  );
}

type PagedListProps<T> = {
  fetch: (cursor: string | null, abort?: AbortSignal) => Promise<Page<T>>;
  empty: preact.ComponentChildren;
  row: (item: T) => preact.ComponentChildren;
  /** Applies an event of the stream to an item. */
  update?: (item: T, event: StreamEvent) => T;
};

function PagedList<T>({ fetch, empty, row, update }: PagedListProps<T>) {
  const [page, setPage] = useState<Page<T> | null>(null);
  const [error, setError] = useState<unknown>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once
  useEffect(() => {
    const abort = new AbortController();
    fetch(null, abort.signal).then(setPage, (reason) => {
      if (!abort.signal.aborted) setError(reason);
    });
    return () => abort.abort();
  }, []);

  useEffect(() => {
    if (!update) return;
    return onEvent((event) =>
      setPage(
        (current) => current && { ...current, items: current.items.map((item) => update(item, event)) },
      ),
    );
  }, [update]);

  const loadMore = async (cursor: string) => {
    try {
      const next = await fetch(cursor);
      setPage((current) => ({
        items: [...(current?.items ?? []), ...next.items],
        next_cursor: next.next_cursor,
      }));
    } catch (reason) {
      setError(reason);
    }
  };

  if (error !== null) {
    return (
      <p class="notice notice-bad" role="alert">
        {problemText(error)}
      </p>
    );
  }
  if (page === null) return <p class="muted">{t.value.app.loading}</p>;
  if (page.items.length === 0) return <div class="account-empty card">{empty}</div>;
  const { next_cursor: cursor } = page;
  return (
    <>
      <ul class="account-list card">{page.items.map(row)}</ul>
      {cursor !== null && (
        <button class="button button-quiet" type="button" onClick={() => void loadMore(cursor)}>
          {t.value.account.more}
        </button>
      )}
    </>
  );
}

function BoardRow({ board }: { board: Board }) {
  const texts = t.value.account;
  return (
    <li class="account-row">
      <div class="account-picture" aria-hidden="true">
        <BoardView
          rows={board.rows}
          cols={board.cols}
          dots={board.dots}
          label={t.value.gallery.picture(board.name)}
        />
      </div>
      <div class="account-row-text">
        <a class="account-row-name" href={`/boards/${board.id}`}>
          <bdi>{board.name}</bdi>
        </a>
        <span class="account-row-facts muted">
          {t.value.gallery.size(board.rows, board.cols)} · {formatAge(board.updated_at)}
        </span>
        <VerdictBadge board={board} />
      </div>
      <a class="button button-bare" href={`/boards/${board.id}/edit`} aria-label={texts.editOf(board.name)}>
        {texts.edit}
      </a>
    </li>
  );
}

function PathRow({ path }: { path: PathSummary }) {
  return (
    <li class="account-row">
      <div class="account-row-text">
        <a class="account-row-name" href={`/boards/${path.board_id}`}>
          <bdi>{path.board_name}</bdi>
        </a>
        <span class="account-row-facts muted">
          {t.value.account.lines(path.lines.length)} · {formatAge(path.updated_at)}
        </span>
      </div>
      <Progress path={path} />
    </li>
  );
}

function Progress({ path }: { path: PathSummary }) {
  const texts = t.value.account;
  if (path.stale) return <span class="badge badge-warn">{texts.stale}</span>;
  if (path.solved) return <span class="badge badge-good">{texts.solved}</span>;
  if (path.connected) return <span class="badge badge-accent">{texts.joined}</span>;
  return <span class="badge">{texts.inProgress}</span>;
}
