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
import { documentName } from './documentName';
import { FilesCard } from './FilesCard';
import { LiveActivity } from './LiveActivity';
import { MessagesCard } from './MessagesCard';
import { PeopleCard } from './PeopleCard';

export default function ActivityPage({ id = '' }: { id?: string }) {
  // The key resets all state when the route changes to another activity.
  return <Activity key={id} id={id} />;
}

function Activity({ id }: { id: string }) {
  const [activity, setActivity] = useState<LiveActivity | null>(null);

  useEffect(() => {
    const opened = new LiveActivity(id);
    opened.start();
    setActivity(opened);
    return () => opened.dispose();
  }, [id]);

  if (activity === null) return <section class="page" aria-busy="true" />;
  switch (activity.status.value) {
    case 'loading':
      return <section class="page" aria-busy="true" />;
    case 'notFound':
      return <NotFound />;
    case 'forbidden':
      return <AccessDenied />;
    case 'ready':
      return <ActivityView activity={activity} />;
  }
}

function NotFound() {
  const texts = t.value.activities;
  const isVisitor = session.value.status === 'anonymous';
  return (
    <section class="page lost">
      <PageHeading title={texts.missingTitle} />
      <p class="muted">
        {texts.missingText} {texts.missingPrivate} {isVisitor ? texts.closedSignIn : texts.closedAsk}
      </p>
      <SignInOrList isVisitor={isVisitor} />
    </section>
  );
}

function AccessDenied() {
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
      <SignInOrList isVisitor={isVisitor} />
    </section>
  );
}

function SignInOrList({ isVisitor }: { isVisitor: boolean }) {
  const { path } = useLocation();
  const texts = t.value.activities;
  return isVisitor ? (
    <a class="button" href={signInPath(path)}>
      {texts.signIn}
    </a>
  ) : (
    <a class="button" href="/activities">
      {texts.toList}
    </a>
  );
}

function ActivityView({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const name = documentName(activity.document.content.value) || texts.unnamed;
  const access = activity.access.value;
  const isOwner = access !== null && access.owner === user.value?.username;
  const canDelete = isOwner || user.value?.is_administrator === true;
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
        {canDelete && <DeleteButton activity={activity} name={name} />}
      </header>
      <TransportNotice activity={activity} />
      <DeletedNotice activity={activity} />
      <ReadOnlyNotice />
      <div class="activity-columns">
        <DocumentCard activity={activity} />
        <div class="activity-side">
          <PeopleCard activity={activity} />
          <FilesCard activity={activity} />
          {isOwner && activity.canWrite.value && <AccessCard activity={activity} />}
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

function TransportNotice({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const transport = activity.transport.value;
  return (
    <p class="activity-transport muted" role="status">
      {transport !== 'webSocket' && (
        <>
          {texts.transports[transport]} {user.value !== null && texts.unseen}
        </>
      )}
    </p>
  );
}

function ReadOnlyNotice() {
  const { path } = useLocation();
  const texts = t.value.activities;
  if (session.value.status !== 'anonymous') return null;
  return (
    <p class="notice">
      {texts.readOnly} <a href={signInPath(path)}>{texts.signIn}</a> {texts.signInToWrite}
    </p>
  );
}

function DeletedNotice({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const by = activity.deletedBy.value;
  return (
    <div class="activity-status" role="status">
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
  const [isConfirming, setConfirming] = useState(false);
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
      <button class="button button-danger" type="button" onClick={() => setConfirming(true)}>
        <Icon name="trash" />
        {texts.delete}
      </button>
      {isConfirming && (
        <ConfirmDialog
          title={texts.deleteTitle<VNode>(<bdi>{name}</bdi>)}
          text={texts.deleteText}
          confirmLabel={texts.delete}
          cancelLabel={texts.keep}
          onConfirm={() => void remove()}
          onClose={() => setConfirming(false)}
        />
      )}
    </>
  );
}
