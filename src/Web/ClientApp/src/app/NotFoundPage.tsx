import { t } from '../i18n';
import { PageHeading } from './PageHeading';

export default function NotFoundPage() {
  const texts = t.value.app;
  return (
    <section class="page lost">
      <svg class="lost-picture" viewBox="0 0 200 60" aria-hidden="true">
        <path d="M20 30h52" />
        <path class="lost-missing" d="M80 30h40" />
        <path d="M128 30h52" />
        <circle cx="20" cy="30" r="14" />
        <circle class="lost-other" cx="180" cy="30" r="14" />
      </svg>
      <PageHeading title={texts.notFoundTitle} />
      <p class="muted">{texts.notFoundText}</p>
      <a class="button" href="/">
        {texts.toBoards}
      </a>
    </section>
  );
}
