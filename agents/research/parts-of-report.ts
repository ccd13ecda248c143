import type { ArticlePart } from '../../ports/content.ts';
import type { DraftText } from '../text/ai-sounding.ts';
import type { Report } from './state.ts';

/** What a report is read as, in order: its summary, then its findings. Pure. */
export const partsOf = ({ summary, findings }: Pick<Report, 'summary' | 'findings'>): ArticlePart[] => [
  summary,
  ...findings.map(({ question_id: _question, ...part }) => part),
];

/** The texts beside the parts, by the name that findings of checks give them. Pure. */
export const titlesOf = ({ title, uncertain }: Report): { part: string; text: string }[] => [
  { part: 'title', text: title },
  ...uncertain.map(({ text }) => ({ part: 'uncertain', text })),
];

/** Every text with the role that it has, for the check of how it sounds. Pure. */
export function reportTexts(report: Report): DraftText<string>[] {
  const parts = partsOf(report);
  const quotes = parts.flatMap((part) => part.evidence.map((e) => e.quote));
  return [
    { place: 'title', text: report.title, role: 'title', quotes },
    ...parts.flatMap(({ id, heading, markdown, evidence }): DraftText<string>[] => [
      ...(heading === '' ? [] : [{ place: id, text: heading, role: 'title' as const, quotes }]),
      { place: id, text: markdown, role: 'opening', quotes: evidence.map((e) => e.quote) },
    ]),
  ];
}

/** The report with another text for some of its parts. Pure. */
export function withParts(report: Report, parts: ReadonlyMap<string, ArticlePart>): Report {
  return {
    ...report,
    summary: parts.get('summary') ?? report.summary,
    findings: report.findings.map((part) => {
      const other = parts.get(part.id);
      return other ? { ...other, question_id: part.question_id } : part;
    }),
  };
}
