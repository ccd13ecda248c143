import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  label: string;
  className: string;
  onClose(): void;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ label, className, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  // Closed while it still stands in the page: one that is gone gives no focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    // The browser would choose the first button, which closes.
    dialog?.querySelector<HTMLElement>('[data-first-focus], .field, .choice input')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={className}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        // The thread behind would close as well.
        if (event.key === 'Escape') event.stopPropagation();
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (event.target === element.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
