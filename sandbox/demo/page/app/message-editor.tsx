import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';

interface MessageEditorProps {
  /** As the person typed it. */
  text: string;
  onSave(text: string): void;
  onCancel(): void;
}

/** A message under the pen of its author. */
export function MessageEditor({ text, onSave, onCancel }: MessageEditorProps) {
  const [draft, setDraft] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // The thread behind would close as well.
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (draft.trim() !== '') onSave(draft);
    }
  };

  return (
    <div className="editor">
      <textarea
        ref={area}
        className="field"
        aria-label="Edit message"
        rows={Math.min(8, draft.split('\n').length)}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="editor-buttons">
        <button type="button" className="button button-small" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-small button-primary"
          disabled={draft.trim() === ''}
          onClick={() => onSave(draft)}
        >
          Save
        </button>
      </span>
    </div>
  );
}
