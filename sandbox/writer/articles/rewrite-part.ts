import { noteStems, stemsOf } from '../reading/words.ts';
import { readWish, type Wish } from '../understanding/read-wish.ts';
import { splitClauses } from '../understanding/split-clauses.ts';
import type { PartAnswer, PartTask } from '../wire-article.ts';
import { articleWords } from './article-words.ts';
import {
  cites,
  listed,
  loosened,
  replaced,
  saidIn,
  shortened,
  simplified,
  tightened,
  without,
} from './edit-blocks.ts';
import { type MoreText, moreText } from './more-text.ts';
import { fromPart, type PartBlock, runsIn, toPart, wordsIn } from './part-text.ts';
import { solveIssues } from './solve-issues.ts';

type Current = NonNullable<PartTask['current']>;

// "Shorter" should be seen; "longer" should not double the part.
const SHORTER = 0.6;
const LONGER = 0.5;

/** Changes a part as a person or the checks ask, and nothing else of it. What the passages do not hold is left undone. */
export function rewritePart(task: PartTask, current: Current): PartAnswer {
  let { heading } = current;
  let blocks = fromPart(current);
  const more = moreText(task, current.markdown);
  const wishes = splitClauses(task.instruction ?? '').flatMap((clause) => readWish(clause) ?? []);
  // What is to come in is measured after what is to go out.
  for (const wish of wishes.sort((a, b) => Number(adds(a)) - Number(adds(b)))) {
    if (wish.do === 'heading' && task.part === 'section') heading = wish.text;
    else blocks = changed(blocks, wish, task, more);
  }
  const solved = solveIssues({ heading, blocks }, task, more);
  return toPart(solved.heading, tightened(solved.blocks));
}

const adds = (wish: Wish): boolean =>
  wish.do === 'mention' || wish.do === 'technical' || wish.do === 'longer';

function changed(blocks: PartBlock[], wish: Wish, task: PartTask, more: MoreText): PartBlock[] {
  const words = wordsIn(blocks);
  switch (wish.do) {
    case 'shorter':
      return shortened(blocks, Math.max(12, words * SHORTER));
    case 'direct': {
      const cited = blocks.filter((b) => runsIn(b).some((r) => r.quotes.length > 0));
      return shortened(cited.length > 0 ? cited : blocks, Math.max(12, words * 0.8));
    }
    case 'simpler':
      return simplified(blocks);
    case 'longer':
      return joined(blocks, more.near(Math.max(30, words * LONGER)), task);
    case 'technical':
      return joined(blocks, more.near(Math.max(30, words * LONGER), true), task);
    case 'list':
      return listed(blocks);
    case 'replace':
      return replaced(blocks, wish.from, wish.to);
    case 'text':
      return [{ kind: 'paragraph', runs: [{ text: wish.text, quotes: [] }] }, ...blocks];
    case 'mention':
      return mentioned(blocks, wish, task, more);
    case 'drop':
      return wish.about === null
        ? blocks
        : changed(blocks, { do: 'without', phrase: wish.about, sentence: true }, task, more);
    case 'without': {
      const ofBrand = saidIn(task.brand.name).includes(saidIn(wish.phrase));
      // What a company says of itself would speak of everybody without its name: the whole paragraph goes.
      const kept = ofBrand ? blocks.filter((b) => !isAbout(runsIn(b)[0]?.text ?? '', wish.phrase)) : blocks;
      const left = without(loosened(kept), (text) => isAbout(text, wish.phrase));
      // A part that says nothing else: the wish would empty it, and that is to be asked for as such.
      return left.length > 0 && (cites(left) || task.part !== 'section') ? left : blocks;
    }
    default:
      return blocks;
  }
}

function isAbout(text: string, phrase: string): boolean {
  if (saidIn(text).includes(saidIn(phrase))) return true;
  const [wanted, held] = [noteStems(phrase), new Set(stemsOf(text))];
  return wanted.length > 1 && wanted.every((w) => held.has(w));
}

/** Text that came in stands before the part's own last words, if it closes with a signpost. */
function joined(blocks: PartBlock[], come: PartBlock[], task: PartTask): PartBlock[] {
  const last = blocks.at(-1);
  const signpost = task.part !== 'section' && last !== undefined && !cites([last]);
  return signpost ? [...blocks.slice(0, -1), ...come, last] : [...blocks, ...come];
}

function mentioned(
  blocks: PartBlock[],
  wish: Extract<Wish, { do: 'mention' }>,
  task: PartTask,
  more: MoreText,
): PartBlock[] {
  const place = wish.early ? 0 : 1;
  const there = blocks.findIndex((b) => runsIn(b).some((r) => isAbout(r.text, wish.about)));
  const known = blocks[there];
  // Said already: earlier means that its block comes first.
  if (known) return wish.early && there > 0 ? [known, ...blocks.toSpliced(there, 1)] : blocks;
  const come = more.about(wish.about) ?? pointer(wish.about, task);
  if (!come) return blocks;
  const at =
    task.part === 'section' && !wish.early
      ? blocks.length
      : Math.min(place === 0 && task.part !== 'section' ? 1 : place, blocks.length);
  return blocks.toSpliced(at, 0, come);
}

/** Where all that the passages say stands in the sections, the introduction can still say that it comes. */
function pointer(about: string, task: PartTask): PartBlock | undefined {
  const said = task.sections.some((s) => isAbout(`${s.heading}\n${s.markdown}`, about));
  if (!said || task.part === 'section') return undefined;
  return { kind: 'paragraph', runs: [{ text: articleWords[task.language].alsoAbout(about), quotes: [] }] };
}
