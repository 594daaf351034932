import { useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/ApiError';
import type { Credentials } from '../api/accounts';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import { CookiesBlocked } from './session';
import './account.css';

type Errors = { username?: string | undefined; password?: string | undefined; form?: string | undefined };

type CredentialsFormProps = {
  purpose: 'sign-in' | 'register';
  submitText: string;
  submit: (credentials: Credentials) => Promise<void>;
};

export function CredentialsForm({ purpose, submitText, submit }: CredentialsFormProps) {
  const texts = t.value.account;
  const isNew = purpose === 'register';
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [isBusy, setBusy] = useState(false);
  const [isShown, setShown] = useState(false);

  const show = (found: Errors) => {
    setErrors(found);
    const field = found.username ? 'username' : 'password';
    form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`)?.focus();
  };

  const send = async (event: Event) => {
    event.preventDefault();
    if (!form.current || isBusy) return;
    const data = new FormData(form.current);
    const credentials = {
      username: String(data.get('username')).trim(),
      password: String(data.get('password')),
    };
    const missing: Errors = {
      username: credentials.username === '' ? texts.missingUsername : undefined,
      password: credentials.password === '' ? texts.missingPassword : undefined,
    };
    if (missing.username || missing.password) return show(missing);

    setBusy(true);
    setErrors({});
    try {
      await submit(credentials);
    } catch (error) {
      setBusy(false);
      show(errorsOf(error));
    }
  };

  return (
    <form class="credentials card" ref={form} onSubmit={send} noValidate>
      {errors.form && (
        <p class="notice notice-bad" role="alert">
          {errors.form}
        </p>
      )}
      <div class="field">
        <label class="field-label" for="username">
          {texts.username}
        </label>
        <input
          class="input"
          id="username"
          name="username"
          type="text"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          aria-invalid={errors.username !== undefined}
          aria-describedby="username-note"
        />
        <p id="username-note" class={errors.username ? 'field-error' : 'field-hint'}>
          {errors.username ?? (isNew ? texts.usernameHint : '')}
        </p>
      </div>
      <div class="field">
        <label class="field-label" for="password">
          {texts.password}
        </label>
        <div class="password">
          <input
            class="input"
            id="password"
            name="password"
            // Preact's types discriminate inputs by a literal type.
            type={(isShown ? 'text' : 'password') as 'password'}
            autocomplete={isNew ? 'new-password' : 'current-password'}
            required
            aria-invalid={errors.password !== undefined}
            aria-describedby="password-note"
          />
          <button
            class="password-show"
            type="button"
            // Not aria-pressed, because the label changes. The name includes the visible text (WCAG 2.5.3).
            aria-label={`${isShown ? texts.hidePassword : texts.showPassword}: ${texts.password}`}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? texts.hidePassword : texts.showPassword}
          </button>
        </div>
        <p id="password-note" class={errors.password ? 'field-error' : 'field-hint'}>
          {errors.password ?? (isNew ? texts.passwordHint : '')}
        </p>
      </div>
      <button class="button" type="submit" aria-disabled={isBusy}>
        {isBusy ? texts.working : submitText}
      </button>
    </form>
  );
}

function errorsOf(error: unknown): Errors {
  const texts = t.value.account;
  if (error instanceof ApiError) {
    if (error.status === 401) return { form: texts.wrong };
    if (error.status === 409) return { username: texts.taken };
    // Translated here, because the server's messages are in English only.
    const username = error.field('username') && texts.badUsername;
    const password = error.field('password') && texts.badPassword;
    if (username || password) return { username, password };
  }
  if (error instanceof CookiesBlocked) return { form: texts.cookiesBlocked };
  return { form: problemText(error) };
}
