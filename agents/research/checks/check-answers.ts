import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { partText } from '../../drafting/parts/plain-text.ts';
import { cognatesOf } from '../../drafting/topic/cognates-of.ts';
import { rootOf } from '../../drafting/topic/root-of.ts';
import { angleWords, smallWords } from '../../drafting/topic/small-words.ts';
import { plainWords, rootsIn } from '../../drafting/topic/subject.ts';
import type { Report } from '../state.ts';
import type { Facts } from './facts.ts';

/** Share of a question's words that its finding has to say, in any form, in its text or in what it quotes. */
const MIN_SAID = 0.4;

/** Words of a question about what is told, not about what it is told of. */
const asking = new Set(
  'fonte fontes source sources documento documentos document documents dizem say says segundo according'.split(
    ' ',
  ),
);

/** Findings that do not say what their question is about: an answer to another question reads well too. Pure. */
export function checkAnswers(
  { findings }: Pick<Report, 'findings'>,
  { questions, passages }: Pick<Facts, 'questions' | 'passages'>,
): Finding[] {
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  return findings.flatMap((part) => {
    const question = questions.find(({ id }) => id === part.question_id)?.text ?? '';
    const wanted = [...new Set(plainWords(question))].filter(
      (word) => !smallWords.has(word) && !angleWords.has(word) && !asking.has(word),
    );
    const cited = part.evidence.flatMap((e) => [e.quote, titles.get(e.passage_id) ?? '']);
    const said = rootsIn([part.heading, partText(part), ...cited].join('\n'));
    const held = wanted.filter((word) => [word, ...cognatesOf(word)].some((form) => said.has(rootOf(form))));
    const isAnswered = wanted.length === 0 || held.length >= Math.max(1, wanted.length * MIN_SAID);
    return isAnswered ? [] : [findingOf(part.id, 'question_unanswered', { question }, false)];
  });
}
