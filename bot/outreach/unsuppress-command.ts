import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer, nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, noted, onForm, tellLine } from '../asking/press.ts';
import { letters, mention, quoted, said, small } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { announce } from './announce.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { endReason, UNSUPPRESS, unsuppressModal, unsuppressOrigin } from './unsuppress-form.ts';

export { UNSUPPRESS };

/** What a select takes. */
const OFFERED = 100;

/** `/outreach unsuppress [words]`: for admins, who say why. */
export async function unsuppressCommand(
  desk: OutreachDesk,
  asked: Asked,
  words: string,
  t: OutreachTexts,
): Promise<void> {
  try {
    const list = await desk.outreach.listSuppressions(asked.teamId, asked.userId, words, OFFERED);
    if (list === null) return await tellLine(desk, asked.to, t.unsuppress.adminsOnly);
    if (list.total === 0) {
      await desk.tell(asked.to, letters(words === '' ? t.unsuppress.none : t.unsuppress.noneLike(words)));
      return;
    }
    await openForm(desk, asked, unsuppressModal({ channel_id: asked.to.channel_id }, list, t), t);
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, asked.to, t.command.notAnswered);
  }
}

export function submitUnsuppress(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const { channel_id } = unsuppressOrigin.parse(JSON.parse(view.private_metadata));
    const chosen = view.state.values.suppression?.suppression?.selected_option;
    const reason = (view.state.values.reason?.reason?.value ?? '').trim();
    if (!chosen) return refuse({ suppression: t.unsuppress.which });
    if (reason.length < endReason.min) return refuse({ reason: t.unsuppress.hint });
    const end = { team_id: teamId, person_id: userId, id: Number(chosen.value), reason };
    const ending = noted(desk, { teamId, userId })
      .then(() => desk.outreach.endSuppression(end))
      .catch(nullIfNoAnswer);
    const answer = await within(desk.clock, deadlines.form, ending);
    if (!answer) return refuse({ reason: t.suppress.notRecorded });
    if (answer.outcome === 'not_allowed') return refuse({ suppression: t.unsuppress.adminsOnly });
    if (answer.outcome === 'refused') return refuse({ reason: t.unsuppress.hint });
    if (answer.outcome === 'not_found') return refuse({ suppression: t.unsuppress.gone });
    await ack();
    desk.log.info('outreach_unsuppressed', { user_id: userId, code: answer.outcome });
    const done = t.unsuppress.done(mention(userId));
    const blocks = [
      said(done),
      quoted(chosen.text.text, 300),
      quoted(reason, endReason.max),
      small(t.unsuppress.stays),
    ];
    await announce(desk, { user_id: userId, channel_id }, { text: done, blocks });
  });
}
