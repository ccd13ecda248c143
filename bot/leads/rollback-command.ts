import type { LeadBatch } from '../../ports/outreach.ts';
import { type Asked, noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { answered, recorded } from '../asking/recorded.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import {
  actions,
  clip,
  dateToken,
  heading,
  letters,
  type Message,
  mention,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { count, rollbackButton } from './batch-message.ts';
import { leadActions } from './lead-ref.ts';

const SHOWN = 12;

/** `/leads rollback [batch]`: what was imported or enriched lately, each with its button; for the person alone. */
export async function rollbackCommand(
  desk: OutreachDesk,
  asked: Asked,
  batch: string | null,
  t: LeadsTexts,
): Promise<void> {
  const work = noted(desk, asked).then(() =>
    desk.outreach.listLeadBatches({
      team_id: asked.teamId,
      person_id: asked.userId,
      file_hash: null,
      limit: 50,
    }),
  );
  const batches = await answered(desk, asked.to, t, work);
  if (!batches) return;
  const chosen =
    batch === null ? batches : batches.filter(({ batch_id }) => batch_id.startsWith(batch.toLowerCase()));
  if (batch !== null && chosen.length === 0) {
    await desk.tell(asked.to, letters(t.batch.notFound(clip(batch, 60))));
    return;
  }
  await desk.tell(asked.to, batchesMessage(chosen, t));
}

/** Pure. */
function batchesMessage(batches: LeadBatch[], t: LeadsTexts): Message {
  if (batches.length === 0) return { text: t.batch.listNone, blocks: [said(t.batch.listNone)] };
  return {
    text: t.batch.list,
    blocks: [
      heading(t.batch.list),
      ...batches.slice(0, SHOWN).flatMap((batch, i) => [
        words({ text: clip(batch.title, 100), bold: true }),
        small(
          [
            t.batch.line(
              batch.kind,
              mention(batch.person_id),
              dateToken(batch.created_at, t.locale),
              t.batch.status[batch.status],
            ),
            ...Object.entries(t.batch.codes)
              .flatMap(([code, line]) => (count(batch, code) > 0 ? [line(count(batch, code))] : []))
              .slice(0, 3),
          ].join(' · '),
        ),
        ...(['applied', 'failed'].includes(batch.status)
          ? [actions(`batch_${i}`, rollbackButton(batch, `${leadActions.rollback}:${i}`, t))]
          : []),
      ]),
    ],
  };
}

/** Roll back: recorded, then carried out by the loop, which tells the result in the channel. */
export function rollbackAction(desk: OutreachDesk) {
  return onRecordingPress(async (press, ack) => {
    const { leads: t } = await desk.textsFor(press.teamId);
    const work = noted(desk, press).then(() =>
      desk.outreach.startRollback(press.teamId, press.value, press.userId),
    );
    const answer = await recorded(desk, press.to, t, work, { ack });
    if (!answer) return;
    desk.log.info('lead_rollback_started', { user_id: press.userId, code: answer.outcome });
    const line = {
      started: t.batch.rollbackStarted,
      known: t.batch.known,
      not_allowed: t.batch.notAllowed,
      not_found: t.batch.notFound(clip(press.value, 60)),
      wrong_state: t.batch.wrongState,
    }[answer.outcome];
    await tellLine(desk, press.to, line);
  });
}
