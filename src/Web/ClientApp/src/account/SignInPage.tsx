import { PageHeading } from '../app/PageHeading';

export default function SignInPage() {
  return <PageHeading title="SignInPage" />;
}
