import { type ReactNode, useEffect, useRef } from 'react';

interface OptionRowProps {
  id: string;
  /** With `-active` after it, the name of the active row's own style. */
  className: string;
  isActive: boolean;
  onHover?(): void;
  onChoose(): void;
  children: ReactNode;
}

/** A row of a list under a text field, which names the active one by `aria-activedescendant`. */
export function OptionRow({ id, className, isActive, onHover, onChoose, children }: OptionRowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the text field keeps the focus and takes the keys
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className={isActive ? `${className} ${className}-active` : className}
      onMouseMove={() => !isActive && onHover?.()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
