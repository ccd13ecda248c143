import { type ReactNode, useId } from 'react';
import { isJson, readOptions, str, textOf } from './block-kit.ts';
import { FileField } from './file-field.tsx';
import type { FieldValue } from './input-value.ts';
import type { Json } from './types.ts';
import { displayName, useSurroundings } from './workspace-context.tsx';

interface InputBlockProps {
  block: Json;
  value: FieldValue;
  error: string | undefined;
  onChange(value: FieldValue): void;
}

/** One `input` block of a modal: label, field, hint, error. */
export function InputBlock({ block, value, error, onChange }: InputBlockProps) {
  const id = useId();
  const element = isJson(block.element) ? block.element : {};
  const hint = textOf(block.hint);
  const label = textOf(block.label);
  const { users } = useSurroundings();
  const choices =
    element.type === 'multi_users_select'
      ? users.map((person) => ({ value: person.id, label: displayName(person), description: '' }))
      : readOptions(element);
  const isGroup = ['radio_buttons', 'checkboxes', 'multi_users_select'].includes(str(element.type));
  const optional = block.optional === true && <span className="optional"> (optional)</span>;
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  const common: FieldProps = {
    id,
    element,
    value,
    onChange,
    aria: {
      'aria-invalid': error ? true : undefined,
      'aria-describedby': described || undefined,
      'aria-required': block.optional === true ? undefined : true,
    },
  };
  const after: ReactNode = (
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
  if (isGroup) {
    return (
      <fieldset className={error ? 'form-row form-row-wrong' : 'form-row'} data-block={str(block.block_id)}>
        <legend>
          {label}
          {optional}
        </legend>
        <ChoiceField {...common} options={choices} />
        {after}
      </fieldset>
    );
  }
  return (
    <div className={error ? 'form-row form-row-wrong' : 'form-row'} data-block={str(block.block_id)}>
      <label htmlFor={id}>
        {label}
        {optional}
      </label>
      <Field {...common} />
      {after}
    </div>
  );
}

interface FieldProps {
  id: string;
  element: Json;
  value: FieldValue;
  onChange(value: FieldValue): void;
  aria: {
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
    'aria-required': true | undefined;
  };
}

const inputTypes: Record<string, string> = {
  number_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
};

function Field(props: FieldProps) {
  const { id, element, value, onChange, aria } = props;
  const { users, channels } = useSurroundings();
  const type = str(element.type);
  if (type === 'file_input') {
    const ids = Array.isArray(value) ? value : [];
    const isWrong = aria['aria-invalid'] === true;
    return <FileField id={id} element={element} value={ids} onChange={onChange} isWrong={isWrong} />;
  }
  const text = typeof value === 'string' ? value : '';
  const placeholder = textOf(element.placeholder);
  if (type === 'static_select' || type === 'users_select' || type === 'conversations_select') {
    const options =
      type === 'users_select'
        ? users.map((person) => ({ value: person.id, label: displayName(person) }))
        : type === 'conversations_select'
          ? channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` }))
          : readOptions(element);
    return (
      <select
        id={id}
        className="field"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        {...aria}
      >
        <option value="">{placeholder || 'Select an option'}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (type === 'multi_static_select') {
    return <ChoiceField {...props} options={readOptions(element)} />;
  }
  if (element.multiline === true) {
    return (
      <>
        <textarea
          id={id}
          className="field"
          rows={4}
          value={text}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          {...aria}
        />
        <CharactersLeft element={element} text={text} />
      </>
    );
  }
  return (
    <>
      <input
        id={id}
        className="field"
        type={inputTypes[type] ?? 'text'}
        inputMode={type === 'number_input' ? 'decimal' : undefined}
        value={text}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        {...aria}
      />
      <CharactersLeft element={element} text={text} />
    </>
  );
}

/** Said only when the end is near, as a number that always changes is noise. */
function CharactersLeft({ element, text }: { element: Json; text: string }) {
  if (typeof element.max_length !== 'number') return null;
  const left = element.max_length - [...text].length;
  if (left > Math.min(100, element.max_length / 5)) return null;
  return <span className={left < 0 ? 'left left-over' : 'left'}>{left}</span>;
}

function ChoiceField({
  id,
  element,
  options,
  value,
  onChange,
  aria,
}: FieldProps & { options: { value: string; label: string; description: string }[] }) {
  const isMany = element.type !== 'radio_buttons';
  const chosen = Array.isArray(value) ? value : value ? [value] : [];
  return (
    <div className={element.type === 'multi_users_select' ? 'choices choices-people' : 'choices'}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            value={option.value}
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              if (!isMany) onChange(option.value);
              else if (event.target.checked) onChange([...chosen, option.value]);
              else onChange(chosen.filter((other) => other !== option.value));
            }}
            {...aria}
          />
          <span>
            {option.label}
            {option.description !== '' && <span className="choice-detail">{option.description}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
