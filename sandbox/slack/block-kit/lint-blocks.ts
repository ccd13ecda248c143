import {
  blockTypes,
  containerChildren,
  properties,
  type Surface,
  slackLimits,
  surfacesOf,
} from '../../../ports/slack-limits.ts';
import type { Json } from '../shapes.ts';
import { lengthOf, textsIn } from '../text.ts';
import { type FaultList, faultList, isObject, listOf } from './faults-of.ts';
import { lintChart, lintDataTable, lintVideo } from './lint-data-blocks.ts';
import { lintElement, lintImage } from './lint-element.ts';

/** Whether a file may be shown in an image block; false refuses the block, as Slack does while it is processing. */
export type FileCheck = (slackFile: Json) => boolean;

/**
 * What Slack would refuse in these blocks, each fault in Slack's words with a JSON pointer.
 *
 * @param root Pointer of the array, `/blocks` for a message.
 */
export function lintBlocks(
  blocks: unknown[],
  max: number,
  root: string,
  showsFile: FileCheck,
  surface: Surface = 'message',
): string[] {
  const list = faultList();
  list.most(blocks, max, root);
  const blockIds = new Set<unknown>();
  let markdown = 0;
  for (const [i, block] of blocks.entries()) {
    const at = `${root}/${i}`;
    if (!isObject(block)) {
      list.add('must be an object', at);
      continue;
    }
    if (!blockTypes.has(String(block.type)) || surfacesOf[String(block.type)]?.includes(surface) === false) {
      list.add(`unsupported type: ${String(block.type)}`, `${at}/type`);
      continue;
    }
    list.only(block, properties[String(block.type)], at);
    list.longest(block.block_id, slackLimits.id, `${at}/block_id`);
    if (block.block_id !== undefined) {
      if (blockIds.has(block.block_id))
        list.add(`\`block_id\` "${String(block.block_id)}" already exists`, `${at}/block_id`);
      blockIds.add(block.block_id);
    }
    if (block.type === 'markdown') markdown += lengthOf(String(block.text ?? ''));
    lintBlock(list, block, at);
    // A person uploads only in a form.
    if (surface !== 'modal' && isObject(block.element) && block.element.type === 'file_input')
      list.add('unsupported type: file_input', `${at}/element/type`);
    lintActionIds(list, block, at);
    lintFiles(list, block, at, showsFile);
  }
  if (blocks.filter((block) => isObject(block) && block.type === 'table').length > 1)
    list.add('only one table block is allowed', root);
  if (blocks.flatMap(focused).length > 1) list.add('only one element may have focus_on_load', root);
  if (markdown > slackLimits.markdown)
    list.add(`must be less than ${slackLimits.markdown + 1} characters`, root);
  return list.faults;
}

const focused = (block: unknown): Json[] =>
  (isObject(block) ? [block.element, block.accessory, ...listOf(block.elements)] : []).filter(
    (element): element is Json => isObject(element) && element.focus_on_load === true,
  );

