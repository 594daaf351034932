import { useId, useState } from 'preact/hooks';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { LiveActivity } from './LiveActivity';

export function AccessCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities.access;
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const access = activity.access.value;
  if (access === null) return null;

  const set = async (change: Parameters<LiveActivity['setAccess']>[0]) => {
    setProblem(null);
    try {
      await activity.setAccess(change);
      setName('');
    } catch (error) {
      setProblem(problemIn(error));
    }
  };

  return (
    <section class="card activity-card" aria-labelledby="access">
      <h2 id="access">{texts.title}</h2>
      <label class="access-private">
        <input
          type="checkbox"
          checked={access.is_private}
          onChange={(event) => void set({ is_private: event.currentTarget.checked })}
        />
        <Icon name="lock" />
        {texts.makePrivate}
      </label>
      {access.is_private ? (
        <>
          <p class="muted">{access.members.length === 0 ? texts.none : texts.members}</p>
          <ul class="access-members">
            {access.members.map((member) => (
              <li key={member} class="access-member">
                <bdi>{member}</bdi>
                <button
                  class="tool access-remove"
                  type="button"
                  aria-label={texts.remove(member)}
                  onClick={() => void set({ members: access.members.filter((other) => other !== member) })}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
          <form
            class="access-add"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') void set({ members: [...access.members, name.trim()] });
            }}
          >
            <label class="visually-hidden" for={id}>
              {texts.add}
            </label>
            <input
              id={id}
              class="input"
              type="text"
              autocomplete="off"
              placeholder={texts.add}
              aria-invalid={problem !== null}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <button class="button button-quiet" type="submit">
              {texts.addButton}
            </button>
          </form>
        </>
      ) : (
        <p class="muted">{texts.everybody}</p>
      )}
      {problem !== null && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function problemIn(error: unknown): string {
  const errors = error instanceof ApiError ? Object.values(error.problem.errors ?? {}) : [];
  return errors[0]?.[0] ?? problemText(error);
}
