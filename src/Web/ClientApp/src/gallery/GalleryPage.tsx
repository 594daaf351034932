import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { session } from '../account/session';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { PageHeading } from '../app/PageHeading';
import { SearchField } from '../components/search/SearchField';
import { t } from '../i18n';
import { BoardCard } from './BoardCard';
import { NewBoardsPill } from './NewBoardsPill';
import './gallery.css';
import { failure, listing, loadMore, reload, showQuery, status } from './gallery';
import { HeroPicture } from './HeroPicture';
import { type Query, sorts, verdicts } from './listing';
import { useFlip } from './useFlip';

export default function GalleryPage() {
  const { query: parameters, route } = useLocation();
  const texts = t.value.gallery;
  const query: Query = {
    search: parameters.search ?? '',
    mine: parameters.mine === 'true',
    sort: sorts.find((known) => known === parameters.sort) ?? 'newest',
    verdict: verdicts.find((known) => known === parameters.verdict),
  };
  const address = JSON.stringify(query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: address is derived from the query
  useEffect(() => {
    if (query.mine && session.value.status === 'unknown') return;
    showQuery(query);
  }, [address, session.value.status]);

  const change = (changes: Partial<Query>) => route(addressOf({ ...query, ...changes }), true);

  return (
    <section class="page gallery">
      <header class="hero">
        <div class="hero-text">
          <PageHeading title={texts.title}>{texts.heading}</PageHeading>
          <p class="hero-lead">{texts.lead}</p>
          <a class="button" href="/boards/new">
            <Icon name="plus" />
            {texts.make}
          </a>
        </div>
        <HeroPicture />
      </header>
      <Filters query={query} change={change} />
      <NewBoardsPill query={query} />
      <Boards query={query} clear={() => change({ search: '', mine: false, verdict: undefined })} />
    </section>
  );
}

function addressOf({ search, mine, sort, verdict }: Query): string {
  const parameters = new URLSearchParams();
  if (search !== '') parameters.set('search', search);
  if (mine) parameters.set('mine', 'true');
  if (verdict !== undefined) parameters.set('verdict', verdict);
  if (sort !== 'newest') parameters.set('sort', sort);
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}

function Filters({ query, change }: { query: Query; change: (changes: Partial<Query>) => void }) {
  const texts = t.value.gallery;
  return (
    <search class="filters">
      <SearchField label={texts.search} search={query.search} onSearch={(search) => change({ search })} />
      {session.value.status === 'signed-in' && (
        <button
          class="button button-quiet filters-mine"
          type="button"
          aria-pressed={query.mine}
          onClick={() => change({ mine: !query.mine })}
        >
          {query.mine && <Icon name="check" />}
          {texts.mine}
        </button>
      )}
      <label class="filters-sort">
        <span class="visually-hidden">{texts.verdict}</span>
        <select
          class="select"
          name="verdict"
          value={query.verdict ?? ''}
          onChange={(event) =>
            change({ verdict: verdicts.find((known) => known === event.currentTarget.value) })
          }
        >
          <option value="">{texts.anyVerdict}</option>
          {verdicts.map((verdict) => (
            <option key={verdict} value={verdict}>
              {texts.verdicts[verdict]}
            </option>
          ))}
        </select>
      </label>
      <label class="filters-sort">
        <span class="visually-hidden">{texts.sort}</span>
        <select
          class="select"
          name="sort"
          value={query.sort}
          onChange={(event) => {
            const sort = sorts.find((known) => known === event.currentTarget.value);
            if (sort) change({ sort });
          }}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {texts.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

function Boards({ query, clear }: { query: Query; clear: () => void }) {
  const texts = t.value.gallery;
  const list = useRef<HTMLUListElement>(null);
  const { items, next } = listing.value;
  useFlip(list, listing.value);

  if (items.length === 0) {
    if (status.value === 'loading') return <Placeholders />;
    if (status.value === 'failed') return <Failed />;
    return <EmptyState query={query} clear={clear} />;
  }
  return (
    <>
      <ul class="board-grid" ref={list}>
        {items.map((board) => (
          <BoardCard key={board.id} board={board} />
        ))}
      </ul>
      {status.value === 'failed' ? <Failed /> : next !== null ? <LoadMore next={next} /> : null}
      {next === null && <p class="gallery-end muted">{texts.all(items.length)}</p>}
    </>
  );
}

/** Loads automatically when scrolled near; a button for keyboard users. */
function LoadMore({ next }: { next: string }) {
  const texts = t.value.gallery;
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: re-observes after each page
  useEffect(() => {
    if (!button.current) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void loadMore();
      },
      { rootMargin: '600px' },
    );
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [next]);
  return (
    <button
      class="button button-quiet gallery-more"
      type="button"
      ref={button}
      onClick={() => void loadMore()}
    >
      {status.value === 'loading-more' ? texts.loadingMore : texts.more}
    </button>
  );
}

function Failed() {
  return (
    <div class="gallery-nothing" role="alert">
      <p>{problemText(failure.value)}</p>
      <button class="button" type="button" onClick={() => void reload()}>
        {t.value.app.retry}
      </button>
    </div>
  );
}

function EmptyState({ query, clear }: { query: Query; clear: () => void }) {
  const texts = t.value.gallery;
  if (query.search !== '' || query.mine || query.verdict !== undefined) {
    return (
      <div class="gallery-nothing">
        <p>
          {query.search !== ''
            ? texts.nothingFound<VNode>(<bdi>{query.search}</bdi>)
            : query.verdict !== undefined
              ? texts.noneWithVerdict
              : texts.noneOfMine}
        </p>
        <button class="button button-quiet" type="button" onClick={clear}>
          {texts.clearSearch}
        </button>
      </div>
    );
  }
  return (
    <div class="gallery-nothing">
      <h2>{texts.nothingTitle}</h2>
      <p class="muted">{texts.nothingText}</p>
      <a class="button" href="/boards/new">
        {texts.make}
      </a>
    </div>
  );
}

function Placeholders() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {t.value.app.loading}
      </p>
      <ul class="board-grid" aria-hidden="true">
        {Array.from({ length: 8 }, (_, index) => (
          <li class="board-card board-card-empty" key={index} />
        ))}
      </ul>
    </>
  );
}
