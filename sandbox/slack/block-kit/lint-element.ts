import { elementTypes, properties, slackLimits, untypedProperties } from '../../../ports/slack-limits.ts';
import type { Json } from '../shapes.ts';
import { type FaultList, isObject, listOf } from './faults-of.ts';

export function lintElement(list: FaultList, element: Json, place: string, at: string) {
  const type = String(element.type);
  if (!elementTypes[place]?.has(type)) return list.add(`unsupported type: ${type}`, `${at}/type`);
  list.only(element, properties[type], at);
  list.flag(element, 'focus_on_load', at);
  list.longest(element.action_id, slackLimits.id, `${at}/action_id`);
  list.longest(element.accessibility_label, slackLimits.accessibilityLabel, `${at}/accessibility_label`);
  if (element.placeholder !== undefined)
    list.text(element.placeholder, ['plain_text'], slackLimits.placeholder, `${at}/placeholder`);
  if (element.confirm !== undefined) lintConfirm(list, element.confirm, `${at}/confirm`);

  if (type === 'button' || type === 'workflow_button') {
    list.text(element.text, ['plain_text'], slackLimits.buttonText, `${at}/text`);
    list.longest(element.value, slackLimits.buttonValue, `${at}/value`);
    list.longest(element.url, slackLimits.url, `${at}/url`);
    list.oneOf(element.style, ['primary', 'danger'], `${at}/style`);
    if (typeof element.url === 'string' && !/^[a-z][a-z0-9+.-]*:./i.test(element.url))
      list.add('invalid url', `${at}/url`);
  }
  if (type === 'mrkdwn' || type === 'plain_text')
    list.text(element, ['mrkdwn', 'plain_text'], slackLimits.text, at);
  if (type === 'image') lintImage(list, element, at);
  if (type === 'static_select' || type === 'multi_static_select') lintChoices(list, element, at);
  if (type === 'overflow') lintOptions(list, element.options, slackLimits.overflowOptions, `${at}/options`);
  if (type === 'checkboxes' || type === 'radio_buttons') {
    lintOptions(list, element.options, slackLimits.choices, `${at}/options`, ['plain_text', 'mrkdwn']);
    lintInitial(list, element, listOf(element.options), at);
  }
  if (type.startsWith('multi_')) list.whole(element, 'max_selected_items', 1, slackLimits.options, at);
  if (type.endsWith('external_select'))
    list.whole(element, 'min_query_length', 0, slackLimits.inputLength, at);
  if (/conversations_select$/.test(type) && element.filter !== undefined)
    lintFilter(list, element.filter, `${at}/filter`);
  if (type === 'datepicker')
    written(list, element, 'initial_date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, at);
  if (type === 'timepicker') written(list, element, 'initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, at);
  if (type === 'datetimepicker') list.whole(element, 'initial_date_time', 1e9, 9_999_999_999, at);
  if (type === 'plain_text_input') lintTextInput(list, element, at);
  if (type === 'number_input') lintNumberInput(list, element, at);
  if (type === 'file_input') {
    list.whole(element, 'max_files', 1, slackLimits.files, at);
    if (element.filetypes !== undefined) list.atLeastOne(element.filetypes, `${at}/filetypes`);
  }
}

function lintFilter(list: FaultList, filter: unknown, at: string) {
  if (!isObject(filter)) return list.add('must be an object', at);
  list.only(filter, untypedProperties.filter, at);
  for (const name of ['exclude_external_shared_channels', 'exclude_bot_users']) list.flag(filter, name, at);
  if (filter.include === undefined) return;
  list.atLeastOne(filter.include, `${at}/include`);
  for (const [i, kind] of (Array.isArray(filter.include) ? filter.include : []).entries())
    list.oneOf(kind, ['im', 'mpim', 'private', 'public'], `${at}/include/${i}`);
}

/**
 * What an app answers to `block_suggestion`.
 *
 * @returns What Slack would refuse in it.
 */
export function lintOffer(answer: Json, list: FaultList): string[] {
  if (answer.options === undefined && answer.option_groups === undefined)
    list.add('missing required field: options', '');
  // An empty list is an answer: nothing was found.
  else if (!Array.isArray(answer.options) || answer.options.length > 0 || answer.option_groups !== undefined)
    lintChoices(list, answer, '');
  return list.faults;
}

function lintTextInput(list: FaultList, element: Json, at: string) {
  list.whole(element, 'min_length', 0, slackLimits.inputLength, at);
  list.whole(element, 'max_length', 1, slackLimits.inputLength, at);
  const max = Number(element.max_length ?? slackLimits.inputLength);
  if (Number(element.min_length ?? 0) > max) list.add('min_length must not be more than max_length', at);
  list.longest(element.initial_value, max, `${at}/initial_value`);
  list.flag(element, 'multiline', at);
}

/** Its numbers are texts. */
function lintNumberInput(list: FaultList, element: Json, at: string) {
  list.required(element, 'is_decimal_allowed', at);
  const [min, max, initial] = ['min_value', 'max_value', 'initial_value'].map((name) => {
    if (element[name] === undefined) return undefined;
    const value = typeof element[name] === 'string' ? Number(element[name] || Number.NaN) : Number.NaN;
    if (Number.isNaN(value)) list.add('must be a number, as text', `${at}/${name}`);
    return value;
  });
  if (min !== undefined && max !== undefined && min > max)
    list.add('min_value must not be more than max_value', at);
  if (initial !== undefined && (initial < (min ?? initial) || initial > (max ?? initial)))
    list.add('must be between min_value and max_value', `${at}/initial_value`);
}

function lintChoices(list: FaultList, element: Json, at: string) {
  const { options, option_groups: groups } = element;
  if (options !== undefined && groups !== undefined)
    return list.add('only one of options and option_groups is allowed', at);
  if (groups === undefined) lintOptions(list, options, slackLimits.options, `${at}/options`);
  else {
    list.atLeastOne(groups, `${at}/option_groups`);
    list.most(groups, slackLimits.optionGroups, `${at}/option_groups`);
  }
  for (const [i, group] of listOf(groups).entries()) {
    const place = `${at}/option_groups/${i}`;
    list.only(group, untypedProperties.optionGroup, place);
    list.text(group.label, ['plain_text'], slackLimits.optionGroupLabel, `${place}/label`);
    lintOptions(list, group.options, slackLimits.options, `${place}/options`);
  }
  const all = groups === undefined ? listOf(options) : listOf(groups).flatMap((g) => listOf(g.options));
  lintInitial(list, element, all, at);
}

/** What is chosen from the start is one of the options, to the letter. */
function lintInitial(list: FaultList, element: Json, options: Json[], at: string) {
  const chosen =
    element.initial_option === undefined ? listOf(element.initial_options) : [element.initial_option];
  if (element.initial_options !== undefined)
    list.atLeastOne(element.initial_options, `${at}/initial_options`);
  const known = (one: unknown) =>
    options.some((option) => isObject(one) && option.value === one.value && same(option.text, one.text));
  if (!chosen.every(known)) list.add('initial option(s) must be among the options', at);
}

const same = (a: unknown, b: unknown): boolean => isObject(a) && isObject(b) && a.text === b.text;

function written(list: FaultList, element: Json, name: string, form: RegExp, at: string) {
  if (element[name] !== undefined && !form.test(String(element[name])))
    list.add('invalid format', `${at}/${name}`);
}

/** `image_url` or `slack_file`, and always an alt text. */
export function lintImage(list: FaultList, image: Json, at: string) {
  if (list.required(image, 'alt_text', at))
    list.longest(image.alt_text, slackLimits.altText, `${at}/alt_text`);
  if (image.title !== undefined)
    list.text(image.title, ['plain_text'], slackLimits.imageTitle, `${at}/title`);
  list.longest(image.image_url, slackLimits.url, `${at}/image_url`);
  if (image.image_url === undefined && image.slack_file === undefined)
    list.add('missing required field: image_url', at);
  if (typeof image.image_url === 'string' && !/^https?:\/\//.test(image.image_url))
    list.add('invalid url', `${at}/image_url`);
}

function lintOptions(
  list: FaultList,
  options: unknown,
  max: number,
  at: string,
  texts: ('plain_text' | 'mrkdwn')[] = ['plain_text'],
) {
  list.atLeastOne(options, at);
  list.most(options, max, at);
  for (const [i, option] of listOf(options).entries()) {
    list.only(option, untypedProperties.option, `${at}/${i}`);
    list.text(option.text, texts, slackLimits.optionText, `${at}/${i}/text`);
    list.longest(option.value, slackLimits.optionValue, `${at}/${i}/value`);
    if (list.required(option, 'value', `${at}/${i}`) && option.value === '')
      list.add('must be more than 0 characters', `${at}/${i}/value`);
    if (option.description !== undefined)
      list.text(option.description, texts, slackLimits.optionText, `${at}/${i}/description`);
  }
}

function lintConfirm(list: FaultList, confirm: unknown, at: string) {
  if (!isObject(confirm)) return list.add('must be a confirm object', at);
  list.only(confirm, untypedProperties.confirm, at);
  list.oneOf(confirm.style, ['primary', 'danger'], `${at}/style`);
  list.text(confirm.title, ['plain_text'], slackLimits.confirmTitle, `${at}/title`);
  list.text(confirm.text, ['plain_text', 'mrkdwn'], slackLimits.confirmText, `${at}/text`);
  list.text(confirm.confirm, ['plain_text'], slackLimits.confirmButton, `${at}/confirm`);
  list.text(confirm.deny, ['plain_text'], slackLimits.confirmButton, `${at}/deny`);
}
