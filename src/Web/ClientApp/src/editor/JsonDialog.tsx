import { useRef, useState } from 'preact/hooks';
import { Icon } from '../app/Icon';
import type { BoardDraft } from '../boards/board';
import { exportBoard, importBoard } from '../boards/boardDocument';
import { downloadBoard } from '../boards/downloadBoard';
import { Dialog } from '../components/dialog/Dialog';
import { t } from '../i18n';

type JsonDialogProps = { board: BoardDraft; onLoad(board: BoardDraft): void; onClose(): void };

/** Imports and exports the board as JSON. */
export function JsonDialog({ board, onLoad, onClose }: JsonDialogProps) {
  const texts = t.value.editor;
  const [text, setText] = useState(() => exportBoard(board));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const load = (json: string) => {
    const imported = importBoard(json);
    if (imported.board) {
      onLoad({ ...imported.board, name: imported.board.name || board.name });
      onClose();
    } else {
      setProblems([
        ...new Set(imported.problems.map(({ code, values }) => texts.problems[code](values ?? {}))),
      ]);
      field.current?.focus();
    }
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The clipboard API needs a secure context. Select the text for manual copying instead.
      field.current?.select();
    }
  };

  const paste = async () => {
    try {
      const pasted = await navigator.clipboard.readText();
      setText(pasted);
      load(pasted);
    } catch {
      // Reading the clipboard was not permitted. Select the field for manual pasting instead.
      field.current?.select();
      field.current?.focus();
    }
  };

  return (
    <Dialog title={texts.jsonTitle} onClose={onClose}>
      <p class="muted">{texts.jsonText}</p>
      <textarea
        ref={field}
        class="input editor-json"
        aria-label={texts.jsonField}
        aria-invalid={problems.length > 0}
        spellcheck={false}
        rows={12}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setProblems([]);
          setCopied(false);
        }}
      />
      <div role="status">
        {problems.map((problem) => (
          <p key={problem} class="field-error">
            {problem}
          </p>
        ))}
      </div>
      <div class="dialog-choices">
        <button class="button button-quiet" type="button" onClick={() => void copy()}>
          {isCopied ? texts.copied : texts.copy}
        </button>
        <button class="button button-quiet" type="button" onClick={() => void paste()}>
          {texts.paste}
        </button>
        <button class="button button-quiet" type="button" onClick={() => downloadBoard(board)}>
          <Icon name="download" />
          {texts.saveFile}
        </button>
        <label class="button button-quiet editor-file">
          <Icon name="upload" />
          {texts.openFile}
          <input
            class="visually-hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              void file?.text().then((json) => {
                setText(json);
                load(json);
              });
            }}
          />
        </label>
        <button class="button" type="button" onClick={() => load(text)}>
          {texts.load}
        </button>
        <button class="button button-bare" type="button" onClick={onClose}>
          {t.value.app.close}
        </button>
      </div>
    </Dialog>
  );
}
