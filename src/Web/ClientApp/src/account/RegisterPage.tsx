import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { CredentialsForm } from './CredentialsForm';
import { safeNext, session, signInPath, signUp } from './session';

export default function RegisterPage() {
  const { query, route } = useLocation();
  const texts = t.value.account;
  const next = safeNext(query.next);
  const isSignedIn = session.value.status === 'signed-in';

  useEffect(() => {
    if (isSignedIn) route(next, true);
  }, [isSignedIn, next, route]);

  return (
    <section class="page credentials-page">
      <PageHeading title={texts.register} />
      <p class="muted">{texts.registerLead}</p>
      <CredentialsForm purpose="register" submitText={texts.register} submit={signUp} />
      <p>
        {texts.haveAccount} <a href={signInPath(next)}>{texts.signIn}</a>
      </p>
    </section>
  );
}
