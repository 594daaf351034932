import { useEffect, useMemo, useState } from 'preact/hooks';
import { user } from '../account/session';
import { downloadJson } from '../app/downloadJson';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { writeJson } from './json';
import type { LiveActivity } from './LiveActivity';
import { nameOf } from './name';
import { Tree } from './Tree';
import { TreeState } from './TreeState';

export function DocumentCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const tree = useMemo(() => new TreeState(activity.document, activity.mayWrite), [activity]);
  const content = activity.document.content.value;
  const name = nameOf(content);
  return (
    <section class="card activity-document" aria-labelledby="document">
      <header class="activity-card-header">
        <h2 id="document">{texts.tree.title}</h2>
        <div class="activity-tools">
          <button class="button button-bare" type="button" onClick={() => tree.unfoldAll()}>
            {texts.tree.unfold}
          </button>
          <button class="button button-bare" type="button" onClick={() => tree.foldAll()}>
            {texts.tree.fold}
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
      {activity.mayWrite.value && <p class="activity-hint activity-keys muted">{texts.tree.hint}</p>}
      <Tree tree={tree} title={texts.tree.title} root={name || texts.unnamed} />
      <Announcement activity={activity} />
    </section>
  );
}

const speakEvery = 4000;

/** Says now and then who has changed the document: each change would be too many. */
function Announcement({ activity }: { activity: LiveActivity }) {
  const [who, setWho] = useState('');
  const marks = activity.document.marks.value;
  const others = [...new Set([...marks.values()].map(({ by }) => by))].filter(
    (by) => by !== null && by !== user.value?.username,
  );
  const text = others.join(', ');

  useEffect(() => {
    if (text === '' || who !== '') return;
    setWho(text);
    const timer = setTimeout(() => setWho(''), speakEvery);
    return () => clearTimeout(timer);
  }, [text, who]);

  return (
    <p class="visually-hidden" role="status">
      {who !== '' && t.value.activities.tree.changedBy(who)}
    </p>
  );
}
