import { PageHeading } from '../app/PageHeading';

export default function AccountPage() {
  return <PageHeading title="AccountPage" />;
}
