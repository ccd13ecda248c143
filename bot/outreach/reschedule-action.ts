import { isExpected } from '../../platform/errors.ts';
import { instantOf, isZone, localOf } from '../../platform/local-time.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, tellLine } from '../asking/press.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { safeText } from '../slack/blocks.ts';
import { actionRef } from './action-ref.ts';
import { leadName } from './describe-action.ts';
import { outcomeLine } from './outcome-line.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { RESCHEDULE, rescheduleModal, rescheduleOrigin } from './reschedule-modal.ts';
import { when } from './when.ts';

export { RESCHEDULE };

const HOUR_MS = 3_600_000;

/** Reschedule: asks for a date and a time on the person's own clocks. */
export function rescheduleAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const ref = actionRef.parse(JSON.parse(press.value));
    const { outreach: t } = await desk.textsFor(press.teamId);
    const looked = desk.outreach.getAction(ref.action).catch(() => undefined);
    const [person, action] = await Promise.all([
      desk.knowPerson(press.teamId, press.userId).catch(() => null),
      within(desk.clock, deadlines.look, looked),
    ]);
    if (action === undefined) return tellLine(desk, press.to, t.command.notAnswered);
    if (action === null) return tellLine(desk, press.to, t.outcome.notFound);
    const zone = person && isZone(person.tz) ? person.tz : 'UTC';
    const planned = Date.parse(action.scheduled_for ?? '');
    const initial = Number.isNaN(planned) ? desk.clock.now() + HOUR_MS : planned;
    const origin = { ref, zone, channel_id: press.to.channel_id, name: leadName(action) };
    await openForm(desk, press, rescheduleModal(origin, localOf(initial, zone), t), t);
  });
}

/** Date and time were sent. The database has the last word on the past and on what is too far ahead: its clock counts. */
export function submitReschedule(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse: refuseWith, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const { ref, zone, channel_id, name } = rescheduleOrigin.parse(JSON.parse(view.private_metadata));
    const refuse = (text: string) => refuseWith({ time: text });
    const { values } = view.state;
    const date = values.date?.date?.selected_date ?? '';
    const time = values.time?.time?.selected_time ?? '';
    const instant = instantOf(date, time, zone);
    if (!instant) return refuse(t.reschedule.errors.missing);
    if (instant.moved) {
      const next = localOf(instant.at, zone);
      return refuse(t.reschedule.errors.noSuchTime(`${next.date} ${next.time}`));
    }
    const at = new Date(instant.at).toISOString();
    const work = noted(desk, { teamId, userId })
      .then(() => desk.outreach.rescheduleAction(ref.action, userId, at))
      .catch((error: unknown) => {
        if (noAnswer(error)) return t.outcome.notRecorded;
        if (isExpected(error, 'bad_time')) return t.reschedule.errors.badTime;
        const code = refusedAs(desk, error);
        if (code !== null) return t.command.refused(code);
        throw error;
      });
    const outcome = await within(desk.clock, deadlines.form, work);
    if (outcome === undefined || typeof outcome === 'string') {
      return refuse(outcome ?? t.outcome.notRecorded);
    }
    await ack();
    desk.log.info('outreach_rescheduled', {
      action_id: ref.action,
      user_id: userId,
      code: outcome.outcome,
    });
    desk.hints.outbox.wake();
    const line = outcomeLine(outcome, t) ?? t.outcome.rescheduled(safeText(name, 150), when(at, t) || at);
    await tellLine(desk, { user_id: userId, channel_id }, line);
  });
}
