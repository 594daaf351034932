import { PageHeading } from '../app/PageHeading';

export default function RegisterPage() {
  return <PageHeading title="RegisterPage" />;
}
