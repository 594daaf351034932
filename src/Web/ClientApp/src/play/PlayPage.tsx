import { PageHeading } from '../app/PageHeading';

export default function PlayPage(_: { id?: string }) {
  return <PageHeading title="PlayPage" />;
}
