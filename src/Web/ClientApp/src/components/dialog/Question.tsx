import type { ComponentChildren } from 'preact';
import { Dialog } from './Dialog';

type QuestionProps = {
  title: ComponentChildren;
  text: string;
  yes: string;
  no: string;
  onYes(): void;
  onClose(): void;
};

/** Asks before something is lost. The harmless answer is the one at hand. */
export function Question({ title, text, yes, no, onYes, onClose }: QuestionProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div class="dialog-choices">
        <button
          class="button button-danger"
          type="button"
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {yes}
        </button>
        <button class="button" type="button" autofocus onClick={onClose}>
          {no}
        </button>
      </div>
    </Dialog>
  );
}
