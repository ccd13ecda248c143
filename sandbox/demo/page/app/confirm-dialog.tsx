import { isJson, str, textOf } from './block-kit.ts';
import { Dialog } from './dialog.tsx';
import { Mrkdwn } from './rich-text.tsx';
import type { Json } from './types.ts';

interface ConfirmDialogProps {
  /** Block Kit's confirmation dialog. */
  confirm: Json;
  onAnswer(yes: boolean): void;
}

export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const title = textOf(confirm.title) || 'Are you sure?';
  const text = isJson(confirm.text) ? confirm.text : {};
  return (
    <Dialog label={title} className="dialog dialog-small" onClose={() => onAnswer(false)}>
      <header className="dialog-head">
        <h2>{title}</h2>
      </header>
      <div className="dialog-body">
        {text.type === 'mrkdwn' ? <Mrkdwn text={str(text.text)} /> : textOf(text)}
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {textOf(confirm.deny) || 'Cancel'}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          {textOf(confirm.confirm) || 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
