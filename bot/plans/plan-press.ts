import type { PlanLine, PlanOutcome } from '../../ports/content.ts';
import { noted, onRecordingPress, type Press, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import type { ContentDesk } from '../content-desk.ts';
import { dateToken, mention } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { planLineRef, planLinesRef } from './plan-actions.ts';

/** Start: one brief, as it looked. */
export function startPlannedAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(planLineRef, press.value);
    if (ref === null) return tellOldButton(desk, press, ack);
    const { job, number, revision } = ref;
    await act(desk, press, ack, () => start(desk, press, job, [{ number, revision }]));
  });
}

/** Start all: every brief that was to be started, as it looked. */
export function startAllAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(planLinesRef, press.value);
    if (ref === null) return tellOldButton(desk, press, ack);
    const lines = ref.lines.map(([number, revision]) => ({ number, revision }));
    await act(desk, press, ack, () => start(desk, press, ref.job, lines));
  });
}

/** Drop, and Restore of what was dropped. */
export function dropPlannedAction(desk: ContentDesk, action: 'drop' | 'restore') {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(planLineRef, press.value);
    if (ref === null) return tellOldButton(desk, press, ack);
    const { job: job_id, number, revision } = ref;
    await act(desk, press, ack, () =>
      desk.content.changePlanned({ job_id, number, revision, person_id: press.userId, action }),
    );
  });
}

function start(
  desk: ContentDesk,
  { userId }: Press,
  job_id: string,
  lines: { number: number; revision: number }[],
): Promise<PlanOutcome> {
  return desk.content.startPlanned({ job_id, person_id: userId, lines });
}

/** Every outcome is seen: what changed on the card, the rest by the person alone. */
async function act(
  desk: ContentDesk,
  press: Press,
  ack: () => Promise<void>,
  work: () => Promise<PlanOutcome>,
): Promise<void> {
  const { teamId, userId, below: to } = press;
  const texts = await desk.textsFor(teamId);
  const done = noted(desk, press).then(work);
  const { recordingTakesLong: takesLong, recordedAfterAll, notRecorded } = texts.review;
  const outcome = await recorded(desk, to, { outcome: { takesLong, recordedAfterAll, notRecorded } }, done, {
    changed: (o) => o.outcome === 'done',
    ack,
    unanswered: texts.plans.answer.notAnswered,
  });
  if (outcome === undefined) return;
  desk.log.info('plan_pressed', { user_id: userId, code: outcome.outcome });
  if (outcome.outcome === 'done') {
    desk.hints.outbox.wake();
    desk.hints.jobs.wake();
  }
  const line = outcomeLine(outcome, texts);
  if (line !== null) await tellLine(desk, to, line);
}

/** Why a press changed nothing; null: the card shows what it changed. Pure. */
export function outcomeLine({ outcome, lines, job_status }: PlanOutcome, texts: Texts): string | null {
  const t = texts.plans.answer;
  switch (outcome) {
    case 'done':
      return null;
    case 'changed':
      return t.changed;
    case 'started': {
      const line: PlanLine | undefined = lines.find((one) => one.status === 'started');
      return t.started(mention(line?.person_id ?? '?'), dateToken(line?.at ?? '', texts.locale) || '?');
    }
    case 'dropped':
      return t.dropped;
    case 'not_allowed':
      return t.notAllowed;
    case 'closed': {
      const names: Record<string, string> = texts.job.status;
      return t.closed(names[job_status ?? ''] ?? '?');
    }
    case 'not_found':
      return t.notFound;
  }
}
