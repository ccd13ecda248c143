import type { ArticlePart } from '../../../ports/content.ts';
import type { Mended } from '../../drafting/mend-sentences.ts';
import { mend as mendDraft } from '../../drafting/nodes/mend.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { partsOf, reportTexts, withParts } from '../parts-of-report.ts';
import type { Report, ResearchState } from '../state.ts';

export function mend(askModel: AskModel) {
  return mendDraft(
    askModel,
    (state: ResearchState) => reportTexts(have(state, 'report')),
    (state, mended) => ({ report: mended.reduce(replaced, have(state, 'report')) }),
  );
}

/** The report with one sentence in other words, where it stands first in its place. */
function replaced(report: Report, { place, before, after }: Mended<string>): Report {
  // A function, as `$` in a text is no pattern.
  const swap = (text: string) => text.replace(before, () => after);
  if (place === 'title') return { ...report, title: swap(report.title) };
  const part = partsOf(report).find(({ id }) => id === place);
  if (!part) return report;
  const other: ArticlePart = { ...part, heading: swap(part.heading), markdown: swap(part.markdown) };
  return withParts(report, new Map([[place, other]]));
}
