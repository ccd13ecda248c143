import { shorten } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { countWords, fold } from '../reading/words.ts';
import { type PartBlock, type Run, runsIn, wordsIn } from './part-text.ts';

/** Paragraphs with a run for each sentence, so that one can go without the others. */
export const loosened = (blocks: PartBlock[]): PartBlock[] =>
  blocks.map((block) =>
    block.kind === 'paragraph'
      ? {
          kind: 'paragraph',
          runs: block.runs.flatMap((run) =>
            splitSentences(run.text).map((text) => ({ text, quotes: [...run.quotes] })),
          ),
        }
      : block,
  );

/** The way back: neighbours that rest on the same quotes are cited once. */
export const tightened = (blocks: PartBlock[]): PartBlock[] =>
  blocks.map((block) => {
    if (block.kind !== 'paragraph') return block;
    const runs: Run[] = [];
    for (const run of block.runs) {
      const open = runs.at(-1);
      const same =
        open !== undefined &&
        open.quotes.length === run.quotes.length &&
        open.quotes.every((q, i) => q.quote === run.quotes[i]?.quote);
      if (open && same) open.text = `${open.text} ${run.text}`;
      else runs.push({ ...run });
    }
    return { kind: 'paragraph', runs };
  });

/** Without the sentences and items that `goes` names. A list that loses items keeps what they rested on. */
export function without(blocks: PartBlock[], goes: (text: string) => boolean): PartBlock[] {
  return blocks.flatMap((block): PartBlock[] => {
    if (block.kind === 'other') return goes(block.text) ? [] : [block];
    if (block.kind === 'paragraph') {
      const runs = block.runs.filter((r) => !goes(r.text));
      return runs.length > 0 ? [{ ...block, runs }] : [];
    }
    if (block.lead && goes(block.lead.text)) return [];
    const items = block.items.filter((i) => !goes(i.text));
    // Steps without one of them are another procedure.
    if (items.length === 0 || (block.ordered && items.length < block.items.length)) return [];
    if (items.length === block.items.length) return [block];
    const quotes = block.items.flatMap((i) => (items.includes(i) ? [] : i.quotes));
    return [
      {
        ...block,
        items: items.map((item, i) =>
          i === items.length - 1 ? { ...item, quotes: unique([...item.quotes, ...quotes]) } : item,
        ),
      },
    ];
  });
}

const unique = (quotes: Run['quotes']): Run['quotes'] =>
  quotes.filter(
    (q, i) => quotes.findIndex((o) => o.quote === q.quote && o.passage_id === q.passage_id) === i,
  );

export const cites = (blocks: PartBlock[]): boolean =>
  blocks.some((b) => runsIn(b).some((r) => r.quotes.length > 0));

/** Visibly shorter: what comes last goes first, then clauses; what the part opens with stays. */
export function shortened(blocks: PartBlock[], goal: number): PartBlock[] {
  let left = loosened(blocks);
  while (wordsIn(left) > goal && left.length > 1) {
    const rest = left.slice(0, -1);
    if (wordsIn(rest) < goal * 0.6 || !cites(rest)) break;
    left = rest;
  }
  for (;;) {
    if (wordsIn(left) <= goal) return left;
    const at = left.findLastIndex(
      (b) =>
        (b.kind === 'paragraph' && b.runs.length > 1) ||
        (b.kind === 'list' && !b.ordered && b.items.length > 2),
    );
    const block = left[at];
    if (!block || block.kind === 'other') break;
    const fewer =
      block.kind === 'paragraph'
        ? { ...block, runs: block.runs.slice(0, -1) }
        : (without([block], (t) => t === block.items.at(-1)?.text)[0] ?? block);
    const next = left.with(at, fewer);
    if (!cites(next) && cites(left)) break;
    left = next;
  }
  if (wordsIn(left) > goal && left.length > 1) {
    const rest = left.slice(0, -1);
    if (cites(rest)) left = rest;
  }
  return left.map((block) =>
    block.kind === 'paragraph'
      ? {
          ...block,
          runs: block.runs.map((r) => ({ ...r, text: shorten(r.text, Math.ceil(countWords(r.text) * 0.7)) })),
        }
      : block,
  );
}

/** What is already said, for comparing: without case, accents, emphasis and marks. */
export const saidIn = (markdown: string): string =>
  fold(markdown.replace(/\*\*|\[\^\d+\]/g, '')).replace(/\s+/g, ' ');
