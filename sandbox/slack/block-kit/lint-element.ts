import type { Json } from '../shapes.ts';
import { type FaultList, isObject, listOf } from './faults-of.ts';
import { elementTypes, limits } from './limits.ts';

export function lintElement(list: FaultList, element: Json, place: string, at: string) {
  const type = String(element.type);
  if (!elementTypes[place]?.has(type)) return list.add(`unsupported type: ${type}`, `${at}/type`);
  list.longest(element.action_id, limits.id, `${at}/action_id`);
  list.longest(element.accessibility_label, limits.accessibilityLabel, `${at}/accessibility_label`);
  if (element.placeholder !== undefined)
    list.text(element.placeholder, ['plain_text'], limits.placeholder, `${at}/placeholder`);
  if (element.confirm !== undefined) lintConfirm(list, element.confirm, `${at}/confirm`);

  if (type === 'button' || type === 'workflow_button') {
    list.text(element.text, ['plain_text'], limits.buttonText, `${at}/text`);
    list.longest(element.value, limits.buttonValue, `${at}/value`);
    list.longest(element.url, limits.url, `${at}/url`);
    if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger')
      list.add('must be one of: primary, danger', `${at}/style`);
  }
  if (type === 'mrkdwn' || type === 'plain_text')
    list.text(element, ['mrkdwn', 'plain_text'], limits.text, at);
  if (type === 'image') lintImage(list, element, at);
  if (type === 'static_select' || type === 'multi_static_select') {
    if (element.option_groups === undefined)
      lintOptions(list, element.options, limits.options, `${at}/options`);
    for (const [i, group] of listOf(element.option_groups).entries())
      lintOptions(list, group.options, limits.options, `${at}/option_groups/${i}/options`);
  }
  if (type === 'overflow') lintOptions(list, element.options, limits.overflowOptions, `${at}/options`);
  if (type === 'checkboxes' || type === 'radio_buttons')
    lintOptions(list, element.options, limits.choices, `${at}/options`);
  if (type === 'plain_text_input') {
    const max = Number(element.max_length ?? limits.inputLength);
    if (max < 1 || max > limits.inputLength)
      list.add(`must be between 1 and ${limits.inputLength}`, `${at}/max_length`);
    list.longest(element.initial_value, max, `${at}/initial_value`);
  }
  if (type === 'file_input') {
    const most = Number(element.max_files ?? limits.files);
    if (!Number.isInteger(most) || most < 1 || most > limits.files)
      list.add(`must be between 1 and ${limits.files}`, `${at}/max_files`);
    if (element.filetypes !== undefined) list.atLeastOne(element.filetypes, `${at}/filetypes`);
  }
  if (type === 'number_input') list.required(element, 'is_decimal_allowed', at);
}

/** `image_url` or `slack_file`, and always an alt text. */
export function lintImage(list: FaultList, image: Json, at: string) {
  if (list.required(image, 'alt_text', at)) list.longest(image.alt_text, limits.altText, `${at}/alt_text`);
  if (image.title !== undefined) list.text(image.title, ['plain_text'], limits.imageTitle, `${at}/title`);
  list.longest(image.image_url, limits.url, `${at}/image_url`);
  if (image.image_url === undefined && image.slack_file === undefined)
    list.add('missing required field: image_url', at);
  if (typeof image.image_url === 'string' && !/^https?:\/\//.test(image.image_url))
    list.add('invalid url', `${at}/image_url`);
}

function lintOptions(list: FaultList, options: unknown, max: number, at: string) {
  list.atLeastOne(options, at);
  list.most(options, max, at);
  for (const [i, option] of listOf(options).entries()) {
    list.text(option.text, ['plain_text', 'mrkdwn'], limits.optionText, `${at}/${i}/text`);
    list.longest(option.value, limits.optionValue, `${at}/${i}/value`);
    if (option.description !== undefined)
      list.text(option.description, ['plain_text', 'mrkdwn'], limits.optionText, `${at}/${i}/description`);
  }
}

function lintConfirm(list: FaultList, confirm: unknown, at: string) {
  if (!isObject(confirm)) return list.add('must be a confirm object', at);
  list.text(confirm.title, ['plain_text'], limits.confirmTitle, `${at}/title`);
  list.text(confirm.text, ['plain_text', 'mrkdwn'], limits.confirmText, `${at}/text`);
  list.text(confirm.confirm, ['plain_text'], limits.confirmButton, `${at}/confirm`);
  list.text(confirm.deny, ['plain_text'], limits.confirmButton, `${at}/deny`);
}
