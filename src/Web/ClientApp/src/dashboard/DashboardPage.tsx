import { PageHeading } from '../app/PageHeading';

export default function DashboardPage() {
  return <PageHeading title="DashboardPage" />;
}
