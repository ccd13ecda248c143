import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { within } from '../../platform/within.ts';
import { noAnswer } from '../asking/no-answer.ts';
import type { Recipient } from '../asking/tell.ts';
import type { Desk } from '../desk.ts';
import { readNote } from '../review/read-note.ts';
import { answerQuestion, showAnswer } from './question-action.ts';
import { questionChangeOrigin } from './question-change-modal.ts';

/** Slack waits 3 s for the answer to a form. */
const ANSWER_MS = 2400;

/** The note of Change was sent: it answers the question, or the form stays open with what was typed. */
export function submitQuestionChange(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const teamId = body.team?.id ?? view.team_id;
    const texts = await desk.textsFor(teamId);
    const origin = questionChangeOrigin.parse(JSON.parse(view.private_metadata));
    const read = readNote(view.state.values, texts);
    if ('error' in read) {
      await ack({ response_action: 'errors', errors: { note: read.error } });
      return;
    }
    const to: Recipient = {
      user_id: body.user.id,
      channel_id: origin.channel_id,
      thread_ts: origin.thread_ts ?? undefined,
    };
    const recorded = desk
      .knowPerson(teamId, to.user_id)
      .catch(() => null)
      .then(() => answerQuestion(desk, origin.ref, to.user_id, 'change', read.note))
      .catch((error: unknown) => {
        if (noAnswer(error)) return null;
        throw error;
      });
    const outcome = await within(desk.clock, ANSWER_MS, recorded);
    if (outcome) {
      await ack();
      return showAnswer(desk, outcome, to, texts, read.note);
    }
    // Sending it again is safe: a question is answered once.
    await ack({ response_action: 'errors', errors: { note: texts.changes.errors.notRecorded } });
    await recorded;
  };
}
