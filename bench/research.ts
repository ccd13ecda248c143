import type { ResearchDraft } from '../ports/content.ts';
import { type LabelledQuestion, labelledQuestions } from './research/questions.ts';
import { type Outcome, startResearchWorld } from './research/world.ts';

type Row = Record<string, number>;

/**
 * Whether a report answers its question: labelled questions over the seeded knowledge and the stand-in web, with the offline
 * writer. `answered`: a report was made. `right`: it holds all that the label names, or where nothing of the corpus answers the
 * question, the job ended as "not enough evidence" or the question stands under what was not found. Calls and tokens are
 * those of the model, medians of the reports; seconds are of this machine.
 */
export async function benchResearch(): Promise<Record<string, Row>> {
  const world = await startResearchWorld();
  const seen: { label: LabelledQuestion; outcome: Outcome; isRight: boolean }[] = [];
  try {
    for (const label of labelledQuestions) {
      const { text: topic, language, urls = [] } = label;
      const outcome = await world.research({ topic, language, urls });
      const isRight = judged(label, outcome);
      seen.push({ label, outcome, isRight });
      if (process.env.RESEARCH_VERBOSE)
        console.log(`${isRight ? 'right' : 'WRONG'} ${outcome.code ?? ''} "${topic}" ${told(outcome.draft)}`);
    }
  } finally {
    await world.stop();
  }
  const groups: [string, (label: LabelledQuestion) => boolean][] = [
    ['pt, answer in the corpus', ({ language, holds }) => language === 'pt' && holds.length > 0],
    ['en, answer in the corpus', ({ language, holds }) => language === 'en' && holds.length > 0],
    ['no answer in the corpus', ({ holds }) => holds.length === 0],
    ['all', () => true],
  ];
  return Object.fromEntries(
    groups.map(([name, isIn]) => [name, row(seen.filter(({ label }) => isIn(label)))]),
  );
}

function judged({ text, holds, contradicts = [] }: LabelledQuestion, { draft, code }: Outcome): boolean {
  if (holds.length === 0)
    return (
      code === 'not_enough_evidence' || (draft?.not_found ?? []).some(({ question }) => question === text)
    );
  if (draft === null) return false;
  const against = draft.contradictions.map((one) => one.text).join('\n');
  return (
    holds.every((wanted) => wanted.test(told(draft))) && contradicts.every((wanted) => wanted.test(against))
  );
}

/** What a reader of a report reads. */
function told(draft: ResearchDraft | null): string {
  if (draft === null) return '';
  const parts = [draft.summary, ...draft.findings].map((part) => `${part.heading} ${part.markdown}`);
  return parts
    .join('\n')
    .replaceAll(/\[\^\d+\]|\*\*/g, '')
    .replaceAll(/\u00a0/g, ' ');
}

function row(seen: { outcome: Outcome; isRight: boolean }[]): Row {
  const reports = seen.filter(({ outcome }) => outcome.draft !== null).map(({ outcome }) => outcome);
  return {
    questions: seen.length,
    reports: reports.length,
    right: seen.filter(({ isRight }) => isRight).length,
    closed: reports.filter(({ draft }) => (draft?.blocking ?? []).length > 0).length,
    calls: median(reports.map((one) => one.calls)),
    tokens: median(reports.map((one) => one.tokens)),
    command_to_plan_s: median(reports.map((one) => one.planSeconds)),
    command_to_report_s: median(reports.map((one) => one.reportSeconds)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
