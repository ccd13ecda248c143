import { useEffect, useId, useRef, useState } from 'react';
import { isJson, readOptions, str, textOf } from './block-kit.ts';
import type { FormValues } from './control-api.ts';
import { Field } from './field.tsx';
import { TrashIcon } from './icons.tsx';
import type { FieldValue } from './input-value.ts';
import type { Json } from './types.ts';

/** What the control API needs to know of a click, besides where it was. */
export interface Press {
  action_id: string;
  block_id?: string;
  value?: FormValues[string][string];
  /** What the controls around it hold. */
  state?: FormValues;
}

interface ElementProps {
  element: Json;
  blockId: string;
  isBusy: boolean;
  /** What a control with a state holds; one of a form is not told to the app before it is left. */
  value: FieldValue;
  onChange(value: FieldValue): void;
  /** `value`: what was chosen. */
  onPress(value?: string | string[]): void;
}

/** A control of a message: button, menu, or one with a state. */
export function BlockElement(props: ElementProps) {
  const { element, isBusy, value, onChange, onPress } = props;
  const id = useId();
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
  if (type === 'feedback_buttons') return <Feedback {...props} />;
  if (type === 'icon_button') {
    return (
      <button
        type="button"
        className="icon-button"
        aria-label={str(element.accessibility_label) || textOf(element.text)}
        title={textOf(element.text)}
        aria-busy={isBusy}
        onClick={() => onPress(typeof element.value === 'string' ? element.value : undefined)}
      >
        <TrashIcon size={16} />
      </button>
    );
  }
  return (
    <Field
      id={id}
      element={element}
      blockId={props.blockId}
      value={value}
      onChange={onChange}
      onDone={(next) => next !== null && onPress(next)}
      isSmall
      isBusy={isBusy}
      aria={{ 'aria-label': label }}
    />
  );
}

/** Two thumbs that tell the app what a person thinks of its answer. */
function Feedback({ element, isBusy, onPress }: ElementProps) {
  return [element.positive_button, element.negative_button].filter(isJson).map((button) => (
    <button
      key={str(button.value)}
      type="button"
      className="button button-small"
      aria-label={str(button.accessibility_label) || undefined}
      aria-busy={isBusy}
      onClick={() => onPress(str(button.value))}
    >
      {textOf(button.text)}
    </button>
  ));
}

/** "More options": its entries in a menu that closes when something else is pressed. */
function Overflow({ element, isBusy, onPress }: ElementProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (!isOpen) return;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the menu inside
    <span
      className="overflow"
      ref={box}
      onKeyDown={(event) => {
        if (!isOpen) return;
        if (event.key === 'Escape') {
          // Neither the window nor the thread around it closes.
          event.preventDefault();
          event.stopPropagation();
          setOpen(false);
          box.current?.querySelector('button')?.focus();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          event.stopPropagation();
          const all = items();
          const step = event.key === 'ArrowDown' ? 1 : -1;
          all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length]?.focus();
        } else if (event.key === 'Tab') setOpen(false);
      }}
    >
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
