import type { KnownBlock } from '@slack/types';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, onPress, tellLine } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { adminAsks, memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { lastVersion, readBrand } from '../rules/read-setting.ts';
import type { Message } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { brandMessage } from './brand-message.ts';
import { brandModal, filledFrom } from './brand-modal.ts';

/** `/knowledge brand`. */
export async function brandCommand(desk: ContentDesk, asked: Asked, t: KnowledgeTexts): Promise<void> {
  const message = await brandPage(desk, asked, [], t);
  if (message) await desk.tell(asked.to, message);
}

/** Null: the person was told why there is none. */
export async function brandPage(
  desk: ContentDesk,
  asked: Asked,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): Promise<Message | null> {
  const reader = await memberAsks(desk, asked, t);
  if (!reader) return null;
  const reading = Promise.all([readBrand(desk, asked.teamId), lastVersion(desk, asked.teamId, 'brand_kit')]);
  const read = await answered(desk, asked.to, t, reading);
  if (!read) return null;
  const [kit, last] = read;
  return brandMessage({ kit, last, notice, isAdmin: reader.role === 'admin' }, t);
}

/** Propose a change: for admins, the form with the kit in force, in a channel where its samples can be shown. */
export function changeBrandAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const { channel_id, response_url = null } = press.to;
    if (channel_id === null || channel_id.startsWith('D'))
      return tellLine(desk, press.to, t.command.useAChannel);
    const reading = readBrand(desk, press.teamId).catch(() => undefined);
    const [kit, allowed] = await Promise.all([
      within(desk.clock, deadlines.look, reading),
      adminAsks(desk, press, t),
    ]);
    if (!allowed) return;
    if (kit === undefined) return tellLine(desk, press.to, t.command.notAnswered);
    const origin = { base: kit?.version ?? 0, channel_id, response_url };
    await openForm(desk, press, brandModal(filledFrom(kit), origin, [], t), t);
  });
}