function lintBlock(list: FaultList, block: Json, at: string) {
  switch (block.type) {
    case 'section': {
      if (block.text === undefined && block.fields === undefined)
        list.add('missing required field: text', at);
      if (block.text !== undefined)
        list.text(block.text, ['mrkdwn', 'plain_text'], slackLimits.text, `${at}/text`);
      list.most(block.fields, slackLimits.sectionFields, `${at}/fields`);
      for (const [i, field] of listOf(block.fields).entries())
        list.text(field, ['mrkdwn', 'plain_text'], slackLimits.sectionField, `${at}/fields/${i}`);
      if (block.fields !== undefined) list.atLeastOne(block.fields, `${at}/fields`);
      list.flag(block, 'expand', at);
      if (isObject(block.accessory)) lintElement(list, block.accessory, 'accessory', `${at}/accessory`);
      else if (block.accessory !== undefined) list.add('must be an object', `${at}/accessory`);
      return;
    }
    case 'header':
      return list.text(block.text, ['plain_text'], slackLimits.header, `${at}/text`);
    case 'image':
      return lintImage(list, block, at);
    case 'actions':
    case 'context':
    case 'context_actions': {
      list.atLeastOne(block.elements, `${at}/elements`);
      list.most(block.elements, mostElements[block.type], `${at}/elements`);
      for (const [i, element] of listOf(block.elements).entries())
        lintElement(list, element, block.type, `${at}/elements/${i}`);
      return;
    }
    case 'input': {
      list.flag(block, 'optional', at);
      list.flag(block, 'dispatch_action', at);
      list.text(block.label, ['plain_text'], slackLimits.inputLabel, `${at}/label`);
      if (block.hint !== undefined)
        list.text(block.hint, ['plain_text'], slackLimits.inputLabel, `${at}/hint`);
      if (!list.required(block, 'element', at) || !isObject(block.element)) return;
      return lintElement(list, block.element, 'input', `${at}/element`);
    }
    case 'markdown':
      if (list.required(block, 'text', at)) list.longest(block.text, slackLimits.markdown, `${at}/text`);
      return;
    case 'rich_text':
      return lintRichText(list, block, at);
    case 'alert':
      list.oneOf(block.level, ['default', 'info', 'warning', 'error', 'success'], `${at}/level`);
      return list.text(block.text, ['mrkdwn', 'plain_text'], slackLimits.alertText, `${at}/text`);
    case 'video':
      return lintVideo(list, block, at);
    case 'plan':
      return lintPlan(list, block, at);
    case 'task_card':
      return lintTask(list, block, at);
    case 'data_table':
      return lintDataTable(list, block, at);
    case 'data_visualization':
      return lintChart(list, block, at);
    case 'carousel': {
      list.atLeastOne(block.elements, `${at}/elements`);
      list.most(block.elements, slackLimits.carouselCards, `${at}/elements`);
      for (const [i, card] of listOf(block.elements).entries()) lintCard(list, card, `${at}/elements/${i}`);
      return;
    }
    case 'card':
      return lintCard(list, block, at);
    case 'container':
      return lintContainer(list, block, at);
    case 'table':
      return lintTable(list, block, at);
    default:
      return;
  }
}

const mostElements = {
  actions: slackLimits.actionsElements,
  context: slackLimits.contextElements,
  context_actions: slackLimits.contextActions,
};

function lintContainer(list: FaultList, container: Json, at: string) {
  if (container.title === undefined && container.rich_text_title === undefined)
    list.add('missing required field: title', at);
  if (isObject(container.rich_text_title))
    lintRichText(list, container.rich_text_title, `${at}/rich_text_title`);
  for (const name of ['is_collapsible', 'default_collapsed', 'has_header_divider'])
    list.flag(container, name, at);
  list.oneOf(container.width, ['narrow', 'standard', 'wide', 'full'], `${at}/width`);
  if (container.title !== undefined)
    list.text(container.title, ['plain_text'], slackLimits.containerTitle, `${at}/title`);
  if (container.subtitle !== undefined)
    list.text(container.subtitle, ['plain_text', 'mrkdwn'], slackLimits.containerTitle, `${at}/subtitle`);
  const children = container.child_blocks;
  list.atLeastOne(children, `${at}/child_blocks`);
  list.most(children, slackLimits.containerBlocks, `${at}/child_blocks`);
  for (const [i, child] of listOf(children).entries()) {
    const place = `${at}/child_blocks/${i}`;
    if (!containerChildren.has(String(child.type)))
      list.add(`unsupported type: ${String(child.type)}`, `${place}/type`);
    else {
      list.only(child, properties[String(child.type)], place);
      lintBlock(list, child, place);
    }
  }
}

/** As many cells in every row. */
function lintTable(list: FaultList, table: Json, at: string) {
  list.atLeastOne(table.rows, `${at}/rows`);
  list.most(table.rows, slackLimits.tableRows, `${at}/rows`);
  list.most(table.column_settings, slackLimits.tableColumns, `${at}/column_settings`);
  const rows: unknown[] = Array.isArray(table.rows) ? table.rows : [];
  const characters = textsIn(rows).reduce((sum, text) => sum + lengthOf(text), 0);
  if (characters > slackLimits.tableCharacters)
    list.add(`must be less than ${slackLimits.tableCharacters + 1} characters`, `${at}/rows`);
  for (const [i, row] of rows.entries()) {
    list.atLeastOne(row, `${at}/rows/${i}`);
    list.most(row, slackLimits.tableColumns, `${at}/rows/${i}`);
    if (Array.isArray(row) && Array.isArray(rows[0]) && row.length !== rows[0].length)
      list.add(`must have ${rows[0].length} cells, as the first row`, `${at}/rows/${i}`);
    for (const [j, cell] of listOf(row).entries())
      list.oneOf(cell.type ?? 'none', ['raw_text', 'raw_number', 'rich_text'], `${at}/rows/${i}/${j}/type`);
  }
}

