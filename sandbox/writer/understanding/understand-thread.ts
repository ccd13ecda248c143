import { even } from '../reading/even-text.ts';
import type { Understanding, UnderstandingTask } from '../wire-understanding.ts';
import { isCourtesy, isToSomebody } from './classify-clause.ts';
import { partsNamed } from './find-part.ts';
import { messageLanguage } from './message-language.ts';
import { readWishes } from './read-wishes.ts';
import { replyWords } from './reply-words.ts';
import { toChanges } from './to-changes.ts';

/** An imperative, or a wish put as one's own. */
const tells =
  /^(?:por favor,? |please,? )?(?:fac\w+|deix\w+|mud[ae]|us[ae]|ponha|coloqu\w+|de|tent[ea]|diga|diz|escrev\w+|quer(?:o|ia)|gostaria|precis\w+|falta\w*|make|let|use|try|put|give|say|write|turn|set|i (?:want|need|would like)|i'd like|we (?:want|need)|it (?:needs|should|must))\b/;
const isTold = (text: string): boolean => tells.test(even(text).trim());

/**
 * Says what people's messages want. Literal: what simple words do not tell is asked back, and nothing is changed that
 * nobody asked to change.
 */
export function understandThread(task: UnderstandingTask): Understanding {
  const messages = task.messages.map((m) => m.text).filter((text) => !isToSomebody(text));
  const asked = messageLanguage(messages.join('\n'), task.language);
  const says = task.reply_language ?? asked;
  const read = readWishes(messages, task, { asked, says });
  const own = replyWords[says];
  const none = { changes: [], answer: null };
  if (read.planned.length > 0) {
    const { changes, understood } = toChanges(read.planned, task, says);
    const more = [...read.problems, ...read.answers.map((a) => own.besides(a))];
    return {
      intent: 'change',
      understood: [understood, ...more].join(' '),
      changes,
      answer: read.answers.length > 0 ? read.answers.join('\n') : null,
    };
  }
  const [problem] = read.problems;
  if (problem !== undefined) return { intent: 'unclear', understood: problem, ...none };
  if (read.senses.has('approval')) return { intent: 'approval', understood: own.decision, ...none };
  if (read.answers.length > 0) {
    const understood = own.question(read.questions.join(' ').slice(0, 300));
    return { intent: 'question', understood, changes: [], answer: read.answers.join('\n') };
  }
  if (read.senses.has('unclear')) return { intent: 'unclear', understood: own.notYet, ...none };
  if (read.senses.has('go_on')) return { intent: 'go_on', understood: own.goOn, ...none };
  // Who tells somebody to do something, or names a part, wants something of the draft.
  const wants = messages.some(
    (text) => !isCourtesy(text) && (isTold(text) || partsNamed(text, task.parts).length > 0),
  );
  return wants && !read.senses.has('keep')
    ? { intent: 'unclear', understood: own.cannot, ...none }
    : { intent: 'other', understood: '', ...none };
}
