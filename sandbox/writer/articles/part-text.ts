import type { Evidence } from '../../../ports/content.ts';
import type { PartAnswer } from '../../../ports/model-tasks.ts';
import { countWords } from '../reading/words.ts';

/** A stretch of text with the quotes that it rests on; own words rest on none. */
export interface Run {
  text: string;
  quotes: Evidence[];
}

/** A paragraph, or a list with the line that leads to it. */
export type PartBlock =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'list'; ordered: boolean; lead: Run | null; items: Run[] }
  /** What a person or another writer put there and this one does not take apart: a table, code, a subheading. */
  | { kind: 'other'; text: string; quotes: Evidence[] };

/** The part as Markdown, its evidence numbered in the order in which the text cites it. */
export function toPart(heading: string, blocks: PartBlock[]): PartAnswer {
  const evidence: Evidence[] = [];
  const mark = (quote: Evidence) => {
    const same = (e: Evidence) => e.passage_id === quote.passage_id && e.quote === quote.quote;
    const known = evidence.findIndex(same);
    return known >= 0 ? known + 1 : evidence.push(quote);
  };
  const cited = (run: Run) => {
    const marks = [...new Set(run.quotes.map(mark))].map((n) => `[^${n}]`).join('');
    // A colon stays the last sign of a line that leads to a list.
    return run.text.endsWith(':') && marks !== '' ? `${run.text.slice(0, -1)}${marks}:` : run.text + marks;
  };
  const markdown = blocks.map((block) => {
    if (block.kind === 'paragraph') return block.runs.map(cited).join(' ');
    if (block.kind === 'list') {
      const items = block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${cited(item)}`);
      return [...(block.lead ? [cited(block.lead), ''] : []), ...items].join('\n');
    }
    return block.text.replace(/\[\^(\d+)\]/g, (whole, n) => {
      const quote = block.quotes[Number(n) - 1];
      return quote ? `[^${mark(quote)}]` : whole;
    });
  });
  return { heading, markdown: markdown.join('\n\n'), evidence };
}

const item = /^\s*(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/;

/** Takes a part apart again. `toPart(heading, fromPart(part))` says the same as `part`. */
export function fromPart(part: Pick<PartAnswer, 'markdown' | 'evidence'>): PartBlock[] {
  const blocks: PartBlock[] = [];
  for (const chunk of part.markdown.split(/\n\s*\n/)) {
    const lines = chunk.split('\n').filter((l) => l.trim() !== '');
    const [first] = lines;
    if (first === undefined) continue;
    if (lines.some((l) => /^\s*(?:[|>#]|```|~~~| {4})/.test(l))) {
      blocks.push({ kind: 'other', text: chunk, quotes: part.evidence });
      continue;
    }
    const from = lines.findIndex((l) => item.test(l));
    const prose = (from < 0 ? lines : lines.slice(0, from)).join(' ');
    if (prose.trim() !== '') blocks.push({ kind: 'paragraph', runs: runsOf(prose, part.evidence) });
    if (from < 0) continue;
    const items: Run[] = [];
    for (const line of lines.slice(from)) {
      const found = item.exec(line);
      if (found || items.length === 0) items.push(wholeRun(found?.[2] ?? line, part.evidence));
      else {
        // A wrapped line goes on with its item.
        const open = items.at(-1);
        const more = wholeRun(line, part.evidence);
        if (open) items[items.length - 1] = joined(open, more);
      }
    }
    const last = blocks.at(-1);
    const leads = last?.kind === 'paragraph' && last.runs.length === 1 && last.runs[0]?.text.endsWith(':');
    if (leads) blocks.pop();
    const lead = leads && last?.kind === 'paragraph' ? (last.runs[0] ?? null) : null;
    blocks.push({ kind: 'list', ordered: /^\s*\d/.test(lines[from] ?? ''), lead, items });
  }
  return blocks;
}

const marker = /(?:\[\^\d+\])+/g;

function runsOf(text: string, evidence: Evidence[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const found of text.matchAll(marker)) {
    const body = text.slice(from, found.index).trim();
    from = found.index + found[0].length;
    const tail = /^[.,;:!?]+/.exec(text.slice(from))?.[0] ?? '';
    from += tail.length;
    const quotes = quotesOf(found[0], evidence);
    const open = runs.at(-1);
    if (body + tail !== '') runs.push({ text: body + tail, quotes });
    else if (open) open.quotes.push(...quotes);
  }
  const rest = text.slice(from).trim();
  if (rest !== '') runs.push({ text: rest, quotes: [] });
  return runs;
}

const wholeRun = (text: string, evidence: Evidence[]): Run => ({
  text: text.replace(marker, '').replace(/\s+/g, ' ').trim(),
  quotes: quotesOf(text, evidence),
});

const quotesOf = (text: string, evidence: Evidence[]): Evidence[] =>
  [...text.matchAll(/\[\^(\d+)\]/g)].flatMap((m) => evidence[Number(m[1]) - 1] ?? []);

const joined = (a: Run, b: Run): Run => ({ text: `${a.text} ${b.text}`, quotes: [...a.quotes, ...b.quotes] });

export const runsIn = (block: PartBlock): Run[] =>
  block.kind === 'paragraph'
    ? block.runs
    : block.kind === 'list'
      ? [...(block.lead ? [block.lead] : []), ...block.items]
      : [{ text: block.text, quotes: block.quotes }];

export const wordsIn = (blocks: PartBlock[]): number =>
  blocks.flatMap(runsIn).reduce((sum, run) => sum + countWords(run.text.replace(marker, '')), 0);
