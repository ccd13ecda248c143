import type { Json } from '../shapes.ts';
import { lengthOf } from '../text.ts';
import { type FaultList, faultList, isObject, listOf } from './faults-of.ts';
import { blockTypes, limits } from './limits.ts';
import { lintElement, lintImage } from './lint-element.ts';

/** Whether a file may be shown in an image block; false refuses the block, as Slack does while it is processing. */
export type FileCheck = (slackFile: Json) => boolean;

/**
 * What Slack would refuse in these blocks, each fault in Slack's words with a JSON pointer.
 *
 * @param root Pointer of the array, `/blocks` for a message.
 */
export function lintBlocks(blocks: unknown[], max: number, root: string, showsFile: FileCheck): string[] {
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
    if (!blockTypes.has(String(block.type))) {
      list.add(`unsupported type: ${String(block.type)}`, `${at}/type`);
      continue;
    }
    list.longest(block.block_id, limits.id, `${at}/block_id`);
    if (block.block_id !== undefined) {
      if (blockIds.has(block.block_id))
        list.add(`\`block_id\` "${String(block.block_id)}" already exists`, `${at}/block_id`);
      blockIds.add(block.block_id);
    }
    if (block.type === 'markdown') markdown += lengthOf(String(block.text ?? ''));
    lintBlock(list, block, at);
    lintActionIds(list, block, at);
    lintFiles(list, block, at, showsFile);
  }
  if (markdown > limits.markdown) list.add(`must be less than ${limits.markdown + 1} characters`, root);
  return list.faults;
}

function lintBlock(list: FaultList, block: Json, at: string) {
  switch (block.type) {
    case 'section': {
      if (block.text === undefined && block.fields === undefined)
        list.add('missing required field: text', at);
      if (block.text !== undefined)
        list.text(block.text, ['mrkdwn', 'plain_text'], limits.text, `${at}/text`);
      list.most(block.fields, limits.sectionFields, `${at}/fields`);
      for (const [i, field] of listOf(block.fields).entries())
        list.text(field, ['mrkdwn', 'plain_text'], limits.sectionField, `${at}/fields/${i}`);
      if (isObject(block.accessory)) lintElement(list, block.accessory, 'accessory', `${at}/accessory`);
      return;
    }
    case 'header':
      return list.text(block.text, ['plain_text'], limits.header, `${at}/text`);
    case 'image':
      return lintImage(list, block, at);
    case 'actions':
    case 'context':
    case 'context_actions': {
      list.atLeastOne(block.elements, `${at}/elements`);
      list.most(
        block.elements,
        block.type === 'actions' ? limits.actionsElements : limits.contextElements,
        `${at}/elements`,
      );
      for (const [i, element] of listOf(block.elements).entries())
        lintElement(list, element, block.type, `${at}/elements/${i}`);
      return;
    }
    case 'input': {
      list.text(block.label, ['plain_text'], limits.inputLabel, `${at}/label`);
      if (block.hint !== undefined) list.text(block.hint, ['plain_text'], limits.inputLabel, `${at}/hint`);
      if (!list.required(block, 'element', at) || !isObject(block.element)) return;
      return lintElement(list, block.element, 'input', `${at}/element`);
    }
    case 'markdown':
      if (list.required(block, 'text', at)) list.longest(block.text, limits.markdown, `${at}/text`);
      return;
    case 'rich_text':
      list.atLeastOne(block.elements, `${at}/elements`);
      return;
    case 'carousel': {
      list.atLeastOne(block.elements, `${at}/elements`);
      list.most(block.elements, limits.carouselCards, `${at}/elements`);
      for (const [i, card] of listOf(block.elements).entries()) lintCard(list, card, `${at}/elements/${i}`);
      return;
    }
    case 'card':
      return lintCard(list, block, at);
    case 'table': {
      list.atLeastOne(block.rows, `${at}/rows`);
      list.most(block.rows, limits.tableRows, `${at}/rows`);
      if (Array.isArray(block.rows))
        for (const [i, row] of block.rows.entries()) list.most(row, limits.tableColumns, `${at}/rows/${i}`);
      return;
    }
    default:
      return;
  }
}

function lintCard(list: FaultList, card: Json, at: string) {
  const text = (field: string, max: number) => {
    if (card[field] !== undefined) list.text(card[field], ['mrkdwn', 'plain_text'], max, `${at}/${field}`);
  };
  text('title', limits.cardTitle);
  text('subtitle', limits.cardTitle);
  text('body', limits.cardBody);
  list.most(card.actions, limits.cardButtons, `${at}/actions`);
  for (const [i, button] of listOf(card.actions).entries())
    lintElement(list, button, 'actions', `${at}/actions/${i}`);
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
