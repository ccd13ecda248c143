import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Dialog } from './dialog.tsx';

const GAP = 6;
const EDGE = 8;

interface PopoverProps {
  label: string;
  className: string;
  /** Beside what it stands. */
  anchor: DOMRect;
  onClose(): void;
  children: ReactNode;
}

/** A small dialog beside the control that opened it; a press outside closes it. */
export function Popover({ label, className, anchor, onClose, children }: PopoverProps) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const dialog = content.current?.closest('dialog');
    if (!dialog) return;
    const place = () => {
      const { offsetWidth: width, offsetHeight: height } = dialog;
      const below = anchor.bottom + GAP;
      const above = anchor.top - GAP - height;
      const fitsBelow = below + height <= innerHeight - EDGE;
      const top = fitsBelow || above < EDGE ? Math.min(below, innerHeight - EDGE - height) : above;
      const left = Math.min(anchor.left, innerWidth - EDGE - width);
      dialog.style.top = `${Math.max(EDGE, top)}px`;
      dialog.style.left = `${Math.max(EDGE, left)}px`;
    };
    // Before the browser opens it, it has no size.
    const sizes = new ResizeObserver(place);
    sizes.observe(dialog);
    return () => sizes.disconnect();
  }, [anchor]);
  return (
    <Dialog label={label} className={`popover ${className}`} onClose={onClose}>
      <div ref={content}>{children}</div>
    </Dialog>
  );
}
