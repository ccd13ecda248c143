import type { PartAnswer, PartTask, ReportPartTask } from '../../../ports/model-tasks.ts';
import { cites, saidIn } from '../articles/edit-blocks.ts';
import { fromPart, toPart } from '../articles/part-text.ts';
import { rewritePart } from '../articles/rewrite-part.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { clip } from '../reading/shorten.ts';
import { fold } from '../reading/words.ts';
import { asSections } from './as-sections.ts';
import { headingOf, paragraphs } from './write-report.ts';

const MORE_NOTES = 4;
const SHORT_TITLE = 7;
/** Of a finding, about. */
const WORDS = 90;

/** One part of a report: with the edits of the wish, with more of the notes, or without what the findings name. */
export function writeReportPart(task: ReportPartTask): PartAnswer {
  const edits = clausesOf(asSections(task.instruction ?? '')).flatMap((clause) => readEdit(clause) ?? []);
  if (task.part === 'title') return retitled(task, edits);
  const { current } = task;
  if (!current) return anew(task);
  const changed = rewritePart(asPartTask(task, current), current, () => anew(task));
  const wantsMore = edits.some((edit) => edit.do === 'deepen' || edit.do === 'source');
  const hidden = task.findings.some((found) => found.code === 'contradiction_hidden');
  if (!wantsMore && !hidden) return changed;
  const told = saidIn([changed.markdown, ...task.sections.map((s) => s.markdown)].join('\n'));
  const sides = task.conflicts.flatMap((one) => one.sides);
  const fresh = (hidden ? sides : task.notes_read.toReversed()).filter(
    (note) => !told.includes(saidIn(note.claim)),
  );
  return toPart(changed.heading, [...fromPart(changed), ...paragraphs(fresh.slice(0, MORE_NOTES))]);
}

/** The same wish on the same text, as a part of an article would have it. */
function asPartTask(task: ReportPartTask, current: NonNullable<ReportPartTask['current']>): PartTask {
  const { question: _question, notes_read: _notes, conflicts: _conflicts, ...common } = task;
  return {
    ...common,
    task: 'blog_part',
    brief: { ...task.brief, words: null, tone: null, keywords: null, call_to_action: null, urls: [] },
    brand: { name: '' },
    instruction: asSections(task.instruction ?? ''),
    part: task.part === 'summary' ? 'introduction' : 'section',
    words: WORDS,
    outline: { angle: '', audience: '', keywords: [], sections: [] },
    section: null,
    current,
  };
}

function anew(task: ReportPartTask): PartAnswer {
  const told = saidIn(task.sections.map((s) => s.markdown).join('\n'));
  const fresh = task.notes_read.filter((note) => !told.includes(saidIn(note.claim)));
  const notes = fresh.length > 0 ? fresh : task.notes_read;
  const taken = new Set(task.sections.map((s) => fold(s.heading)));
  const heading = task.part === 'summary' ? '' : headingOf(notes[0], task.passages, taken);
  const made = paragraphs(notes.slice(0, task.part === 'summary' ? 2 : MORE_NOTES));
  return cites(made) ? toPart(heading, made) : toPart(heading, paragraphs(task.notes_read.slice(0, 1)));
}

function retitled({ current }: ReportPartTask, edits: ReturnType<typeof readEdit>[]): PartAnswer {
  let heading = current?.heading ?? '';
  for (const edit of edits) {
    if (edit?.do === 'title') heading = edit.text;
    if (edit?.do === 'shorten_title') heading = clip(heading, SHORT_TITLE);
    if (edit?.do === 'replace') heading = replaceWords(heading, edit.from, edit.to);
  }
  return { heading, markdown: '', evidence: [] };
}
