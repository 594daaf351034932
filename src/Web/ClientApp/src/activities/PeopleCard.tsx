import { useId } from 'preact/hooks';
import { user } from '../account/session';
import { t } from '../i18n';
import type { LiveActivity } from './LiveActivity';

const statuses = ['online', 'busy', 'away'];

export function PeopleCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities.people;
  const people = activity.people.items.value ?? [];
  // Only a WebSocket makes its user present. Without one, setting a status does so for half a minute.
  const isUnseen = activity.transport.value !== 'webSocket';
  const own = people.find(({ username }) => username === user.value?.username);
  return (
    <section class="card activity-card" aria-labelledby="people">
      <header class="activity-card-header">
        <h2 id="people">{texts.title}</h2>
        <span class="badge">{texts.count(people.length)}</span>
      </header>
      {people.length === 0 ? (
        <p class="muted">{texts.nobody}</p>
      ) : (
        <ul class="people">
          {people.map(({ username, status }) => (
            <li key={username} class={`person person-${status}`}>
              <span class="person-dot" aria-hidden="true" />
              <bdi class="person-name">{username}</bdi>
              {username === own?.username && <span class="badge">{texts.you}</span>}
              <span class="person-status muted">{texts.statuses[status] ?? status}</span>
            </li>
          ))}
        </ul>
      )}
      {(own || (isUnseen && activity.canWrite.value)) && (
        <StatusField activity={activity} status={own?.status ?? null} />
      )}
      {activity.lastError.value !== null && (
        <p class="field-error" role="alert">
          {activity.lastError.value}
        </p>
      )}
    </section>
  );
}

function StatusField({ activity, status }: { activity: LiveActivity; status: string | null }) {
  const id = useId();
  const texts = t.value.activities.people;
  // Clients may set custom statuses, which are shown as they are.
  const offered = status === null || statuses.includes(status) ? statuses : [...statuses, status];
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {texts.status}
      </label>
      <select
        id={id}
        class="select"
        value={status ?? ''}
        disabled={activity.connection.value !== 'connected'}
        onChange={(event) => {
          void activity.setStatus(event.currentTarget.value);
        }}
      >
        {status === null && (
          <option value="" disabled>
            {texts.unseen}
          </option>
        )}
        {offered.map((known) => (
          <option key={known} value={known}>
            {texts.statuses[known] ?? known}
          </option>
        ))}
      </select>
    </div>
  );
}
