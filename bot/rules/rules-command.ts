import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { readPress } from '../asking/press.ts';
import { answered } from '../documents/answered.ts';
import { readValue, rulesPlace } from '../documents/knowledge-actions.ts';
import type { Asked, KnowledgeDesk } from '../documents/knowledge-desk.ts';
import { redraw } from '../documents/redraw.ts';
import { tellOldButton } from '../documents/tell-old-button.ts';
import { memberAsks } from '../documents/who-asks.ts';
import type { Message } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { lastVersion, readRules } from './read-setting.ts';
import { rulesMessage } from './rules-message.ts';

/** `/knowledge rules`. */
export async function rulesCommand(desk: KnowledgeDesk, asked: Asked, t: KnowledgeTexts): Promise<void> {
  const message = await rulesPage(desk, asked, 0, [], t);
  if (message) await desk.tell(asked.to, message);
}

/** A press on Previous or More rules. */
export function turnRules(desk: KnowledgeDesk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    await ack();
    const press = readPress(body);
    const place = readValue(rulesPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const message = await rulesPage(desk, press, place.offset, [], t);
    if (message) await redraw(desk, press.to, message);
  };
}

/** Null: the person was told why there is none. */
export async function rulesPage(
  desk: KnowledgeDesk,
  asked: Asked,
  offset: number,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): Promise<Message | null> {
  const reader = await memberAsks(desk, asked, t);
  if (!reader) return null;
  const reading = Promise.all([
    readRules(desk, asked.teamId),
    lastVersion(desk, asked.teamId, 'house_rules'),
  ]);
  const read = await answered(desk, asked.to, t, reading);
  if (!read) return null;
  const [rules, last] = read;
  return rulesMessage({ rules, last, offset, notice, isAdmin: reader.role === 'admin' }, t);
}
