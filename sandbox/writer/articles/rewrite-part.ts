import type { PartAnswer, PartTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { clausesOf, type Edit, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { digitRuns } from '../reading/words.ts';
import { cites, loosened, saidIn, shortened, tightened, without } from './edit-blocks.ts';
import { fillSection } from './fill-section.ts';
import { fromPart, type PartBlock, type Run, toPart, wordsIn } from './part-text.ts';

type Current = NonNullable<PartTask['current']>;

// "Shorter" should be seen, and something be left.
const SHORTER = 0.6;
const LEAST_WORDS = 12;
// What the checks take for a section, and a little more.
const LEAST_SECTION = 70;

/**
 * Changes a part as a person or the checks ask, and nothing else of it.
 *
 * @param written The part as it would be written for the first time.
 */
export function rewritePart(task: PartTask, current: Current, written: () => PartAnswer): PartAnswer {
  let { heading } = current;
  let blocks = fromPart(current);
  for (const edit of clausesOf(task.instruction ?? '').flatMap((clause) => readEdit(clause) ?? [])) {
    if (edit.do === 'title' && task.part === 'section') heading = edit.text;
    if (edit.do === 'shorten') blocks = shortened(blocks, Math.max(LEAST_WORDS, wordsIn(blocks) * SHORTER));
    if (edit.do === 'replace') {
      blocks = blocks.map((block) => replaced(block, edit));
      heading = replaceWords(heading, edit.from, edit.to);
    }
  }
  const left = without(
    loosened(blocks),
    (text) => breaksRules(text, task) || task.findings.some(names(text)),
  );
  if (task.findings.some((finding) => finding.code === 'short_section'))
    left.push(...fillSection(task, current.markdown, LEAST_SECTION - wordsIn(left)));
  // Findings of a part whose sentences none of them names, and a part with nothing left: it is written anew.
  const anew =
    task.findings.length > 0 && toPart('', tightened(left)).markdown === toPart('', blocks).markdown;
  if (anew || (task.part === 'section' && !cites(left)) || left.length === 0) {
    const made = written();
    return { ...made, heading: made.heading && heading !== '' && !anew ? heading : made.heading };
  }
  return toPart(breaksRules(heading, task) ? (task.section?.heading ?? '') : heading, tightened(left));
}

/** Whether a finding is about a sentence: it quotes it, or a number of it. */
const names =
  (text: string) =>
  ({ code, message }: PartTask['findings'][number]): boolean =>
    [...message.matchAll(/["“«]([^"”»]{2,})["”»]/g)].some(([, quoted = '']) =>
      /number/.test(code)
        ? digitRuns(quoted).some((run) => digitRuns(text).includes(run))
        : saidIn(text).includes(saidIn(quoted.replace(/…$/, ''))),
    );

/** In the running text; quotes stay what they are. */
function replaced(block: PartBlock, { from, to }: Extract<Edit, { do: 'replace' }>): PartBlock {
  const swap = (run: Run): Run => ({ ...run, text: replaceWords(run.text, from, to) });
  if (block.kind === 'paragraph') return { ...block, runs: block.runs.map(swap) };
  if (block.kind === 'list')
    return { ...block, lead: block.lead && swap(block.lead), items: block.items.map(swap) };
  return block;
}
