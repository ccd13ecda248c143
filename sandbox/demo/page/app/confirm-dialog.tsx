import { Dialog } from './dialog.tsx';
import type { Confirm } from './prepare-blocks.ts';
import { str } from './prepare-blocks.ts';
import { Mrkdwn } from './rich-text.tsx';

interface ConfirmDialogProps {
  confirm: Confirm | undefined;
  onAnswer(yes: boolean): void;
}

export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  if (!confirm) return null;
  return (
    <Dialog label={confirm.title} className="dialog dialog-small" onClose={() => onAnswer(false)}>
      <header className="dialog-head">
        <h2>{confirm.title}</h2>
      </header>
      <div className="dialog-body">
        {confirm.text.type === 'mrkdwn' ? <Mrkdwn text={str(confirm.text.text)} /> : str(confirm.text.text)}
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {confirm.deny}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm}
        </button>
      </footer>
    </Dialog>
  );
}
