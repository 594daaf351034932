import { t } from '../i18n';

export function Footer() {
  const texts = t.value.app;
  return (
    <footer class="footer">
      <a href="/swagger">{texts.apiDocs}</a>
      <a href="/openapi/v1.json">OpenAPI</a>
      <a href="/health/ready">{texts.health}</a>
    </footer>
  );
}
