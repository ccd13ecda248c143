import type { Evidence } from '../../../ports/content.ts';
import type { ResearchNote } from '../../../ports/model-tasks.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { partText } from '../../drafting/parts/plain-text.ts';
import { clip } from '../../text/clip.ts';
import { numbersIn, numbersMissingFrom } from '../../text/numbers-in.ts';
import type { Report } from '../state.ts';
import type { Facts } from './facts.ts';

/**
 * Findings that tell one side of a contradiction as if it were all. A finding that cites one side, or says its number,
 * cites the other one too. Pure.
 */
export function checkConflicts(
  { findings }: Pick<Report, 'findings'>,
  { conflicts, passages }: Pick<Facts, 'conflicts' | 'passages'>,
): Finding[] {
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  return findings.flatMap((part) =>
    conflicts
      .filter(({ question_id }) => question_id === part.question_id)
      .flatMap(({ sides }) => {
        const told = sides.map((side) => tells(part, side));
        if (told.every(Boolean) || !told.some(Boolean)) return [];
        const [said, other] = [sides[told.indexOf(true)], sides[told.indexOf(false)]];
        if (!said || !other) return [];
        const title = titles.get(other.evidence[0]?.passage_id ?? '') ?? '';
        const params = { said: clip(said.claim, 160), other: clip(other.claim, 160), title };
        return [findingOf(part.id, 'contradiction_hidden', params, true)];
      }),
  );
}

/** By its quote, or by every number of it in the text. */
function tells(part: Report['findings'][number], side: ResearchNote): boolean {
  if (side.evidence.some((e) => cites(part.evidence, e))) return true;
  const text = partText(part);
  const quote = side.evidence.map((e) => e.quote).join(' ');
  return numbersIn(quote).length > 0 && numbersMissingFrom(quote, [text]).length === 0;
}

const cites = (cited: readonly Evidence[], { passage_id, quote }: Evidence): boolean =>
  cited.some(
    (one) => one.passage_id === passage_id && (one.quote.includes(quote) || quote.includes(one.quote)),
  );
