import type { ArticleOutline } from '../../../ports/content.ts';
import type { OutlineAnswer, OutlineTask } from '../../../ports/model-tasks.ts';
import { editWords } from '../edits/edit-words.ts';
import { type PlacedEdit, placeEdit } from '../edits/place-edit.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { senseOf } from '../edits/sense-of.ts';
import { articlePieces, asksQuestions } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { entriesOf, piecesOf } from './outline-entry.ts';
import { piecesAbout } from './pieces-about.ts';

/**
 * Changes a proposed outline where people's notes ask for it, and nowhere else. Notes that are not followed as a whole
 * leave it as it was: `missing` says why.
 */
export function changeOutline(task: OutlineTask, previous: ArticleOutline): OutlineAnswer {
  const made = {
    ...previous,
    keywords: [...previous.keywords],
    sections: previous.sections.map((o, i) => ({ ...o, id: o.id || `s${i + 1}` })),
  };
  const missing = followed(task, made);
  const { angle, audience, keywords, sections } = missing === null ? made : previous;
  return {
    carried: angle,
    enough: missing === null,
    missing,
    angle,
    audience,
    keywords,
    sections: sections.map(({ heading, point, passage_ids }) => ({ heading, point, passage_ids })),
  };
}

/** Why the notes cannot be followed; null: they were, in place. */
function followed(task: OutlineTask, made: ArticleOutline): string | null {
  const field = (id: 'angle' | 'audience', text: string) => ({ id, label: '', text });
  const draft = {
    kind: 'blog' as const,
    language: task.language,
    passages: task.passages,
    parts: [
      ...made.sections.map((o) => ({ id: o.id, label: o.heading, text: o.point })),
      field('angle', made.angle),
      field('audience', made.audience),
      { id: 'keywords', label: '', text: made.keywords.join(', ') },
    ],
  };
  const own = editWords[task.reply_language ?? task.language];
  for (const note of task.notes) {
    for (const clause of clausesOf(note)) {
      const edit = readEdit(clause);
      if (!edit && senseOf(clause, 'outline') !== 'wish') continue;
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

function change(made: ArticleOutline, { edit, part, after }: PlacedEdit, task: OutlineTask): string | null {
  const { sections } = made;
  const entry = sections.find((o) => o.id === part?.id);
  const behind = after ? sections.findIndex((o) => o.id === after) + 1 : 0;
  switch (edit.do) {
    case 'remove':
      // An article without a section is none.
      if (!entry || sections.length < 2) return 'refused';
      sections.splice(sections.indexOf(entry), 1);
      return null;
    case 'move':
      if (!entry) return 'refused';
      sections.splice(sections.indexOf(entry), 1);
      sections.splice(after ? sections.findIndex((o) => o.id === after) + 1 : 0, 0, entry);
      return null;
    case 'add': {
      const pieces = piecesAbout(edit.about, sections, articlePieces(task), task.brand.name);
      const [entryMade] = entriesOf([pieces], task.language);
      if (!entryMade || pieces.length === 0)
        return articleWords[task.reply_language ?? task.language].noSection(`“${edit.about}”`);
      sections.splice(behind, 0, { ...entryMade, id: `new-${sections.length + 1}` });
      return null;
    }
    case 'shorten': {
      const pieces = articlePieces(task);
      const last = sections.findLastIndex((o) => !piecesOf(o, sections, pieces).some(asksQuestions));
      if (part || sections.length < 3 || last < 1) return 'refused';
      sections.splice(last, 1);
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
