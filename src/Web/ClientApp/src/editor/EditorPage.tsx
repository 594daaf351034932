import { PageHeading } from '../app/PageHeading';

export default function EditorPage(_: { id?: string }) {
  return <PageHeading title="EditorPage" />;
}
