import type { KnownBlock } from '@slack/types';
import { type Asked, onPress, readValue, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Message } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { countProposals, lastVersion, readRules } from './read-setting.ts';
import { rulesMessage } from './rules-message.ts';
import { rulesPlace } from './setting-actions.ts';

/** `/knowledge rules`. */
export async function rulesCommand(desk: ContentDesk, asked: Asked, t: KnowledgeTexts): Promise<void> {
  const message = await rulesPage(desk, asked, 0, [], t);
  if (message) await desk.tell(asked.to, message);
}

/** A press on Previous or More rules. */
export function turnRules(desk: ContentDesk) {
  return onPress(async (press) => {
    const place = readValue(rulesPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const message = await rulesPage(desk, press, place.offset, [], t);
    if (message) await redraw(desk, press.to, message);
  });
}

/** Null: the person was told why there is none. */
export async function rulesPage(
  desk: ContentDesk,
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
    countProposals(desk, asked),
  ]);
  const read = await answered(desk, asked.to, t, reading);
  if (!read) return null;
  const [rules, last, proposals] = read;
  return rulesMessage({ rules, last, proposals, offset, notice, isAdmin: reader.role === 'admin' }, t);
}
