import { PageHeading } from '../app/PageHeading';

export default function GalleryPage() {
  return <PageHeading title="GalleryPage" />;
}
