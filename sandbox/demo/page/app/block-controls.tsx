import { isJson, str, textOf } from './prepare-blocks.ts';
import type { Json } from './types.ts';

interface BlockControlsProps {
  elements: { control: string; element: Json }[];
  busy: ReadonlySet<string>;
  onPress(id: string, value?: string): void;
}

/** An `actions` block that holds more than buttons: selects, date and time pickers, radio buttons. */
export function BlockControls({ elements, busy, onPress }: BlockControlsProps) {
  return (
    <span className="controls">
      {elements.map(({ control, element }) => (
        <ControlElement
          key={control}
          element={element}
          isBusy={busy.has(control)}
          onPress={(value) => onPress(control, value)}
        />
      ))}
    </span>
  );
}

interface ControlElementProps {
  element: Json;
  isBusy: boolean;
  onPress(value?: string): void;
}

function ControlElement({ element, isBusy, onPress }: ControlElementProps) {
  const label = textOf(element.placeholder) || str(element.accessibility_label) || 'Choose an option';
  const type = str(element.type);
  if (type === 'button') {
    return (
      <button
        type="button"
        className={`button button-small button-${str(element.style) || 'plain'}`}
        aria-busy={isBusy}
        data-busy={isBusy ? '' : undefined}
        onClick={() => onPress()}
      >
        {textOf(element.text)}
      </button>
    );
  }
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
  const initial = isJson(element.initial_option) ? str(element.initial_option.value) : '';
  return (
    <select
      className="field field-small"
      aria-label={label}
      aria-busy={isBusy}
      defaultValue={initial}
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

export interface Option {
  value: string;
  label: string;
  description: string;
}

/** Options of a select, radio group or checkbox group, groups flattened. */
export function readOptions(element: Json): Option[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isJson) : [];
  const own = Array.isArray(element.options) ? element.options : [];
  const all = [...own, ...groups.flatMap((group) => (Array.isArray(group.options) ? group.options : []))];
  return all.filter(isJson).map((option) => ({
    value: str(option.value),
    label: textOf(option.text),
    description: textOf(option.description),
  }));
}
