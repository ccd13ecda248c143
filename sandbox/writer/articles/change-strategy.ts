import { editWords } from '../edits/edit-words.ts';
import { type PlacedEdit, placeEdit } from '../edits/place-edit.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { senseOf } from '../edits/sense-of.ts';
import type { Strategy, StrategyAnswer, StrategyTask } from '../wire.ts';
import { articlePieces, asksQuestions } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { outlineOf, piecesOf } from './outline-entry.ts';
import { piecesAbout } from './pieces-about.ts';

/**
 * Changes a proposed strategy where people's notes ask for it, and nowhere else. Notes that are not followed as a whole
 * leave it as it was: `missing` says why.
 */
export function changeStrategy(task: StrategyTask, previous: Strategy): StrategyAnswer {
  const made = {
    ...previous,
    keywords: [...previous.keywords],
    outline: previous.outline.map((o, i) => ({ ...o, id: o.id || `s${i + 1}` })),
  };
  const missing = followed(task, made);
  const { angle, audience, keywords, outline } = missing === null ? made : previous;
  return {
    carried: angle,
    enough: missing === null,
    missing,
    angle,
    audience,
    keywords,
    outline: outline.map(({ heading, point, passage_ids }) => ({ heading, point, passage_ids })),
  };
}

/** Why the notes cannot be followed; null: they were, in place. */
function followed(task: StrategyTask, made: Strategy): string | null {
  const field = (id: 'angle' | 'audience', text: string) => ({ id, label: '', text });
  const draft = {
    kind: 'blog' as const,
    language: task.language,
    passages: task.passages,
    parts: [
      ...made.outline.map((o) => ({ id: o.id, label: o.heading, text: o.point })),
      field('angle', made.angle),
      field('audience', made.audience),
      { id: 'keywords', label: '', text: made.keywords.join(', ') },
    ],
  };
  const own = editWords[task.reply_language ?? task.language];
  for (const note of task.notes) {
    for (const clause of clausesOf(note)) {
      const edit = readEdit(clause);
      if (!edit && senseOf(clause, 'strategy') !== 'wish') continue;
      const placed = edit ? placeEdit(edit, draft) : 'refused';
      if (placed === 'refused') return own.refusal;
      if ('noPart' in placed) return own.noPart(placed.noPart);
      if ('noSource' in placed) return own.noSource(placed.noSource);
      for (const one of placed) {
        const problem = change(made, one, task);
        if (problem !== null) return problem === 'refused' ? own.refusal : problem;
      }
    }
  }
  return null;
}

function change(made: Strategy, { edit, part, after }: PlacedEdit, task: StrategyTask): string | null {
  const { outline } = made;
  const entry = outline.find((o) => o.id === part?.id);
  const behind = after ? outline.findIndex((o) => o.id === after) + 1 : 0;
  switch (edit.do) {
    case 'remove':
      // An article without a section is none.
      if (!entry || outline.length < 2) return 'refused';
      outline.splice(outline.indexOf(entry), 1);
      return null;
    case 'move':
      if (!entry) return 'refused';
      outline.splice(outline.indexOf(entry), 1);
      outline.splice(after ? outline.findIndex((o) => o.id === after) + 1 : 0, 0, entry);
      return null;
    case 'add': {
      const pieces = piecesAbout(edit.about, outline, articlePieces(task), task.brand.name);
      const [entryMade] = outlineOf([pieces], task.language);
      if (!entryMade || pieces.length === 0)
        return articleWords[task.reply_language ?? task.language].noSection(`“${edit.about}”`);
      outline.splice(behind, 0, { ...entryMade, id: `new-${outline.length + 1}` });
      return null;
    }
    case 'shorten': {
      const pieces = articlePieces(task);
      const last = outline.findLastIndex((o) => !piecesOf(o, outline, pieces).some(asksQuestions));
      if (part || outline.length < 3 || last < 1) return 'refused';
      outline.splice(last, 1);
      return null;
    }
    case 'title':
    case 'replace': {
      const said = (text: string) =>
        edit.do === 'title' ? edit.text : replaceWords(text, edit.from, edit.to);
      if (entry) entry.heading = said(entry.heading);
      else if (part?.id === 'angle' || part?.id === 'audience') made[part.id] = said(made[part.id]);
      else if (part?.id === 'keywords') made.keywords = listOf(said(made.keywords.join(', ')));
      return null;
    }
    default:
      return 'refused';
  }
}

/** Keywords as a person types them. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((k) => k.trim())
    .filter((k) => k !== '')
    .slice(0, 8);
