import { useId, useState } from 'preact/hooks';
import { sendAlert } from '../api/alerts';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import { type Level, levels } from '../notifications/alerts';

/** Lets administrators send an alert to everyone. */
export function AlertForm() {
  const texts = t.value.account.alert;
  const field = useId();
  const [message, setMessage] = useState('');
  const [level, setLevel] = useState<Level>('info');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSent, setSent] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    setSent(false);
    if (message.trim() === '') return setProblem(texts.noMessage);
    setProblem(null);
    try {
      await sendAlert(message.trim(), level);
      setMessage('');
      setSent(true);
    } catch (error) {
      setProblem(problemText(error));
    }
  };

  return (
    <section class="card account-alert" aria-labelledby="alert">
      <h2 id="alert">{texts.title}</h2>
      <p class="muted">{texts.lead}</p>
      <form class="account-alert-form" noValidate onSubmit={send}>
        <div class="field account-alert-message">
          <label class="field-label" for={`${field}-message`}>
            {texts.message}
          </label>
          <input
            id={`${field}-message`}
            class="input"
            type="text"
            autocomplete="off"
            maxLength={500}
            aria-invalid={problem !== null}
            value={message}
            onInput={(event) => {
              setMessage(event.currentTarget.value);
              setSent(false);
            }}
          />
        </div>
        <div class="field">
          <label class="field-label" for={`${field}-level`}>
            {texts.level}
          </label>
          <select
            id={`${field}-level`}
            class="select"
            value={level}
            onChange={(event) => setLevel(event.currentTarget.value as Level)}
          >
            {levels.map((known) => (
              <option key={known} value={known}>
                {t.value.notifications.levels[known]}
              </option>
            ))}
          </select>
        </div>
        <button class="button" type="submit">
          {texts.send}
        </button>
      </form>
      <p class="account-alert-end" role="status">
        {problem !== null ? <span class="field-error">{problem}</span> : isSent && texts.sent}
      </p>
    </section>
  );
}
