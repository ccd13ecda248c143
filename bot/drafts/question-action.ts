import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { AnswerOutcome } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onPress, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import type { Recipient } from '../asking/tell.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';
import { answerMessage } from './answer-message.ts';
import { questionChangeModal } from './question-change-modal.ts';
import { type QuestionRef, questionRef } from './question-ref.ts';
import { researchChangeModal } from './research-change-modal.ts';
import { questionsShown } from './research-plan-blocks.ts';

/** Go on, Use it and Discard: the database takes the answer to exactly the question of the button; every outcome is seen. */
export function answerAction(desk: ContentDesk, answer: 'go_on' | 'discard') {
  return onRecordingPress(async (press, ack) => {
    // The answer belongs into the thread; a response address would put it into the channel.
    const { teamId, userId, below: to } = press;
    const ref = questionRef.parse(JSON.parse(press.value));
    const work = noted(desk, press).then(() => answerQuestion(desk, ref, userId, answer, null));
    const texts = await desk.textsFor(teamId);
    const outcome = await recorded(desk, to, { outcome: silence(texts) }, work, { changed, ack });
    if (outcome !== undefined) await showAnswer(desk, outcome, to, texts, null);
  });
}

/** Change: asks what should be different; of a research the questions themselves can be edited. A question that is no longer open says so instead of letting the person write for nothing. */
export function changeQuestionAction(desk: ContentDesk) {
  return onPress(async ({ teamId, triggerId, value, message, below: to }) => {
    const ref = questionRef.parse(JSON.parse(value));
    const texts = await desk.textsFor(teamId);
    const job = await within(
      desk.clock,
      deadlines.firstLook,
      desk.content.getJob(ref.job).catch(() => null),
    );
    if (job && job.status !== 'awaiting_input') {
      const t = texts.answer;
      const isBusy = job.status === 'queued' || job.status === 'running';
      return tellLine(desk, to, isBusy ? t.busy : t.notOpen(texts.job.status[job.status]));
    }
    const origin = { ref, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null };
    const questions = questionsShown(message);
    const form =
      questions.length > 0
        ? researchChangeModal(origin, questions, texts)
        : questionChangeModal(origin, texts);
    await openForm(desk, { triggerId, to }, form, texts.changes);
  });
}

export async function answerQuestion(
  desk: ContentDesk,
  ref: QuestionRef,
  personId: string,
  answer: 'go_on' | 'change' | 'discard',
  note: string | null,
): Promise<AnswerOutcome> {
  const { job: job_id, number, hash } = ref;
  const outcome = await desk.content
    .answerQuestion({ job_id, number, hash, person_id: personId, answer, note })
    .catch((error: unknown): AnswerOutcome => {
      // A button of an older release, or forged: the question takes other answers.
      if (!isExpected(error, 'bad_answer')) throw error;
      return { outcome: 'not_found', job_status: null, question: null, channel_id: null };
    });
  desk.log.info('question_answered', { job_id, user_id: personId, code: outcome.outcome });
  if (changed(outcome)) {
    desk.hints.outbox.wake();
    desk.hints.jobs.wake();
  }
  return outcome;
}

/** What changed is seen on the question, which is redrawn; everything else is told to the person alone. */
export async function showAnswer(
  desk: ContentDesk,
  outcome: AnswerOutcome,
  to: Recipient,
  texts: Texts,
  note: string | null,
): Promise<void> {
  if (!changed(outcome)) await desk.tell(to, answerMessage(outcome, note, texts));
}

function changed(outcome: AnswerOutcome): boolean {
  return outcome.outcome === 'answered';
}

function silence({ review }: Texts) {
  return {
    takesLong: review.recordingTakesLong,
    recordedAfterAll: review.recordedAfterAll,
    notRecorded: review.notRecorded,
  };
}
