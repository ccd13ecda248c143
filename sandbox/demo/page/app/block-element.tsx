import { useEffect, useRef, useState } from 'react';
import { isJson, readOptions, str, textOf } from './block-kit.ts';
import type { Json } from './types.ts';

/** What the control API needs to know of a click, besides where it was. */
export interface Press {
  action_id: string;
  block_id?: string;
  value?: string;
}

interface ElementProps {
  element: Json;
  isBusy: boolean;
  /** `value`: what was chosen. */
  onPress(value?: string): void;
}

/** A control of a message: button, menu, select, date or time. */
export function BlockElement(props: ElementProps) {
  const { element, isBusy, onPress } = props;
  const label = textOf(element.placeholder) || str(element.accessibility_label) || 'Choose an option';
  const type = str(element.type);
  if (type === 'button' || type === 'workflow_button') {
    return (
      <button
        type="button"
        className={`button button-small button-${str(element.style) || 'plain'}`}
        aria-label={str(element.accessibility_label) || undefined}
        aria-busy={isBusy}
        onClick={() => onPress(typeof element.value === 'string' ? element.value : undefined)}
      >
        {textOf(element.text)}
      </button>
    );
  }
  if (type === 'overflow') return <Overflow {...props} />;
  if (type === 'datepicker' || type === 'timepicker') {
    return (
      <input
        className="field field-small"
        type={type === 'datepicker' ? 'date' : 'time'}
        aria-label={label}
        defaultValue={str(element.initial_date) || str(element.initial_time)}
        onChange={(event) => event.target.value && onPress(event.target.value)}
      />
    );
  }
  return (
    <select
      className="field field-small"
      aria-label={label}
      aria-busy={isBusy}
      defaultValue={isJson(element.initial_option) ? str(element.initial_option.value) : ''}
      onChange={(event) => onPress(event.target.value)}
    >
      <option value="" disabled>
        {label}
      </option>
      {readOptions(element).map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** "More options": its entries in a menu that closes when something else is pressed. */
function Overflow({ element, isBusy, onPress }: ElementProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes Escape of the menu inside
    <span className="overflow" ref={box} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        className="button button-small"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label="More options"
        aria-busy={isBusy}
        onClick={() => setOpen(!isOpen)}
      >
        …
      </button>
      {isOpen && (
        <span className="menu" role="menu" aria-label="More options">
          {readOptions(element).map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              className="menu-row"
              onClick={() => {
                setOpen(false);
                onPress(option.value);
              }}
            >
              {option.label}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
