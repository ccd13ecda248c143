import { fold } from '../reading/words.ts';
import type { Language } from '../wire.ts';
import type { DraftPart, UnderstandingTask } from '../wire-understanding.ts';
import { answerQuestion } from './answer-question.ts';
import { classifyClause } from './classify-clause.ts';
import { meansAll, missingPart, partsNamed } from './find-part.ts';
import { partName } from './phrase-wish.ts';
import { planWish } from './plan-wish.ts';
import type { Planned } from './planned.ts';
import { replyWords } from './reply-words.ts';
import { splitClauses } from './split-clauses.ts';

export interface WishesRead {
  planned: Planned[];
  /** What cannot be done, in words for the person. */
  problems: string[];
  questions: string[];
  answers: string[];
  senses: Set<string>;
}

const another =
  /\b(?:outr[oa]s?|diferente|another|different|something else|refac\w+|refaz\w+|reescrev\w+|rewrite|redo)\b/;

/** Reads messages clause by clause, oldest first: a later one may take back what an earlier one asked for. Questions are
 * answered in the language that they were `asked` in. */
export function readWishes(
  messages: string[],
  task: UnderstandingTask,
  { asked, says }: { asked: Language; says: Language },
): WishesRead {
  const read: WishesRead = { planned: [], problems: [], questions: [], answers: [], senses: new Set() };
  const own = replyWords[says];
  const say = (problem: string) => {
    if (!read.problems.includes(problem)) read.problems.push(problem);
  };
  for (const message of messages) {
    // "Seção 2: mais curta, sem a lista" names its part once for the whole line.
    let spoken: DraftPart[] = [];
    for (const clause of splitClauses(message)) {
      const named = partsNamed(clause, task.parts);
      const sense = classifyClause(clause, task.waits_for);
      read.senses.add(sense.is);
      if (sense.is === 'keep') {
        read.planned =
          named.length > 0 ? read.planned.filter((p) => p.part === null || !named.includes(p.part)) : [];
      } else if (sense.is === 'question') {
        read.questions.push(clause);
        read.answers.push(answerQuestion(clause, task, asked));
      } else if (sense.is === 'change') {
        const gone = missingPart(clause, task.parts);
        if (gone !== undefined && named.length === 0) say(own.noPart(gone));
        else if (sense.wish.do === 'cannot') say(sense.wish.of === 'brand' ? own.brand : own.cannot);
        else if (sense.wish.do === 'vague') {
          const target = named[0] ?? null;
          // A carousel's reviewer may say "another slide 3": that is a wish with a place. "Better" is none.
          if (task.kind === 'carousel' && target && another.test(fold(clause)))
            read.planned.push({ wish: sense.wish, part: target, clause });
          else say(target ? own.vague(partName(target, task.kind, says)) : own.unclear);
        } else {
          const plan = planWish(
            clause,
            sense.wish,
            named.length > 0 || meansAll(clause) ? named : spoken,
            task,
          );
          if ('noSource' in plan) say(own.noSource(plan.noSource));
          else if ('noPart' in plan) say(own.noPart(plan.noPart));
          else read.planned.push(...plan.planned);
        }
      }
      if (named.length > 0) spoken = named;
    }
  }
  return read;
}
