import type { ResearchDraft } from '../../ports/content.ts';
import type { Statement } from '../drafting/evidence/statement.ts';
import { statementsOfParts } from '../drafting/parts/statements-of-parts.ts';
import { partsOf } from './parts-of-report.ts';

type Told = Pick<ResearchDraft, 'title' | 'summary' | 'findings' | 'contradictions' | 'uncertain'>;

/**
 * All that a report says, with what it may rest on: the summary sums up its findings, and cites as they do. A contradiction
 * rests on both of its sides; what is uncertain may have no quote at all. Pure.
 */
export function statementsOfReport(report: Told): Statement<string>[] {
  const said = { parts: partsOf(report), titles: [{ part: 'title', text: report.title }] };
  const remarks = (place: string, all: Told['uncertain']) =>
    all.map(
      ({ text, evidence }): Statement<string> => ({
        place,
        sentence: text,
        context: '',
        evidence,
        role: evidence.length > 0 ? 'sentence' : 'heading',
        reach: evidence,
        of: 'section',
        counts: [],
      }),
    );
  return [
    ...statementsOfParts(said, { sumsUp: (id) => id === 'summary', mayCiteNothing: () => false }),
    ...remarks('contradictions', report.contradictions),
    ...remarks('uncertain', report.uncertain),
  ];
}
