import { breaksRules } from '../composing/breaks-rules.ts';
import { digitRuns, fold } from '../reading/words.ts';
import type { PartTask } from '../wire-article.ts';
import { articlePieces } from './article-pieces.ts';
import { cites, loosened, saidIn, without } from './edit-blocks.ts';
import type { MoreText } from './more-text.ts';
import { fromPart, type PartBlock, type Run, runsIn, wordsIn } from './part-text.ts';
import { quoteOf } from './quote-units.ts';
import { writeConclusion } from './write-conclusion.ts';
import { writeIntroduction } from './write-introduction.ts';
import { writeSection } from './write-section.ts';

export interface Text {
  heading: string;
  blocks: PartBlock[];
}

// What the checks take for a section.
const LEAST_SECTION = 60;

/** Solves what the checks found, by leaving out or by quoting anew; a part that has nothing left is written again. */
export function solveIssues(text: Text, task: PartTask, more: MoreText): Text {
  let { heading, blocks } = text;
  const codes = new Set(task.issues.map((i) => i.code));
  const has = (...wanted: RegExp[]) => [...codes].some((c) => wanted.some((w) => w.test(c)));
  if (has(/quote|mark|passage|evidence/)) blocks = quotedAnew(blocks, task);
  const named = task.issues
    .flatMap(namedIn)
    .map(saidIn)
    .filter((n) => n !== '');
  if (has(/banned|rule|guideline|voice|claim|judge|markup|twice|repetition|language/)) {
    blocks = without(loosened(blocks), (t) => named.some((n) => saidIn(t).includes(n)));
  }
  if (has(/number/)) {
    const numbers = new Set(
      task.issues.filter((i) => /number/.test(i.code)).flatMap((i) => digitRuns(namedIn(i).join(' '))),
    );
    blocks = without(loosened(blocks), (t) => digitRuns(t).some((n) => numbers.has(n)));
    if (digitRuns(heading).some((n) => numbers.has(n)))
      heading = heading.replace(/\s*\(?\b[\p{L}]*\d[\p{L}\d.,/:-]*\)?/gu, '').trim();
  }
  if (has(/twice|repetition/)) {
    const others = saidIn(task.sections.map((s) => s.markdown).join('\n'));
    const seen = new Set<string>();
    blocks = without(loosened(blocks), (t) => {
      const said = saidIn(t);
      const again = seen.has(said) || (said.split(' ').length >= 6 && others.includes(said));
      seen.add(said);
      return again;
    });
  }
  if (has(/long_paragraph/)) blocks = halved(blocks);
  if (has(/same_heading/))
    heading = `${heading} (${task.section?.point.split(';')[1]?.trim() ?? task.passages[0]?.title ?? '2'})`;
  // Whatever was asked for, the house rules bind what is written.
  blocks = without(loosened(blocks), (t) => breaksRules(t, task));
  if (breaksRules(heading, task)) heading = task.section?.heading ?? '';
  const empty = blocks.length === 0 || (task.part === 'section' && !cites(blocks));
  if (empty || has(/empty|no_heading|wrong_language/)) return writtenAgain(heading, task);
  if (has(/short_section|no_quote/) && wordsIn(blocks) < LEAST_SECTION)
    blocks = [...blocks, ...more.near(LEAST_SECTION + 10 - wordsIn(blocks))];
  return { heading, blocks };
}

/** What a finding quotes: the words between its last quotation marks or, for a repeated sentence, the sentence. */
const namedIn = (issue: { message: string }): string[] =>
  [...issue.message.matchAll(/["“«]([^"”»]{2,})["”»]/g)].map((m) => (m[1] ?? '').replace(/…$/, ''));

function writtenAgain(heading: string, task: PartTask): Text {
  const fresh = { ...task, current: null, instruction: null, issues: [] };
  const made =
    task.part === 'section'
      ? writeSection(fresh)
      : task.part === 'introduction'
        ? writeIntroduction(fresh)
        : writeConclusion(fresh);
  return { heading: heading || made.heading, blocks: fromPart(made) };
}

/** Keeps the quotes that stand in their passages; a text without one gets that of its own words, or goes. */
function quotedAnew(blocks: PartBlock[], task: PartTask): PartBlock[] {
  const texts = new Map(task.passages.map((p) => [p.id, p.text]));
  const pieces = articlePieces(task);
  const stands = (run: Run) =>
    run.quotes.filter((q) => q.quote.trim() !== '' && texts.get(q.passage_id)?.includes(q.quote));
  const found = (text: string) => {
    for (const piece of pieces)
      for (const block of piece.blocks)
        for (const unit of block.units) if (fold(unit.text) === fold(text)) return quoteOf(block, [unit]);
    return undefined;
  };
  return loosened(blocks).flatMap((block): PartBlock[] => {
    const rested = runsIn(block).some((r) => r.quotes.length > 0);
    const mend = (run: Run): Run => {
      const kept = stands(run);
      const anew = kept.length === 0 ? found(run.text) : undefined;
      return { ...run, quotes: anew ? [anew] : kept };
    };
    if (block.kind === 'paragraph') {
      const runs = block.runs
        .map((r) => ({ before: r, after: mend(r) }))
        .filter(({ before, after }) => after.quotes.length > 0 || before.quotes.length === 0);
      return runs.length > 0 ? [{ ...block, runs: runs.map((r) => r.after) }] : [];
    }
    if (block.kind === 'list') {
      const items = block.items.map(mend);
      return rested && items.every((i) => i.quotes.length === 0) ? [] : [{ ...block, items }];
    }
    return [];
  });
}

const halved = (blocks: PartBlock[]): PartBlock[] =>
  loosened(blocks).flatMap((block): PartBlock[] => {
    if (block.kind !== 'paragraph' || wordsIn([block]) <= 100 || block.runs.length < 2) return [block];
    const middle = Math.ceil(block.runs.length / 2);
    return [
      { kind: 'paragraph', runs: block.runs.slice(0, middle) },
      { kind: 'paragraph', runs: block.runs.slice(middle) },
    ];
  });
