import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { noted, onForm, toThread } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { readNote } from '../review/read-note.ts';
import type { Texts } from '../texts/texts.ts';
import { answerQuestion, showAnswer } from './question-action.ts';
import { QUESTION_CHANGE, type QuestionChangeOrigin, questionChangeOrigin } from './question-change-modal.ts';
import type { FormValues } from './read-form.ts';
import { RESEARCH_CHANGE, readQuestions } from './research-change-modal.ts';

interface ChangeForm {
  form: string;
  /** The field that a fault stands under. */
  field: string;
  read(values: FormValues, origin: QuestionChangeOrigin, texts: Texts): { note: string } | { error: string };
}

/** What should be different, in a sentence. */
export const changeSentence: ChangeForm = {
  form: QUESTION_CHANGE,
  field: 'note',
  read: (values, _, texts) => readNote(values, texts),
};

/** The questions of a research, as they should be. */
export const changeQuestions: ChangeForm = {
  form: RESEARCH_CHANGE,
  field: 'questions',
  read: (values, { shown }, texts) => readQuestions(values, shown, texts),
};

/** The form of Change was sent: it answers the question, or stays open with what was typed. */
export function submitQuestionChange(desk: ContentDesk, { field, read: readForm }: ChangeForm) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const origin = questionChangeOrigin.parse(JSON.parse(view.private_metadata));
    const read = readForm(view.state.values, origin, texts);
    if ('error' in read) {
      return refuse({ [field]: read.error });
    }
    const to = toThread(origin, userId);
    const recorded = noted(desk, { teamId, userId: to.user_id })
      .then(() => answerQuestion(desk, origin.ref, to.user_id, 'change', read.note))
      .catch(nullIfNoAnswer);
    const outcome = await within(desk.clock, deadlines.form, recorded);
    if (outcome) {
      await ack();
      return showAnswer(desk, outcome, to, texts, read.note);
    }
    // Sending it again is safe: a question is answered once.
    await refuse({ [field]: texts.changes.errors.notRecorded });
    await recorded;
  });
}
