import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { problemText } from '../api/problemText';
import type { ActivityFile } from '../api/types';
import { Icon } from '../app/Icon';
import { ConfirmDialog } from '../components/dialog/ConfirmDialog';
import { t } from '../i18n';
import { formatAge, formatSize } from '../i18n/format';
import type { LiveActivity } from './LiveActivity';
import type { Upload } from './Uploads';

/** The files of an activity, the running uploads, and a drop target. */
export function FilesCard({ activity }: { activity: LiveActivity }) {
  const texts = t.value.activities.files;
  const files = activity.files.items.value;
  const uploads = activity.uploads.current.value;
  const canWrite = activity.canWrite.value;
  const [isOver, setOver] = useState(false);
  const [toDelete, setToDelete] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const remove = async (name: string) => {
    setProblem(null);
    try {
      await activity.deleteFile(name);
    } catch (error) {
      setProblem(error);
    }
  };

  return (
    <section
      class={`card activity-card files ${isOver ? 'files-over' : ''}`}
      aria-labelledby="files"
      onDragOver={(event) => {
        if (!canWrite || !event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!canWrite) return;
        event.preventDefault();
        setOver(false);
        activity.uploads.add(event.dataTransfer?.files ?? []);
      }}
    >
      <header class="activity-card-header">
        <h2 id="files">{texts.title}</h2>
        {canWrite && (
          <label class="button button-quiet files-choose">
            <Icon name="upload" />
            {texts.upload}
            <input
              class="visually-hidden"
              type="file"
              multiple
              onChange={(event) => {
                activity.uploads.add(event.currentTarget.files ?? []);
                // Otherwise choosing the same file again would not fire a change event.
                event.currentTarget.value = '';
              }}
            />
          </label>
        )}
      </header>
      {files !== null && files.length > 0 && (
        <ul class="files-list">
          {files.map((file) => (
            <FileRow
              key={file.name}
              file={file}
              onDelete={canWrite ? () => setToDelete(file.name) : undefined}
            />
          ))}
        </ul>
      )}
      {uploads.length > 0 && (
        <ul class="files-list">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} activity={activity} upload={upload} />
          ))}
        </ul>
      )}
      {files?.length === 0 && uploads.length === 0 && <p class="muted">{texts.empty}</p>}
      {canWrite && <p class="files-drop muted">{isOver ? texts.dropNow : texts.drop}</p>}
      {(problem ?? activity.files.failure.value) !== null && (
        <p class="field-error" role="alert">
          {problemText(problem ?? activity.files.failure.value)}
        </p>
      )}
      <DownloadMessage activity={activity} />
      {toDelete !== null && (
        <ConfirmDialog
          title={texts.deleteTitle<VNode>(<bdi>{toDelete}</bdi>)}
          text={texts.deleteText}
          confirmLabel={t.value.activities.delete}
          cancelLabel={t.value.activities.keep}
          onConfirm={() => void remove(toDelete)}
          onClose={() => setToDelete(null)}
        />
      )}
    </section>
  );
}

function FileRow({ file, onDelete }: { file: ActivityFile; onDelete: (() => void) | undefined }) {
  const texts = t.value.activities.files;
  return (
    <li class="files-row">
      <Icon name="file" />
      <span class="files-text">
        <bdi class="files-name">{file.name}</bdi>
        <span class="files-facts muted">
          <span class="files-fact">{formatSize(file.size)}</span> · <bdi>{file.uploader_username}</bdi> ·{' '}
          <span class="files-fact">{formatAge(file.uploaded_at)}</span>
        </span>
      </span>
      <a class="tool" href={file.url} download={file.name} aria-label={texts.download(file.name)}>
        <Icon name="download" />
      </a>
      {onDelete && (
        <button class="tool" type="button" aria-label={texts.delete(file.name)} onClick={onDelete}>
          <Icon name="trash" />
        </button>
      )}
    </li>
  );
}

function UploadRow({ activity, upload }: { activity: LiveActivity; upload: Upload }) {
  const texts = t.value.activities.files;
  const { file, sent, error } = upload;
  return (
    <li class="files-row">
      <Icon name="upload" />
      <span class="files-text">
        <bdi class="files-name">{file.name}</bdi>
        {error === null ? (
          <progress
            class="files-progress"
            max={file.size || 1}
            value={sent}
            aria-label={texts.progress(file.name)}
          />
        ) : (
          <span class="field-error" role="alert">
            {uploadProblem(error)}
          </span>
        )}
      </span>
      {error !== null && (
        <button
          class="tool"
          type="button"
          aria-label={texts.retry(file.name)}
          onClick={() => activity.uploads.retry(upload)}
        >
          <Icon name="redo" />
        </button>
      )}
      <button
        class="tool"
        type="button"
        aria-label={texts.cancel(file.name)}
        onClick={() => activity.uploads.remove(upload.id)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function uploadProblem(error: unknown): string {
  const texts = t.value.activities.files;
  if (error instanceof ApiError && error.status === 413) return texts.tooLarge;
  if (error instanceof ApiError && error.status === 507) return texts.full;
  if (error instanceof ApiError && error.status === 400) {
    return Object.values(error.problem.errors ?? {})[0]?.[0] ?? problemText(error);
  }
  return problemText(error);
}

const messageDuration = 5000;

/** Shows briefly who has downloaded a file. */
function DownloadMessage({ activity }: { activity: LiveActivity }) {
  const [isShown, show] = useState(false);
  const last = activity.lastDownload.value;
  const seen = useRef(last);

  useEffect(() => {
    if (last === null || last === seen.current) return;
    seen.current = last;
    show(true);
    const timer = setTimeout(() => show(false), messageDuration);
    return () => clearTimeout(timer);
  }, [last]);

  return (
    <p class="files-download muted" role="status">
      {isShown &&
        last !== null &&
        last.by !== user.value?.username &&
        t.value.activities.files.downloaded<VNode>(
          <bdi>{last.by ?? t.value.activities.somebody}</bdi>,
          <bdi>{last.name}</bdi>,
        )}
    </p>
  );
}
