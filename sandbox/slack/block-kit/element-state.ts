import { slackLimits } from '../../../ports/slack-limits.ts';
import { extensionOf } from '../mimetype.ts';
import type { Json } from '../shapes.ts';
import { lengthOf } from '../text.ts';
import { isObject, listOf } from './faults-of.ts';

/** A value that the element cannot have, in words for who sent it. */
export class BadValue extends Error {
  override readonly name = 'BadValue';
}

/** Every interactive element of these blocks with its block. */
export function elementsOf(blocks: Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) => {
    if (block.type === 'container') return elementsOf(listOf(block.child_blocks));
    const elements = [
      ...listOf(block.elements).flatMap((e) => (e.type === 'card' ? listOf(e.actions) : [e])),
      ...(block.type === 'card' ? listOf(block.actions) : []),
      ...(isObject(block.accessory) ? [block.accessory] : []),
      ...(block.type === 'input' && isObject(block.element) ? [block.element] : []),
    ];
    return elements.filter((e) => e.action_id !== undefined).map((element) => ({ block, element }));
  });
}

/**
 * What Slack's client sends as the state of an element, from what a test or the page gives: a plain value, `{value}`,
 * or a complete state object.
 *
 * @throws {BadValue} For an option that does not exist or a value of another kind.
 */
export function elementState(element: Json, given: unknown): Json {
  const type = String(element.type);
  const field = fieldOf(type);
  const raw = isObject(given) ? (given[field] ?? given.value ?? null) : given;
  const plain = isObject(raw) && field.startsWith('selected_option') ? raw.value : raw;
  if (plain === null || plain === undefined || plain === '')
    return { type, [field]: field === 'selected_options' ? [] : null };
  if (field === 'selected_option') return { type, [field]: optionOf(element, isObject(raw) ? raw : plain) };
  if (field === 'selected_options') {
    const list = Array.isArray(plain) ? plain : [plain];
    return { type, [field]: list.map((one) => optionOf(element, one)) };
  }
  if (field === 'rich_text_value') return { type, [field]: plain };
  if (/^selected_(users|channels|conversations)$/.test(field))
    return { type, [field]: (Array.isArray(plain) ? plain : [plain]).map(String) };
  if (typeof plain !== 'string' && typeof plain !== 'number')
    throw new BadValue(`"${String(element.action_id)}" (${type}) takes text, not ${typeof plain}`);
  // Slack's client lets a person choose no other.
  if (type === 'datepicker' && !isDay(String(plain)))
    throw new BadValue(
      `"${String(element.action_id)}" (datepicker) takes a day as YYYY-MM-DD, not "${String(plain)}"`,
    );
  return { type, [field]: type === 'datetimepicker' ? Number(plain) : String(plain) };
}

/** Why Slack's client would not send this input; undefined when it would. */
export function clientFault(block: Json, element: Json, state: Json): string | undefined {
  const value = state[fieldOf(String(element.type))];
  const empty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.';
  if (element.type === 'number_input') {
    const n = Number(value);
    if (Number.isNaN(n)) return 'Please enter a valid number.';
    if (element.is_decimal_allowed !== true && !Number.isInteger(n)) return 'Please enter a whole number.';
    if (element.min_value !== undefined && n < Number(element.min_value))
      return `Please enter a number of at least ${String(element.min_value)}.`;
    if (element.max_value !== undefined && n > Number(element.max_value))
      return `Please enter a number of at most ${String(element.max_value)}.`;
  }
  if (element.type === 'plain_text_input') {
    const length = lengthOf(String(value));
    const max = Number(element.max_length ?? slackLimits.inputLength);
    if (length > max) return `This entry must be at most ${max} characters.`;
    if (length < Number(element.min_length ?? 0))
      return `This entry must be at least ${String(element.min_length)} characters.`;
  }
  if (element.type === 'file_input') return filesFault(element, listOf(value));
  return undefined;
}

/** Slack's dialog does not let the person choose these. */
function filesFault(element: Json, files: Json[]): string | undefined {
  const most = Number(element.max_files ?? slackLimits.files);
  if (files.length > most) return `Please upload at most ${most} file${most === 1 ? '' : 's'}.`;
  const taken = Array.isArray(element.filetypes) ? element.filetypes.map(String) : [];
  const other = files.find((file) => taken.length > 0 && !taken.includes(extensionOf(String(file.name))));
  return other && `"${String(other.name)}" cannot be uploaded here; accepted: ${taken.join(', ')}.`;
}

function fieldOf(type: string): string {
  const multi = type.startsWith('multi_');
  if (type === 'checkboxes') return 'selected_options';
  if (/static_select|external_select/.test(type)) return multi ? 'selected_options' : 'selected_option';
  if (type === 'radio_buttons' || type === 'overflow') return 'selected_option';
  const entity = /(user|channel|conversation)s_select$/.exec(type)?.[1];
  if (entity) return multi ? `selected_${entity}s` : `selected_${entity}`;
  if (type === 'datepicker') return 'selected_date';
  if (type === 'timepicker') return 'selected_time';
  if (type === 'datetimepicker') return 'selected_date_time';
  if (type === 'file_input') return 'files';
  return type === 'rich_text_input' ? 'rich_text_value' : 'value';
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** `given`: the option's value, or the option as the client holds it. */
function optionOf(element: Json, given: unknown): Json {
  const value = isObject(given) ? given.value : given;
  const options = [
    ...listOf(element.options),
    ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
  ];
  const option = options.find((o) => o.value === String(value));
  // An external select loads its options from the app: the client knows only what it shows.
  if (!option && /external_select$/.test(String(element.type))) {
    const shown = [...listOf(element.initial_options), ...listOf([element.initial_option])];
    const held = isObject(given) && isObject(given.text) ? given : shown.find((o) => o.value === value);
    return held ?? { text: { type: 'plain_text', text: String(value) }, value: String(value) };
  }
  if (!option) {
    const accepted = options.map((o) => String(o.value)).join(', ');
    throw new BadValue(
      `"${String(element.action_id)}" has no option "${String(value)}"; accepted: ${accepted}`,
    );
  }
  return option;
}
