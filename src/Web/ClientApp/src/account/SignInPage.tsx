import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { CredentialsForm } from './CredentialsForm';
import { safeNext, session, signIn } from './session';

export default function SignInPage() {
  const { query, route } = useLocation();
  const texts = t.value.account;
  const next = safeNext(query.next);
  const isSignedIn = session.value.status === 'signed-in';

  // Also covers a sign-in in another tab, and users who are already signed in.
  useEffect(() => {
    if (isSignedIn) route(next, true);
  }, [isSignedIn, next, route]);

  return (
    <section class="page credentials-page">
      <PageHeading title={texts.signIn} />
      <p class="muted">{texts.signInLead}</p>
      <CredentialsForm purpose="sign-in" submitText={texts.signIn} submit={signIn} />
      <p>
        {texts.noAccount} <a href={`/register?next=${encodeURIComponent(next)}`}>{texts.register}</a>
      </p>
    </section>
  );
}
