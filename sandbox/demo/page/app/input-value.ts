import { isJson, readOptions, str } from './block-kit.ts';
import type { Json } from './types.ts';

/** What a form field holds: text, the value of an option, or values of several. */
export type FieldValue = string | string[] | null;

/** @param here The channel that the person looks at, for `default_to_current_conversation`. */
export function initialValue(element: Json, here = ''): FieldValue {
  const type = str(element.type);
  if (Array.isArray(element.initial_options)) {
    return element.initial_options.filter(isJson).map((option) => str(option.value));
  }
  const several = element.initial_users ?? element.initial_conversations ?? element.initial_channels;
  if (Array.isArray(several)) return several.map(str);
  if (here !== '' && element.default_to_current_conversation === true && !element.initial_conversation)
    return type.startsWith('multi_') ? [here] : here;
  if (type === 'checkboxes' || type === 'file_input' || type.startsWith('multi_')) return [];
  if (isJson(element.initial_option)) return str(element.initial_option.value);
  const plain =
    element.initial_value ??
    element.initial_date ??
    element.initial_time ??
    element.initial_date_time ??
    element.initial_user ??
    element.initial_channel ??
    element.initial_conversation;
  if (typeof plain === 'string' || typeof plain === 'number') return String(plain);
  return '';
}

/**
 * What Slack's client itself refuses before it sends a form.
 *
 * @returns The message under the field, or null.
 */
export function missingValue(block: Json, value: FieldValue): string | null {
  const element = isJson(block.element) ? block.element : {};
  const isEmpty = value === null || value.length === 0 || (typeof value === 'string' && value.trim() === '');
  if (isEmpty) return block.optional === true ? null : 'Please complete this required field.';
  if (typeof value !== 'string') return null;
  const length = [...value].length;
  if (typeof element.max_length === 'number' && length > element.max_length) {
    return `Please use at most ${element.max_length} characters; these are ${length}.`;
  }
  if (typeof element.min_length === 'number' && length < element.min_length) {
    return `Please use at least ${element.min_length} characters.`;
  }
  if (element.type === 'number_input') return numberProblem(element, value);
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()))
    return 'Please enter a whole email address, such as name@example.com.';
  if (element.type === 'url_text_input' && !URL.canParse(value.trim()))
    return 'Please enter a whole address, such as https://example.com.';
  if (element.type === 'static_select' || element.type === 'radio_buttons') {
    return readOptions(element).some((option) => option.value === value) ? null : 'Please choose an option.';
  }
  return null;
}

function numberProblem(element: Json, value: string): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  const least = limit(element.min_value);
  const most = limit(element.max_value);
  if (least !== null && number < least) return `Please enter a number of at least ${least}.`;
  if (most !== null && number > most) return `Please enter a number of at most ${most}.`;
  return null;
}

/** Slack takes limits as strings. */
function limit(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? Number(value) : null;
}
