import { clip } from '../grounding/clip.ts';
import { plainLine } from '../grounding/plain-line.ts';
import { verifyQuote } from '../grounding/verify-quote.ts';
import type { JudgementAnswer } from './answers.ts';
import type { Finding } from './state.ts';
import type { JudgementTask } from './tasks.ts';

/** More is noise. */
const MAX_FINDINGS = 20;

/**
 * What a model's judgement comes to. Pure.
 *
 * A finding whose words do not stand in the article is dropped: the model made them up. What breaks a rule that blocks
 * has to be repaired; the rest is for the approver to weigh.
 */
export function readJudgement(
  answer: JudgementAnswer,
  { title, parts, rules }: Pick<JudgementTask, 'title' | 'parts' | 'rules'>,
): { issues: Finding[]; warnings: Finding[] } {
  const texts = [
    { id: 'title', text: title },
    ...parts.map(({ id, heading, markdown }) => ({
      id,
      // Marks of citations and of emphasis stand between the words that a reader sees.
      text: `${heading}\n${markdown}`.replace(/\[\^\d+\]|\*\*|__/g, ''),
    })),
  ];
  const found = { issues: [] as Finding[], warnings: [] as Finding[] };
  for (const { part, rule, quote, message } of answer.findings.slice(0, MAX_FINDINGS)) {
    const stands = ({ text }: { text: string }) => verifyQuote(bare(quote), text).status === 'exact';
    const at = texts.find((t) => t.id === part && stands(t)) ?? texts.find(stands);
    if (!at) continue;
    const broken = rules.rules.find((r) => r.id === rule);
    const isHard = broken?.severity === 'block';
    const said = plainLine(`${message} ("${clip(bare(quote), 120)}")`);
    const code = broken ? 'house_rule' : 'editor';
    const list = isHard ? found.issues : found.warnings;
    list.push({ part: at.id, code, message: said, told: said, hard: isHard });
  }
  return found;
}

const bare = (quote: string): string => quote.replace(/\[\^\d+\]|\*\*|__/g, '').trim();
