import { createHash } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { maxResearchQuestions } from '../../ports/content.ts';
import { field, modal } from '../asking/form-parts.ts';
import { typedWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { QuestionChangeOrigin } from './question-change-modal.ts';

export const RESEARCH_CHANGE = 'research_change';

/** Sub-questions of one research, and characters of one. */
const questionLines = { max: maxResearchQuestions, length: 300 } as const;
const INPUT_MAX = 3000;

/** The questions to edit, one in each line; without an answer nothing changes. */
export function researchChangeModal(
  origin: QuestionChangeOrigin,
  questions: string[],
  texts: Texts,
): ModalView {
  const t = texts.research.changeForm;
  const initial_value = clip(questions.join('\n'), INPUT_MAX);
  return modal(
    RESEARCH_CHANGE,
    { ...origin, shown: digest(questions) },
    { title: t.title, submit: texts.changes.submit, close: texts.changes.close },
    [
      field(
        'questions',
        t.label,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: INPUT_MAX,
          focus_on_load: true,
          ...(initial_value === '' ? {} : { initial_value }),
        },
        { hint: t.hint },
      ),
    ],
  );
}

/**
 * The whole new list as the note that the agent reads, a numbered line for each question; or what is wrong.
 *
 * @param shown Digest of the questions that the form was opened with.
 */
export function readQuestions(
  values: Record<string, Record<string, { value?: string | null | undefined }>>,
  shown: string | undefined,
  texts: Texts,
): { note: string } | { error: string } {
  const t = texts.research.changeForm.errors;
  const questions = (values.questions?.questions?.value ?? '')
    .split('\n')
    .map((line) => typedWords(line).replace(/^(?:\d{1,2}[.)]|[-–•*])\s+/u, ''))
    .filter((line) => line !== '');
  if (questions.length === 0) return { error: t.none };
  if (questions.length > questionLines.max) return { error: t.tooMany(questions.length, questionLines.max) };
  const long = questions.findIndex((line) => [...line].length > questionLines.length);
  if (long >= 0) {
    return { error: t.tooLong(long + 1, [...(questions[long] ?? '')].length, questionLines.length) };
  }
  if (digest(questions) === shown) return { error: t.same };
  return { note: questions.map((line, at) => `${at + 1}. ${line}`).join('\n') };
}

/** A form comes back with 3000 characters of its origin, and the questions may be as long. */
function digest(questions: string[]): string {
  return createHash('sha256').update(questions.map(typedWords).join('\n')).digest('hex').slice(0, 16);
}
