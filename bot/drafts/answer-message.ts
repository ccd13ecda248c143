import type { AnswerOutcome } from '../../ports/content.ts';
import { dateToken, type Message, mention, quoted, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** Why a press on a question changed nothing, for the person who pressed; a note is given back. Pure. */
export function answerMessage(outcome: AnswerOutcome, note: string | null, texts: Texts): Message {
  const line = sentence(outcome, texts);
  const given = note === null ? [] : [said(texts.review.yourNote), quoted(note, 2900)];
  return { text: line, blocks: [said(line), ...given] };
}

function sentence({ outcome, question, job_status }: AnswerOutcome, texts: Texts): string {
  const t = texts.answer;
  switch (outcome) {
    case 'already_answered': {
      if (question?.answered_by && question.answered_at) {
        return t.alreadyAnswered(
          mention(question.answered_by),
          dateToken(question.answered_at, texts.locale),
        );
      }
      const names: Record<string, string> = texts.job.status;
      const isBusy = job_status === 'queued' || job_status === 'running';
      return isBusy ? t.busy : t.notOpen(names[job_status ?? ''] ?? '?');
    }
    case 'superseded':
      return t.superseded;
    case 'not_allowed':
      return question?.content.kind === 'brand_kit' ? t.adminsOnly : t.notYours;
    case 'stale':
      return t.stale;
    case 'not_found':
      return t.notFound;
    case 'answered':
      return texts.review.recordedAfterAll;
  }
}
