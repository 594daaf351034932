import { useId, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ApiError } from '../api/ApiError';
import { createActivity } from '../api/activities';
import { problemText } from '../api/problemText';
import { Icon } from '../app/Icon';
import { Dialog } from '../components/dialog/Dialog';
import { t } from '../i18n';
import { documentName } from './documentName';
import { isObject, type JsonObject, parseJson, writeJson } from './json';
import { sampleActivity } from './sampleActivity';

const templates = ['empty', 'sample', 'file'] as const;
type Template = (typeof templates)[number];

/** Creates an empty activity, a sample, or one from a JSON file, whose text is preserved. */
export function NewActivity({ onClose }: { onClose(): void }) {
  const { route } = useLocation();
  const texts = t.value.activities.create;
  const field = useId();
  const name = useRef<HTMLInputElement>(null);
  const [template, setTemplate] = useState<Template>('empty');
  const [document, setDocument] = useState<JsonObject | null>(null);
  const [fileName, setFileName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isTaken, setTaken] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const open = async (file: File | undefined) => {
    if (!file) return;
    setFileName(file.name);
    setDocument(null);
    setTaken(false);
    try {
      const read = parseJson(await file.text());
      if (!isObject(read)) return setProblem(texts.notObject);
      setProblem(null);
      setDocument(read);
    } catch (error) {
      setProblem(texts.notJson(error instanceof Error ? error.message : ''));
    }
  };

  const send = async (json: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const { location } = await createActivity(json);
      onClose();
      route(`/activities/${location?.split('/').at(-1) ?? ''}`);
    } catch (error) {
      setBusy(false);
      const isIdTaken = error instanceof ApiError && error.status === 409 && !error.isQuota;
      setTaken(isIdTaken);
      setProblem(isIdTaken ? texts.taken : problemText(error));
    }
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    if (template === 'file') {
      if (document === null) setProblem(problem ?? texts.noFile);
      else void send(writeJson(document));
      return;
    }
    const wanted = name.current?.value.trim() ?? '';
    if (wanted === '') {
      setProblem(texts.noName);
      name.current?.focus();
      return;
    }
    void send(
      template === 'sample'
        ? sampleActivity(wanted, t.value.activities.sample)
        : JSON.stringify({ name: wanted }),
    );
  };

  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form class="new-activity" noValidate onSubmit={submit}>
        <fieldset class="new-templates">
          <legend class="field-label">{texts.begin}</legend>
          {templates.map((known) => (
            <label key={known} class="new-template">
              <input
                type="radio"
                name="template"
                checked={template === known}
                onChange={() => {
                  setTemplate(known);
                  setProblem(null);
                  setTaken(false);
                }}
              />
              {texts[known]}
            </label>
          ))}
        </fieldset>
        {template === 'file' ? (
          <label class="button button-quiet new-file">
            <Icon name="upload" />
            {fileName === '' ? texts.chooseFile : <bdi>{fileName}</bdi>}
            {document !== null && documentName(document) !== '' && (
              <span class="muted"> {documentName(document)}</span>
            )}
            <input
              class="visually-hidden"
              type="file"
              accept=".json,application/json"
              onChange={(event) => void open(event.currentTarget.files?.[0])}
            />
          </label>
        ) : (
          <div class="field">
            <label class="field-label" for={field}>
              {texts.name}
            </label>
            <input
              id={field}
              ref={name}
              class="input"
              type="text"
              autocomplete="off"
              autofocus
              aria-invalid={problem !== null}
            />
          </div>
        )}
        {problem !== null && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-choices">
          {isTaken && document !== null && (
            <button
              class="button"
              type="button"
              onClick={() =>
                void send(writeJson(new Map([...document].filter(([key]) => key !== 'id' && key !== 'Id'))))
              }
            >
              {texts.asCopy}
            </button>
          )}
          {!isTaken && (
            <button class="button" type="submit" aria-disabled={isBusy}>
              {texts.submit}
            </button>
          )}
          <button class="button button-bare" type="button" onClick={onClose}>
            {t.value.app.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
