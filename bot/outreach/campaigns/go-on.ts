import { z } from 'zod';
import { within } from '../../../platform/within.ts';
import { deadlines } from '../../asking/deadlines.ts';
import { nullIfNoAnswer } from '../../asking/no-answer.ts';
import { openForm } from '../../asking/open-form.ts';
import { noted, onForm, onPress } from '../../asking/press.ts';
import type { OutreachDesk } from '../outreach-desk.ts';
import { GO_ON, goOnForm, messageRef } from './go-on-form.ts';

export { GO_ON };

/** Below a message that stopped a campaign and was none for it: asks from when the campaign goes on. */
export function goOnAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    await openForm(desk, press, goOnForm(messageRef.parse(JSON.parse(press.value)), t), t);
  });
}

/** The line of the message shows what came of it, for all. */
export function submitGoOn(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const { event } = messageRef.parse(JSON.parse(view.private_metadata));
    const not_before = view.state.values.date?.date?.selected_date ?? null;
    const letting = noted(desk, { teamId, userId })
      .then(() =>
        desk.outreach.letCampaignGoOn({ team_id: teamId, event_id: event, person_id: userId, not_before }),
      )
      .catch(nullIfNoAnswer);
    const answer = await within(desk.clock, deadlines.form, letting);
    // Sending it again is safe: what was let go on answers as before.
    if (!answer) return refuse({ date: t.outcome.notRecorded });
    desk.log.info('campaign_went_on', { user_id: userId, code: answer.outcome });
    if (answer.outcome !== 'done') {
      const errors: Record<string, string> = t.campaigns.goOn.errors;
      const reason = z.string().catch('gone').parse(answer.reason);
      return refuse({ date: (Object.hasOwn(errors, reason) ? errors[reason] : undefined) ?? reason });
    }
    await ack();
    desk.hints.outbox.wake();
  });
}
