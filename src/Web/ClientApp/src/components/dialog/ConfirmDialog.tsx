import type { ComponentChildren } from 'preact';
import { Dialog } from './Dialog';

type ConfirmDialogProps = {
  title: ComponentChildren;
  text: string;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm(): void;
  onClose(): void;
};

/** Confirms a destructive action. Cancel has the initial focus. */
export function ConfirmDialog({
  title,
  text,
  confirmLabel,
  cancelLabel,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div class="dialog-choices">
        <button
          class="button button-danger"
          type="button"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirmLabel}
        </button>
        <button class="button" type="button" autofocus onClick={onClose}>
          {cancelLabel}
        </button>
      </div>
    </Dialog>
  );
}
