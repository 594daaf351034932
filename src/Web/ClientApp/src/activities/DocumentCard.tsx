import { useEffect, useMemo, useState } from 'preact/hooks';
import { user } from '../account/session';
import { downloadJson } from '../app/downloadJson';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { documentName } from './documentName';
import { writeJson } from './json';
import type { LiveActivity } from './LiveActivity';
import { Tree } from './Tree';
import { TreeState } from './TreeState';

export function DocumentCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const tree = useMemo(() => new TreeState(activity.document, activity.canWrite), [activity]);
  const content = activity.document.content.value;
  const name = documentName(content);
  return (
    <section class="card activity-document" aria-labelledby="document">
      <header class="activity-card-header">
        <h2 id="document">{texts.tree.title}</h2>
        <div class="activity-tools">
          <button class="button button-bare" type="button" onClick={() => tree.expandAll()}>
            {texts.tree.expandAll}
          </button>
          <button class="button button-bare" type="button" onClick={() => tree.collapseAll()}>
            {texts.tree.collapseAll}
          </button>
          <button
            class="tool"
            type="button"
            aria-label={texts.saveFile}
            title={texts.saveFile}
            onClick={() => content && downloadJson(name || 'activity', `${writeJson(content, '  ')}\n`)}
          >
            <Icon name="download" />
          </button>
        </div>
      </header>
      {activity.canWrite.value && <p class="activity-hint activity-keys muted">{texts.tree.hint}</p>}
      <Tree tree={tree} title={texts.tree.title} root={name || texts.unnamed} />
      <Announcement activity={activity} />
    </section>
  );
}

const announcementInterval = 4000;

/** Announces the authors of changes to screen readers, throttled. */
function Announcement({ activity }: { activity: LiveActivity }) {
  const [who, setWho] = useState('');
  const marks = activity.document.highlights.value;
  const others = [...new Set([...marks.values()].map(({ by }) => by))].filter(
    (by) => by !== null && by !== user.value?.username,
  );
  const text = others.join(', ');

  useEffect(() => {
    if (text === '' || who !== '') return;
    setWho(text);
    const timer = setTimeout(() => setWho(''), announcementInterval);
    return () => clearTimeout(timer);
  }, [text, who]);

  return (
    <p class="visually-hidden" role="status">
      {who !== '' && t.value.activities.tree.changedBy(who)}
    </p>
  );
}
