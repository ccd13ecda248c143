import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { planLineRef } from './plan-actions.ts';
import { outcomeLine } from './plan-press.ts';
import { plannedForm, plannedOrigin, readPlanned } from './planned-form.ts';

/** Change: a form with the brief as it stands now; one that can no longer be changed says so instead. */
export function changePlannedAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(planLineRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    const { teamId, userId, below: to } = press;
    const texts = await desk.textsFor(teamId);
    const [person, outcome] = await Promise.all([
      desk.knowPerson(teamId, userId).catch(() => null),
      within(
        desk.clock,
        deadlines.look,
        desk.content
          .readPlanned({ job_id: ref.job, number: ref.number, person_id: userId })
          .catch(() => undefined),
      ),
    ]);
    if (outcome === undefined) return tellLine(desk, to, texts.plans.answer.notAnswered);
    const [line] = outcome.lines;
    const refused = outcomeLine(outcome, texts);
    if (refused !== null) return tellLine(desk, to, refused);
    if (!line) return tellLine(desk, to, texts.plans.answer.notFound);
    const origin = {
      ref: { ...ref, revision: line.revision },
      channel_id: to.channel_id,
      thread_ts: to.thread_ts ?? null,
      zone: person?.tz ?? 'UTC',
    };
    await openForm(desk, { triggerId: press.triggerId, to }, plannedForm(origin, line, texts), texts.changes);
  });
}

/** The form of Change was sent: it closes, or stays open with what was typed. */
export function submitPlanned(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const { ref, zone } = plannedOrigin.parse(JSON.parse(view.private_metadata));
    const read = readPlanned(view.state.values, { now: desk.clock.now(), zone }, texts);
    if ('errors' in read) return refuse(read.errors);
    const { job: job_id, number, revision } = ref;
    const work = noted(desk, { teamId, userId })
      .then(() =>
        desk.content.changePlanned({
          job_id,
          number,
          revision,
          person_id: userId,
          action: 'change',
          brief: read.brief,
        }),
      )
      .catch(nullIfNoAnswer);
    const outcome = await within(desk.clock, deadlines.form, work);
    // Sending it again is safe: the line is changed from what the person saw, once.
    if (!outcome) return refuse({ topic: texts.changes.errors.notRecorded });
    desk.log.info('planned_brief_changed', { job_id, user_id: userId, code: outcome.outcome });
    if (outcome.outcome !== 'done') return refuse({ topic: texts.plans.changeForm.errors[outcome.outcome] });
    desk.hints.outbox.wake();
    await ack();
  });
}
