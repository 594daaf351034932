import { useMemo, useState } from 'preact/hooks';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { LiveActivity } from './LiveActivity';
import { Tree } from './Tree';
import { TreeState } from './TreeState';

/** The configuration is read only when somebody looks at it, because everybody else is told of each reading. */
export function ConfigCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities;
  const { config } = activity;
  const tree = useMemo(() => new TreeState(config, activity.mayWrite), [config, activity]);
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const toggle = () => {
    setOpen(!isOpen);
    if (isOpen || config.isLoaded.value) return;
    setFailure(null);
    config.fetch().catch(setFailure);
  };

  return (
    <section class="card activity-card" aria-labelledby="config">
      <h2 id="config">
        <button class="activity-unfold" type="button" aria-expanded={isOpen} onClick={toggle}>
          <span class={`tree-fold ${isOpen ? 'tree-fold-open' : ''}`}>
            <Icon name="chevron" />
          </span>
          {texts.config.title}
        </button>
      </h2>
      {isOpen && <p class="activity-hint muted">{texts.config.lead}</p>}
      {isOpen && config.content.value?.size === 0 && <p class="muted">{texts.config.empty}</p>}
      {isOpen && <Tree tree={tree} title={texts.config.title} root={texts.config.title} />}
      {isOpen && failure !== null && (
        <p class="field-error" role="alert">
          {problemText(failure)}
        </p>
      )}
    </section>
  );
}
