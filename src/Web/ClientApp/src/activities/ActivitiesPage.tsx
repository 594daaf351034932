import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { session, signInPath, user } from '../account/session';
import { deleteActivity } from '../api/activities';
import { problemText } from '../api/problemText';
import type { ActivitySummary } from '../api/types';
import { Icon } from '../app/Icon';
import { PageHeading } from '../app/PageHeading';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { SearchField } from '../components/search/SearchField';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import './activities.css';
import { LiveActivityList } from './LiveActivityList';
import { NewActivity } from './NewActivity';

export default function ActivitiesPage() {
  const { query, route } = useLocation();
  const texts = t.value.activities;
  const search = query.name ?? '';
  const [live, setLive] = useState<LiveActivityList | null>(null);

  useEffect(() => {
    const opened = new LiveActivityList(search);
    opened.start();
    setLive(opened);
    return () => opened.dispose();
  }, [search]);

  return (
    <section class="page activities">
      <header class="activities-header">
        <div>
          <PageHeading title={texts.title} />
          <p class="muted">{texts.lead}</p>
        </div>
        <NewActivityButton />
      </header>
      <search>
        <SearchField
          label={texts.search}
          search={search}
          onSearch={(name) =>
            route(name === '' ? '/activities' : `/activities?name=${encodeURIComponent(name)}`, true)
          }
        />
      </search>
      {live && <List live={live} />}
    </section>
  );
}

function NewActivityButton() {
  const { path } = useLocation();
  const texts = t.value.activities;
  const [isOpen, setOpen] = useState(false);
  if (session.value.status === 'anonymous') {
    return (
      <a class="button button-quiet" href={signInPath(path)}>
        {texts.signInToMake}
      </a>
    );
  }
  return (
    <>
      <button class="button" type="button" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {texts.make}
      </button>
      {isOpen && <NewActivity onClose={() => setOpen(false)} />}
    </>
  );
}

/** Mirrors the server's rule. */
const canDelete = (activity: ActivitySummary): boolean =>
  user.value?.username === activity.creator_username || user.value?.is_administrator === true;

function List({ live }: { live: LiveActivityList }) {
  const texts = t.value.activities;
  const [toDelete, setToDelete] = useState<ActivitySummary | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const { items, next } = live.listing.value;
  const status = live.status.value;

  const remove = async (activity: ActivitySummary) => {
    setProblem(null);
    try {
      await deleteActivity(activity.id);
    } catch (error) {
      setProblem(error);
    }
  };

  return (
    <>
      {problem !== null && (
        <p class="notice notice-bad" role="alert">
          {problemText(problem)}
        </p>
      )}
      {items.length > 0 && (
        <ul class="activities-list card">
          {items.map((activity) => (
            <Row
              key={activity.id}
              activity={activity}
              changedBy={live.highlights.value.get(activity.id)}
              onDelete={canDelete(activity) ? () => setToDelete(activity) : undefined}
            />
          ))}
        </ul>
      )}
      {items.length === 0 && status === 'ready' && <EmptyState search={live.search} />}
      {items.length === 0 && status === 'loading' && (
        <p class="muted" role="status">
          {t.value.app.loading}
        </p>
      )}
      {status === 'failed' && (
        <div class="activities-nothing" role="alert">
          <p>{problemText(live.failure.value)}</p>
          <button class="button" type="button" onClick={() => void live.reload()}>
            {t.value.app.retry}
          </button>
        </div>
      )}
      {next !== null && status !== 'failed' && (
        <button
          class="button button-quiet activities-more"
          type="button"
          onClick={() => void live.loadMore()}
        >
          {status === 'loading-more' ? t.value.app.loading : texts.more}
        </button>
      )}
      {toDelete !== null && (
        <ConfirmDialog
          title={texts.deleteTitle<VNode>(<bdi>{toDelete.name || texts.unnamed}</bdi>)}
          text={texts.deleteText}
          confirmLabel={texts.delete}
          cancelLabel={texts.keep}
          onConfirm={() => void remove(toDelete)}
          onClose={() => setToDelete(null)}
        />
      )}
    </>
  );
}

type RowProps = {
  activity: ActivitySummary;
  /** Undefined if it has not changed recently; null if its author is unknown. */
  changedBy: string | null | undefined;
  onDelete: (() => void) | undefined;
};

function Row({ activity, changedBy, onDelete }: RowProps) {
  const texts = t.value.activities;
  const name = activity.name || texts.unnamed;
  return (
    <li class={`activities-row ${changedBy === undefined ? '' : 'activities-changed'}`}>
      <span class="activities-text">
        <a class="activities-name" href={`/activities/${activity.id}`}>
          <bdi>{name}</bdi>
        </a>
        <span class="activities-facts muted">
          <span>
            {texts.by} <bdi>{activity.creator_username}</bdi>
          </span>
          <span>{texts.revision(activity.revision)}</span>
          <span>
            {texts.changed} <time dateTime={activity.updated_at}>{formatAge(activity.updated_at)}</time>
          </span>
          {activity.is_private && (
            <span class="badge">
              <Icon name="lock" />
              {texts.private}
            </span>
          )}
        </span>
      </span>
      {changedBy && changedBy !== user.value?.username && (
        <span class="badge activities-by">{changedBy}</span>
      )}
      {onDelete && (
        <button class="tool" type="button" aria-label={texts.deleteOf(name)} onClick={onDelete}>
          <Icon name="trash" />
        </button>
      )}
    </li>
  );
}

function EmptyState({ search }: { search: string }) {
  const texts = t.value.activities;
  if (search.trim() !== '') {
    return (
      <div class="activities-nothing">
        <p>{texts.nothingFound<VNode>(<bdi>{search}</bdi>)}</p>
        <a class="button button-quiet" href="/activities">
          {texts.toList}
        </a>
      </div>
    );
  }
  return (
    <div class="activities-nothing">
      <h2>{texts.nothingTitle}</h2>
      <p class="muted">{texts.nothingText}</p>
    </div>
  );
}
