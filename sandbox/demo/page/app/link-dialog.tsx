import { useId, useState } from 'react';
import { Dialog } from './dialog.tsx';

interface LinkDialogProps {
  /** What was selected. */
  words: string;
  onClose(): void;
  onSave(words: string, address: string): void;
}

export function LinkDialog({ words, onClose, onSave }: LinkDialogProps) {
  const id = useId();
  const [text, setText] = useState(words);
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState(false);
  return (
    <Dialog label="Add link" className="dialog dialog-small" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const typed = address.trim();
          const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
          // Chromium takes a host with spaces in it.
          if (typed === '' || /\s/.test(typed) || !URL.canParse(whole)) return setFault(true);
          onSave(text, whole);
        }}
      >
        <header className="dialog-head">
          <h2>Add link</h2>
        </header>
        <div className="dialog-body">
          <div className="form-row">
            <label htmlFor={`${id}-text`}>Text</label>
            <input
              id={`${id}-text`}
              className="field"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <div className={fault ? 'form-row form-row-wrong' : 'form-row'}>
            <label htmlFor={`${id}-link`}>Link</label>
            <input
              id={`${id}-link`}
              className="field"
              type="url"
              value={address}
              aria-invalid={fault || undefined}
              aria-describedby={fault ? `${id}-fault` : undefined}
              onChange={(event) => setAddress(event.target.value)}
            />
            {fault && (
              <p className="field-error" id={`${id}-fault`} role="alert">
                Please enter a whole address, such as https://example.com.
              </p>
            )}
          </div>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
