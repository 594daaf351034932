import { useMemo, useState } from 'preact/hooks';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { LiveActivity } from './LiveActivity';
import { Tree } from './Tree';
import { TreeState } from './TreeState';

/** Fetched only when opened, because the server announces each read to all listeners. */
export function ConfigCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const { config } = activity;
  const tree = useMemo(() => new TreeState(config, activity.canWrite), [config, activity]);
  const [isExpanded, setExpanded] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const toggle = () => {
    setExpanded(!isExpanded);
    if (isExpanded || config.isLoaded.value) return;
    setFailure(null);
    config.fetch().catch(setFailure);
  };

  return (
    <section class="card activity-card" aria-labelledby="config">
      <h2 id="config">
        <button class="activity-unfold" type="button" aria-expanded={isExpanded} onClick={toggle}>
          <span class={`tree-fold ${isExpanded ? 'tree-fold-open' : ''}`}>
            <Icon name="chevron" />
          </span>
          {texts.config.title}
        </button>
      </h2>
      {isExpanded && <p class="activity-hint muted">{texts.config.lead}</p>}
      {isExpanded && config.content.value?.size === 0 && <p class="muted">{texts.config.empty}</p>}
      {isExpanded && <Tree tree={tree} title={texts.config.title} root={texts.config.title} />}
      {isExpanded && failure !== null && (
        <p class="field-error" role="alert">
          {problemText(failure)}
        </p>
      )}
    </section>
  );
}
