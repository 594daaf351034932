import { t } from '../i18n';

export function ErrorPage() {
  const texts = t.value.app;
  return (
    <section class="page lost" role="alert">
      <h1>{texts.crashedTitle}</h1>
      <p class="muted">{texts.crashedText}</p>
      <button class="button" type="button" onClick={() => location.reload()}>
        {texts.reload}
      </button>
    </section>
  );
}