const richTexts = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

function lintRichText(list: FaultList, node: Json, at: string): void {
  list.atLeastOne(node.elements, `${at}/elements`);
  for (const [i, element] of listOf(node.elements).entries()) {
    const place = `${at}/elements/${i}`;
    list.whole(element, 'indent', 0, slackLimits.listIndent, place);
    list.oneOf(
      element.type ?? 'none',
      node.type === 'rich_text_list' ? ['rich_text_section'] : richTexts,
      `${place}/type`,
    );
    if (element.type === 'rich_text_list') {
      list.oneOf(element.style ?? 'none', ['bullet', 'ordered'], `${place}/style`);
      lintRichText(list, element, place);
    } else
      for (const [j, leaf] of listOf(element.elements).entries())
        if (leaf.type === 'text' && leaf.text === '')
          list.add('must be more than 0 characters', `${place}/elements/${j}/text`);
  }
}

const states = ['pending', 'in_progress', 'complete', 'error'];

function lintTask(list: FaultList, task: Json, at: string) {
  for (const name of ['task_id', 'title', 'status'])
    if (list.required(task, name, at)) list.longest(task[name], slackLimits.text, `${at}/${name}`);
  list.oneOf(task.status, states, `${at}/status`);
  for (const name of ['details', 'output'])
    if (isObject(task[name])) lintRichText(list, task[name], `${at}/${name}`);
  for (const [i, source] of listOf(task.sources).entries()) {
    list.oneOf(source.type ?? 'none', ['url'], `${at}/sources/${i}/type`);
    for (const name of ['url', 'text']) list.required(source, name, `${at}/sources/${i}`);
    list.longest(source.url, slackLimits.url, `${at}/sources/${i}/url`);
  }
}

function lintPlan(list: FaultList, plan: Json, at: string) {
  if (list.required(plan, 'title', at)) list.longest(plan.title, slackLimits.text, `${at}/title`);
  list.most(plan.tasks, slackLimits.planTasks, `${at}/tasks`);
  for (const [i, task] of listOf(plan.tasks).entries()) lintTask(list, task, `${at}/tasks/${i}`);
}

function lintCard(list: FaultList, card: Json, at: string) {
  list.only(card, properties.card, at);
  if (['hero_image', 'title', 'body', 'actions'].every((name) => card[name] === undefined))
    list.add('missing required field: one of hero_image, title, body, actions', at);
  for (const name of ['hero_image', 'icon'])
    if (isObject(card[name])) lintImage(list, card[name], `${at}/${name}`);
  const text = (field: string, max: number) => {
    if (card[field] !== undefined) list.text(card[field], ['mrkdwn', 'plain_text'], max, `${at}/${field}`);
  };
  text('title', slackLimits.cardTitle);
  text('subtitle', slackLimits.cardTitle);
  text('body', slackLimits.cardBody);
  text('subtext', slackLimits.cardSubtext);
  list.most(card.actions, slackLimits.cardButtons, `${at}/actions`);
  for (const [i, button] of listOf(card.actions).entries()) {
    list.oneOf(button.type ?? 'none', ['button'], `${at}/actions/${i}/type`);
    lintElement(list, button, 'actions', `${at}/actions/${i}`);
  }
}

function lintActionIds(list: FaultList, block: Json, at: string) {
  const seen = new Set<unknown>();
  for (const [i, element] of listOf(block.elements).entries()) {
    if (element.action_id === undefined) continue;
    if (seen.has(element.action_id))
      list.add(
        `\`action_id\` "${String(element.action_id)}" already exists for another interactive element in this message`,
        `${at}/elements/${i}/action_id`,
      );
    seen.add(element.action_id);
  }
}

function lintFiles(list: FaultList, node: Json, at: string, showsFile: FileCheck): void {
  if (isObject(node.slack_file) && !showsFile(node.slack_file))
    list.add('invalid slack file', `${at}/slack_file`);
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries())
        if (isObject(item)) lintFiles(list, item, `${at}/${key}/${i}`, showsFile);
    } else if (isObject(value) && key !== 'slack_file') lintFiles(list, value, `${at}/${key}`, showsFile);
  }
}
