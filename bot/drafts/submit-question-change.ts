import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { noted, onForm } from '../asking/press.ts';
import type { Recipient } from '../asking/tell.ts';
import type { ContentDesk } from '../content-desk.ts';
import { readNote } from '../review/read-note.ts';
import { answerQuestion, showAnswer } from './question-action.ts';
import { questionChangeOrigin } from './question-change-modal.ts';

/** The note of Change was sent: it answers the question, or the form stays open with what was typed. */
export function submitQuestionChange(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const origin = questionChangeOrigin.parse(JSON.parse(view.private_metadata));
    const read = readNote(view.state.values, texts);
    if ('error' in read) {
      return refuse({ note: read.error });
    }
    const to: Recipient = {
      user_id: userId,
      channel_id: origin.channel_id,
      thread_ts: origin.thread_ts ?? undefined,
    };
    const recorded = noted(desk, { teamId, userId: to.user_id })
      .then(() => answerQuestion(desk, origin.ref, to.user_id, 'change', read.note))
      .catch((error: unknown) => {
        if (noAnswer(error)) return null;
        throw error;
      });
    const outcome = await within(desk.clock, deadlines.form, recorded);
    if (outcome) {
      await ack();
      return showAnswer(desk, outcome, to, texts, read.note);
    }
    // Sending it again is safe: a question is answered once.
    await refuse({ note: texts.changes.errors.notRecorded });
    await recorded;
  });
}
