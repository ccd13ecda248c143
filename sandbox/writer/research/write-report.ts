import type { Evidence } from '../../../ports/content.ts';
import type { PartAnswer, ReportTask } from '../../../ports/model-tasks.ts';
import { toPart } from '../articles/part-text.ts';
import { topicLine } from '../articles/topic-line.ts';
import { readPieces } from '../reading/read-pieces.ts';
import { clip } from '../reading/shorten.ts';
import { digitRuns, fold } from '../reading/words.ts';
import { quotedIn } from './answers-to.ts';
import { singly } from './plan-questions.ts';
import { researchWords } from './research-words.ts';

type Note = ReportTask['questions'][number]['notes'][number];
type Passages = ReportTask['passages'];
type Found = PartAnswer & { question_id: string };

const MOST_NOTES = 5;
/** Findings whose answer stands in the summary. */
const MOST_SUMMED = 3;
const MOST_UNCERTAIN = 2;
/** Sentences of a paragraph. */
const PARAGRAPH = 3;

/** A report of the notes as they stand: each sentence once, in the order of the questions, the best ones summed up. */
export function writeReport(task: ReportTask) {
  const told = new Set<string>();
  const findings: Found[] = [];
  const summed: Note[] = [];
  const single = new Set<string>();
  for (const question of task.questions) {
    const sides = sidesOf(task, question.id);
    const fresh = question.notes.filter((note) => !told.has(quoteOf(note)));
    for (const note of fresh) told.add(quoteOf(note));
    // Both sides of a contradiction are told.
    const kept = fresh.filter((note, at) => at < MOST_NOTES || sides.has(fold(note.claim)));
    const [best] = kept;
    const taken = new Set(findings.map((one) => fold(one.heading)));
    const made =
      best === undefined
        ? toPart(matterOf(question.text), paragraphs([alreadyTold(task, question, findings, sides)]))
        : toPart(
            quotedIn(question.text) ?? headingOf(best, task.passages, taken, question.text),
            paragraphs(kept),
          );
    findings.push({ question_id: question.id, ...made });
    if (best === undefined) continue;
    if (kept.length === 1) single.add(question.id);
    if (summed.length < MOST_SUMMED) summed.push(summedUp(best, kept, sides, summed.length === 0, task));
  }
  return {
    findings,
    uncertain: uncertainOf(
      task,
      findings.filter((one) => single.has(one.question_id)),
    ),
    summary: toPart('', paragraphs(summed)),
    title: plainOf(topicLine(firstOf(task.brief.topic), findings[0]?.heading ?? '')),
  };
}

/** Of a question that asks several things, the first. */
const firstOf = (topic: string): string => singly(topic.split(/(?<=\?)\s+/)[0] ?? topic)[0] ?? topic;

/** Sentences that another source contradicts, folded. */
function sidesOf({ conflicts }: ReportTask, id: string): Set<string> {
  const own = conflicts.filter((one) => one.question_id === id);
  return new Set(own.flatMap((one) => one.sides.map((side) => fold(side.claim))));
}

/** The answer with a signpost before it; of what is contradicted, both sides. */
function summedUp(
  best: Note,
  kept: readonly Note[],
  sides: ReadonlySet<string>,
  isFirst: boolean,
  { language }: ReportTask,
): Note {
  const own = researchWords[language];
  if (!sides.has(fold(best.claim))) {
    const say = isFirst ? own.first : own.further;
    return { claim: say(best.claim), evidence: best.evidence };
  }
  const against = kept.filter((note) => sides.has(fold(note.claim))).slice(0, 2);
  const [one = '', other = ''] = against.map((note) => plainOf(note.claim));
  return { claim: own.disagree(one, other), evidence: against.flatMap((note) => note.evidence) };
}

/** A question whose sentences all stand under another one. */
function alreadyTold(
  { language }: ReportTask,
  { notes }: ReportTask['questions'][number],
  findings: readonly Found[],
  sides: ReadonlySet<string>,
): Note {
  const before = findings.find((one) => cites(one, notes[0])) ?? findings[0];
  const shown = notes.filter((note, at) => at === 0 || sides.has(fold(note.claim)));
  return {
    claim: researchWords[language].alreadyIn(before?.heading ?? ''),
    evidence: shown.flatMap((note) => note.evidence),
  };
}

export function paragraphs(notes: readonly Note[]) {
  const runs = notes.map(({ claim, evidence }) => ({ text: claim, quotes: evidence }));
  return Array.from({ length: Math.ceil(runs.length / PARAGRAPH) }, (_, at) => ({
    kind: 'paragraph' as const,
    runs: runs.slice(at * PARAGRAPH, (at + 1) * PARAGRAPH),
  }));
}

/** The heading under which the first sentence stands in its source; a number in it would need a quote of its own. Else the question itself. */
export function headingOf(
  note: Note | undefined,
  passages: Passages,
  taken: ReadonlySet<string>,
  question?: string,
): string {
  const [quote] = note?.evidence ?? [];
  const piece = readPieces(passages).find((p) =>
    p.blocks.some(
      (b) =>
        b.passageId === quote?.passage_id &&
        b.units.some((u) => b.passage.slice(u.from, u.to) === quote?.quote),
    ),
  );
  const heading = plainOf(piece?.heading ?? '');
  const held = new Set(digitRuns(quote?.quote ?? ''));
  const isFit =
    digitRuns(heading).every((run) => held.has(run)) && heading !== '' && !taken.has(fold(heading));
  if (isFit) return heading;
  const asked = plainOf(question ?? '');
  const isAskable = asked !== '' && !taken.has(fold(asked)) && digitRuns(asked).every((run) => held.has(run));
  return isAskable ? asked : plainOf(clip(note?.claim ?? '', 8));
}

/** Of a question about a heading, the heading. */
const matterOf = (question: string): string => plainOf(quotedIn(question) ?? question);

const quoteOf = ({ evidence }: Note): string => fold(evidence.map((e) => e.quote).join(' '));

const plainOf = (text: string): string => text.replace(/[.:;!?]+$/, '').trim();

/** Findings that one sentence of one document carries. */
function uncertainOf({ passages, language }: ReportTask, findings: readonly Found[]) {
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  return findings
    .flatMap(({ heading, evidence }): { text: string; evidence: Evidence[] }[] => {
      const [title = '', ...others] = new Set(evidence.map((e) => titles.get(e.passage_id) ?? ''));
      const isNumbered = digitRuns(`${title} ${heading}`).length > 0;
      if (others.length > 0 || title === '' || isNumbered) return [];
      return [{ text: researchWords[language].single(title, heading), evidence }];
    })
    .slice(0, MOST_UNCERTAIN);
}

const cites = ({ evidence }: PartAnswer, note: Note | undefined): boolean =>
  (note?.evidence ?? []).some((e) => evidence.some((one) => one.quote === e.quote));
