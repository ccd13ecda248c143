import { within } from '../../platform/within.ts';
import type { StopAnswer, StopOutcome } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, onRecordingPress, tellLine, toThread } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { adminAsks, adminMentions } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { dateToken, mention } from '../slack/blocks.ts';
import { amountOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';
import { type StopRef, stopRef } from './budget-stop-message.ts';
import { fieldOfUnit, raiseModal, raiseOrigin, readRaise } from './raise-modal.ts';

/** Go on, Finish and Stop at a cap: the database takes the answer to exactly the stop of the button. */
export function stopAction(desk: ContentDesk, answer: Exclude<StopAnswer, 'raise'>) {
  return onRecordingPress(async (press, ack) => {
    const { teamId, userId, below: to } = press;
    const ref = stopRef.parse(JSON.parse(press.value));
    const work = noted(desk, press).then(() => answerStop(desk, ref, userId, { answer }));
    const texts = await desk.textsFor(teamId);
    const { recordingTakesLong: takesLong, recordedAfterAll, notRecorded } = texts.review;
    const silence = { outcome: { takesLong, recordedAfterAll, notRecorded } };
    const outcome = await recorded(desk, to, silence, work, {
      changed: (done) => done.outcome === 'answered',
      ack,
    });
    if (outcome === undefined || outcome.outcome === 'answered') return;
    await tellLine(desk, to, await whyNot(desk, teamId, answer, outcome, texts));
  });
}

/** Raise: asks an admin by how much. A stop that is decided says so instead. */
export function raiseAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const { teamId, triggerId, value, below: to } = press;
    const ref = stopRef.parse(JSON.parse(value));
    const texts = await desk.textsFor(teamId);
    const [isAdmin, stop] = await Promise.all([
      adminAsks(desk, { ...press, to }, texts.team),
      within(
        desk.clock,
        deadlines.firstLook,
        desk.content.getBudgetStop(ref.job, ref.number).catch(() => null),
      ),
    ]);
    if (!isAdmin) return;
    if (!stop) return tellLine(desk, to, texts.team.command.notAnswered);
    if (stop.status !== 'open') {
      const outcome = { outcome: 'already_answered' as const, job_status: null, channel_id: null, stop };
      return tellLine(desk, to, await whyNot(desk, teamId, 'raise', outcome, texts));
    }
    const origin = { ref, unit: stop.unit, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null };
    await openForm(desk, { triggerId, to }, raiseModal(origin, stop, texts), texts.team);
  });
}

/** The amount was sent: the cap is raised, or the form stays open with what is wrong. */
export function submitRaise(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const t = texts.stops;
    const { ref, unit, ...place } = raiseOrigin.parse(JSON.parse(view.private_metadata));
    const read = readRaise(view.state.values, unit, t);
    if ('errors' in read) return refuse(read.errors);
    const refused = (line: string) => refuse({ [fieldOfUnit(unit)]: line });
    const saving = noted(desk, { teamId, userId })
      .then(() => answerStop(desk, ref, userId, { answer: 'raise', ...read.amount }))
      .catch(nullIfNoAnswer);
    const outcome = await within(desk.clock, deadlines.form, saving);
    // Sending it again is safe: a stop is answered once.
    if (!outcome) return refused(t.form.errors.notRecorded);
    if (outcome.outcome === 'too_little') {
      return refused(t.form.errors.tooLittle(amountOf(unit, outcome.stop?.missing ?? 0, t)));
    }
    await ack();
    if (outcome.outcome === 'answered') return;
    await tellLine(desk, toThread(place, userId), await whyNot(desk, teamId, 'raise', outcome, texts));
  });
}

async function answerStop(
  desk: ContentDesk,
  { job: job_id, number }: StopRef,
  person_id: string,
  given: { answer: StopAnswer; usd?: number | null; tokens?: number | null },
): Promise<StopOutcome> {
  const outcome = await desk.content.answerBudgetStop({
    job_id,
    number,
    person_id,
    usd: null,
    tokens: null,
    ...given,
  });
  desk.log.info('budget_stop_answered', { job_id, user_id: person_id, code: outcome.outcome });
  if (outcome.outcome === 'answered') {
    desk.hints.outbox.wake();
    desk.hints.jobs.wake();
  }
  return outcome;
}

/** Why a press changed nothing, for the person alone. */
async function whyNot(
  desk: ContentDesk,
  teamId: string,
  answer: StopAnswer,
  { outcome, stop, job_status }: StopOutcome,
  texts: Texts,
): Promise<string> {
  const t = texts.stops.answers;
  const missing = () => amountOf(stop?.unit ?? 'tokens', stop?.missing ?? 0, texts.stops);
  switch (outcome) {
    case 'already_answered': {
      if (stop?.answered_by && stop.answered_at)
        return t.alreadyAnswered(mention(stop.answered_by), dateToken(stop.answered_at, texts.locale));
      const names: Record<string, string> = texts.job.status;
      return texts.stops.closed(names[job_status ?? ''] ?? '?');
    }
    case 'superseded':
      return t.superseded;
    case 'not_allowed':
      return answer === 'raise' ? t.adminsOnly(await adminMentions(desk, teamId, texts.team)) : t.notYours;
    case 'nothing_to_finish':
      return t.nothingToFinish;
    case 'no_room':
    case 'too_little':
      return t.noRoom(missing());
    case 'not_found':
      return t.notFound;
    case 'answered':
      return texts.review.recordedAfterAll;
  }
}
