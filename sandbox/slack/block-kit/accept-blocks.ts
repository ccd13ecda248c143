import { slackLimits } from '../../../ports/slack-limits.ts';
import { newId } from '../ids.ts';
import type { Json } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { lengthOf } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import { isObject, listOf } from './faults-of.ts';
import { type FileCheck, lintBlocks } from './lint-blocks.ts';

/**
 * Blocks of a message as Slack would store them: checked, with the ids that the app left out.
 *
 * @throws {SlackError} `invalid_blocks_format`, `invalid_blocks` or `msg_blocks_too_long`.
 */
export function acceptBlocks(ws: Workspace, given: unknown): Json[] {
  if (!Array.isArray(given)) throw new SlackError('invalid_blocks_format');
  const faults = lintBlocks(given, slackLimits.messageBlocks, '/blocks', fileCheck(ws));
  if (faults.length > 0) throw invalid('invalid_blocks', faults);
  const blocks = listOf(given);
  if (blocks.reduce((sum, block) => sum + characters(block), 0) > slackLimits.messageCharacters)
    throw new SlackError('msg_blocks_too_long');
  return withIds(blocks);
}

export function invalid(code: string, faults: string[]): SlackError {
  const messages = faults.map((fault) => `[ERROR] ${fault}`);
  return new SlackError(code, { errors: faults, response_metadata: { messages } });
}

/** An image block may show a file only once it is processed, and only a picture. */
export const fileCheck =
  (ws: Workspace): FileCheck =>
  (slackFile) => {
    const fromUrl = /\/(?:private|files)\/(F[0-9A-Z]+)/.exec(String(slackFile.url ?? ''))?.[1];
    const file = ws.files.get(String(slackFile.id ?? fromUrl ?? ''));
    return file?.state === 'ready' && /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  };

/** Slack gives ids to blocks and elements that came without. */
export function withIds(blocks: Json[]): Json[] {
  const interactive = (element: Json): Json =>
    element.action_id === undefined && element.type !== 'image' && typeof element.type === 'string'
      ? { ...element, action_id: newId('', 5) }
      : element;
  const card = (one: Json): Json =>
    Array.isArray(one.actions) ? { ...one, actions: listOf(one.actions).map(interactive) } : one;
  return blocks.map((block) => ({
    ...(block.type === 'card' ? card(block) : block),
    block_id: block.block_id ?? newId('', 5),
    ...(block.type === 'carousel' ? { elements: listOf(block.elements).map(card) } : {}),
    ...(block.type === 'container' ? { child_blocks: withIds(listOf(block.child_blocks)) } : {}),
    ...(block.type === 'actions' ? { elements: listOf(block.elements).map(interactive) } : {}),
    ...(isObject(block.accessory) ? { accessory: interactive(block.accessory) } : {}),
    ...(block.type === 'input' && isObject(block.element) ? { element: interactive(block.element) } : {}),
  }));
}

function characters(node: Json): number {
  let sum = 0;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'text' && typeof value === 'string') sum += lengthOf(value);
    else if (Array.isArray(value)) for (const item of value) sum += isObject(item) ? characters(item) : 0;
    else if (isObject(value)) sum += characters(value);
  }
  return sum;
}
