import { type KeyboardEvent, useRef } from 'react';
import { isJson, listOf, str, textOf } from './block-kit.ts';
import { choicesOf } from './choices-of.ts';
import { FileField } from './file-field.tsx';
import type { FieldValue } from './input-value.ts';
import { localMoment, momentOf } from './local-moment.ts';
import { Mrkdwn } from './rich-text.tsx';
import { SelectField } from './select-field.tsx';
import type { Json } from './types.ts';
import { useExternalChoices } from './use-external-choices.ts';
import { useSurroundings } from './workspace-context.tsx';

export interface FieldProps {
  id: string;
  element: Json;
  blockId: string;
  value: FieldValue;
  onChange(value: FieldValue): void;
  /** The person is done with it: chosen, left, or Enter. For controls that tell the app at once. */
  onDone?: ((value: FieldValue) => void) | undefined;
  isSmall?: boolean;
  isBusy?: boolean;
  aria: Record<string, string | boolean | undefined>;
}

/** One stateful element of Block Kit, the same in a form, a message and the Home tab. */
export function Field(props: FieldProps) {
  const type = str(props.element.type);
  if (type === 'file_input') {
    const ids = Array.isArray(props.value) ? props.value : [];
    const isWrong = props.aria['aria-invalid'] === true;
    return (
      <FileField
        id={props.id}
        element={props.element}
        value={ids}
        onChange={props.onChange}
        isWrong={isWrong}
      />
    );
  }
  if (type.endsWith('_select')) return <Select {...props} />;
  if (type === 'radio_buttons' || type === 'checkboxes') return <Choices {...props} />;
  if (type === 'datepicker' || type === 'timepicker' || type === 'datetimepicker')
    return <Picker {...props} />;
  return <TextField {...props} />;
}

function Select({ id, element, blockId, value, onChange, onDone, isSmall, isBusy, aria }: FieldProps) {
  const { users, channels } = useSurroundings();
  const isMany = str(element.type).startsWith('multi_');
  const held = isMany ? listed(value) : typeof value === 'string' ? value : '';
  const now = useRef<FieldValue>(held);
  now.current = held;
  const external = useExternalChoices(element, blockId, listed(held));
  return (
    <SelectField
      id={id}
      choices={external ? external.choices : choicesOf(element, { users, channels })}
      {...(external ? { search: external.search } : {})}
      value={held}
      placeholder={textOf(element.placeholder) || (isMany ? 'Select options' : 'Select an option')}
      isSmall={isSmall === true}
      isBusy={isBusy === true}
      {...(typeof element.max_selected_items === 'number' ? { most: element.max_selected_items } : {})}
      aria={aria}
      onChange={(next) => {
        now.current = next;
        onChange(next);
        if (!isMany) onDone?.(next);
      }}
      onDone={() => isMany && onDone?.(now.current)}
    />
  );
}

const pickers: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** The browser's own pickers: each has its keys and its words for screen readers already. */
function Picker({ id, element, value, onChange, onDone, isSmall, aria }: FieldProps) {
  const { me } = useSurroundings();
  const isTyping = useRef(false);
  const isMoment = element.type === 'datetimepicker';
  const text = typeof value === 'string' ? value : '';
  const shown = isMoment && text !== '' ? localMoment(Number(text), me.tz) : text;
  const now = useRef(text);
  return (
    <input
      id={id}
      className={isSmall ? 'field field-small' : 'field'}
      type={pickers[str(element.type)]}
      value={shown}
      onKeyDown={(event) => {
        isTyping.current = event.key !== 'Enter';
        if (event.key === 'Enter' && onDone) onDone(now.current);
      }}
      onPointerDown={() => {
        isTyping.current = false;
      }}
      onChange={(event) => {
        const typed = event.target.value;
        const next = isMoment && typed !== '' ? String(momentOf(typed, me.tz) ?? '') : typed;
        now.current = next;
        onChange(next);
        // A year that is typed passes through four others.
        if (!isTyping.current && next !== '') onDone?.(next);
      }}
      onBlur={() => isTyping.current && now.current !== '' && onDone?.(now.current)}
      {...aria}
    />
  );
}

const textTypes: Record<string, string> = { email_text_input: 'email', url_text_input: 'url' };

function TextField({ id, element, value, onChange, onDone, aria }: FieldProps) {
  const text = typeof value === 'string' ? value : '';
  const isLong = element.multiline === true || element.type === 'rich_text_input';
  const common = {
    id,
    className: 'field',
    value: text,
    placeholder: textOf(element.placeholder),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !onDone || (isLong && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      onDone(text);
    },
    ...aria,
  };
  return (
    <>
      {isLong ? (
        <textarea rows={4} {...common} />
      ) : (
        <input
          type={textTypes[str(element.type)] ?? 'text'}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
          {...common}
        />
      )}
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

function Choices({ id, element, value, onChange, onDone, isBusy, aria }: FieldProps) {
  const isMany = element.type === 'checkboxes';
  const chosen = isMany ? listed(value) : [typeof value === 'string' ? value : ''];
  const take = (next: FieldValue) => {
    onChange(next);
    onDone?.(next);
  };
  return (
    <div className="choices" aria-busy={isBusy}>
      {listOf(element.options).map((option) => {
        const own = str(option.value);
        return (
          <label key={own} className="choice">
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={id}
              value={own}
              checked={chosen.includes(own)}
              onChange={(event) => {
                if (!isMany) take(own);
                else if (event.target.checked) take([...chosen, own]);
                else take(chosen.filter((other) => other !== own));
              }}
              {...aria}
            />
            <span>
              <Words text={option.text} />
              {isJson(option.description) && (
                <span className="choice-detail">
                  <Words text={option.description} />
                </span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}

function Words({ text }: { text: unknown }) {
  return isJson(text) && text.type === 'mrkdwn' ? <Mrkdwn text={str(text.text)} /> : textOf(text);
}

const listed = (value: FieldValue): string[] => (Array.isArray(value) ? value : value ? [value] : []);
