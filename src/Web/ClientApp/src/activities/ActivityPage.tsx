import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { session, signInPath, user } from '../account/session';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { PageHeading } from '../app/PageHeading';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { t } from '../i18n';
import { AccessCard } from './AccessCard';
import './activity.css';
import { ConfigCard } from './ConfigCard';
import { DocumentCard } from './DocumentCard';
import { FilesCard } from './FilesCard';
import { LiveActivity } from './LiveActivity';
import { MessagesCard } from './MessagesCard';
import { nameOf } from './name';
import { PeopleCard } from './PeopleCard';

export default function ActivityPage({ id = '' }: { id?: string }) {
  // Another activity is another page, with nothing left of the one before.
  return <OneActivity key={id} id={id} />;
}

function OneActivity({ id }: { id: string }) {
  const [activity, setActivity] = useState<LiveActivity | null>(null);

  useEffect(() => {
    const opened = new LiveActivity(id);
    opened.start();
    setActivity(opened);
    return () => opened.end();
  }, [id]);

  if (activity === null) return <section class="page" aria-busy="true" />;
  switch (activity.status.value) {
    case 'loading':
      return <section class="page" aria-busy="true" />;
    case 'missing':
      return <Missing />;
    case 'closed':
      return <Closed />;
    case 'open':
      return <Open activity={activity} />;
  }
}

function Missing() {
  const texts = t.value.activities;
  return (
    <section class="page lost">
      <PageHeading title={texts.missingTitle} />
      <p class="muted">{texts.missingText}</p>
      <a class="button" href="/activities">
        {texts.toList}
      </a>
    </section>
  );
}

function Closed() {
  const { path } = useLocation();
  const texts = t.value.activities;
  const isVisitor = session.value.status === 'anonymous';
  return (
    <section class="page lost">
      <span class="activity-lock">
        <Icon name="lock" />
      </span>
      <PageHeading title={texts.closedTitle} />
      <p class="muted">
        {texts.closedText} {isVisitor ? texts.closedSignIn : texts.closedAsk}
      </p>
      {isVisitor ? (
        <a class="button" href={signInPath(path)}>
          {texts.signIn}
        </a>
      ) : (
        <a class="button" href="/activities">
          {texts.toList}
        </a>
      )}
    </section>
  );
}

function Open({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const name = nameOf(activity.document.content.value) || texts.unnamed;
  const access = activity.access.value;
  const isOwner = access !== null && access.owner === user.value?.username;
  const mayDelete = isOwner || user.value?.is_administrator === true;
  return (
    <section class="page activity">
      <header class="activity-header">
        <div class="activity-title">
          <PageHeading title={name}>
            <bdi>{name}</bdi>
          </PageHeading>
          <p class="activity-facts muted">
            {access !== null && (
              <span>
                {texts.by} <bdi>{access.owner}</bdi>
              </span>
            )}
            <span>{texts.revision(activity.document.revision.value)}</span>
            {access?.is_private && (
              <span class="badge">
                <Icon name="lock" />
                {texts.private}
              </span>
            )}
            <Connection activity={activity} />
          </p>
        </div>
        {mayDelete && <DeleteButton activity={activity} name={name} />}
      </header>
      <Deleted activity={activity} />
      <ReadOnly />
      <div class="activity-columns">
        <DocumentCard activity={activity} />
        <div class="activity-side">
          <PeopleCard activity={activity} />
          <FilesCard activity={activity} />
          {isOwner && activity.mayWrite.value && <AccessCard activity={activity} />}
          <ConfigCard activity={activity} />
        </div>
        <MessagesCard feed={activity.feed} />
      </div>
    </section>
  );
}

function Connection({ activity }: { activity: LiveActivity }) {
  const state = activity.connection.value;
  return (
    <span class={`activity-connection activity-${state}`} role="status">
      {t.value.activities.connection[state]}
    </span>
  );
}

function ReadOnly() {
  const { path } = useLocation();
  const texts = t.value.activities;
  if (session.value.status !== 'anonymous') return null;
  return (
    <p class="notice">
      {texts.readOnly} <a href={signInPath(path)}>{texts.signIn}</a> {texts.signInToWrite}
    </p>
  );
}

function Deleted({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const by = activity.deletedBy.value;
  return (
    <div class="activity-news" role="status">
      {by !== undefined && (
        <p class="notice notice-bad activity-deleted">
          <span>
            <b>{texts.deletedNow(by ?? texts.somebody).join('')}</b> {texts.deletedText}
          </span>
          <a class="button button-quiet" href="/activities">
            {texts.toList}
          </a>
        </p>
      )}
    </div>
  );
}

function DeleteButton({ activity, name }: { activity: LiveActivity; name: string }) {
  const { route } = useLocation();
  const texts = t.value.activities;
  const [isAsked, ask] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const remove = async () => {
    try {
      await activity.delete();
      route('/activities');
    } catch (error) {
      setProblem(error);
    }
  };

  return (
    <>
      {problem !== null && (
        <p class="notice notice-bad activity-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <button class="button button-danger" type="button" onClick={() => ask(true)}>
        <Icon name="trash" />
        {texts.delete}
      </button>
      {isAsked && (
        <ConfirmDialog
          title={texts.deleteTitle<VNode>(<bdi>{name}</bdi>)}
          text={texts.deleteText}
          confirmLabel={texts.delete}
          cancelLabel={texts.keep}
          onConfirm={() => void remove()}
          onClose={() => ask(false)}
        />
      )}
    </>
  );
}
