import type { Language } from '../../ports/content.ts';
import { clipped } from '../text/clip.ts';
import type { ReportForPublishing } from './publish/report.ts';

/** Screen readers lose patience with more; the text itself is in the files. */
const MAX_ALT = 500;
const words = { pt: 'Prévia do relatório', en: 'Preview of the report' } as const satisfies Record<
  Language,
  string
>;

/** What the picture of the card shows, for people who do not see it. Pure. */
export function overviewAlt({
  title,
  language,
  findings,
}: Pick<ReportForPublishing, 'title' | 'language' | 'findings'>): string {
  return clipped(`${words[language]}: ${title}. ${findings.map((part) => part.heading).join('; ')}`, MAX_ALT);
}
