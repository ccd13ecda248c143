import { type ReactNode, useId } from 'react';
import { isJson, str, textOf } from './block-kit.ts';
import { Field } from './field.tsx';
import type { FieldValue } from './input-value.ts';
import type { Json } from './types.ts';

interface InputBlockProps {
  block: Json;
  value: FieldValue;
  error: string | undefined;
  onChange(value: FieldValue): void;
  /** For a block with `dispatch_action`: the app hears of the value at once. */
  onDone?: ((value: FieldValue) => void) | undefined;
}

/** One `input` block: label, field, hint, error. */
export function InputBlock({ block, value, error, onChange, onDone }: InputBlockProps) {
  const id = useId();
  const element = isJson(block.element) ? block.element : {};
  const hint = textOf(block.hint);
  const isGroup = element.type === 'radio_buttons' || element.type === 'checkboxes';
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  const label: ReactNode = (
    <>
      {textOf(block.label)}
      {block.optional === true && <span className="optional"> (optional)</span>}
    </>
  );
  const field = (
    <Field
      id={id}
      element={element}
      blockId={str(block.block_id)}
      value={value}
      onChange={onChange}
      onDone={onDone}
      aria={{
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
        // Of a group the browser's own word stands at none of its boxes.
        'aria-required': block.optional === true || isGroup ? undefined : true,
      }}
    />
  );
  const after = (
    <>
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
  const looks = error ? 'form-row form-row-wrong' : 'form-row';
  if (isGroup) {
    return (
      <fieldset className={looks} data-block={str(block.block_id)}>
        <legend>{label}</legend>
        {field}
        {after}
      </fieldset>
    );
  }
  return (
    <div className={looks} data-block={str(block.block_id)}>
      <label htmlFor={id}>{label}</label>
      {field}
      {after}
    </div>
  );
}
