import type { DraftPart, UnderstandingTask } from '../../../ports/model-tasks.ts';
import { readPieces } from '../reading/read-pieces.ts';
import { fold, noteStems, stemsOf } from '../reading/words.ts';
import { movableOf, partAt, sectionsOf } from './find-part.ts';
import type { Edit, Place } from './read-edits.ts';

/** An edit of one part; null: of the draft as a whole. */
export interface PlacedEdit {
  edit: Edit;
  part: DraftPart | null;
  /** Of a part that moves or comes new: id of what it comes behind; null: it comes first. */
  after?: string | null;
}

/** Where an edit is to be made, or why it cannot be. */
type Placed = PlacedEdit[] | { noPart: string } | { noSource: string } | 'refused';

type Draft = Pick<UnderstandingTask, 'kind' | 'parts' | 'passages' | 'language'>;

/** Finds the parts that an edit is about. */
export function placeEdit(edit: Edit, draft: Draft): Placed {
  const { parts, kind } = draft;
  const sections = movableOf(parts, kind);
  if (edit.do === 'move') return placeMove(edit, draft);
  const found: DraftPart[] = [];
  for (const place of edit.places) {
    const part = partAt(place, parts);
    if (!part) return { noPart: wordsOf(place, kind) };
    found.push(part);
  }
  switch (edit.do) {
    case 'add':
      // A report is asked for what nothing is known about yet.
      if (kind !== 'research' && !isTold(edit.about, draft)) return { noSource: edit.about };
      return [{ edit, part: null, after: (found[0] ?? sections.at(-1))?.id ?? null }];
    case 'remove':
      return found.every((part) => sections.includes(part))
        ? found.map((part) => ({ edit, part }))
        : 'refused';
    case 'replace': {
      const holders = (found.length > 0 ? found : parts).filter((p) =>
        fold(`${p.label}\n${p.text}`).includes(fold(edit.from)),
      );
      return holders.length > 0 ? holders.map((part) => ({ edit, part })) : { noPart: edit.from };
    }
    case 'title':
    case 'shorten_title':
    case 'other_title': {
      const own = parts.find((p) => p.id === 'title' || p.id === 'slide-1');
      const [part = own] = found;
      const headed = part && sectionsOf(parts).includes(part);
      const fits =
        part?.id === 'title' ||
        (edit.do === 'title' ? headed || fields.has(part?.id ?? '') : edit.do === 'shorten_title' && headed);
      return part && fits && found.length < 2 ? [{ edit, part }] : 'refused';
    }
    case 'deepen':
    case 'source':
      if (kind !== 'research') return 'refused';
      return found.length > 0 ? found.map((part) => ({ edit, part })) : [{ edit, part: null }];
    case 'shorten':
      return found.length > 0 ? found.map((part) => ({ edit, part })) : [{ edit, part: null }];
  }
}

const fields = new Set(['meta_description', 'keywords', 'angle', 'audience']);

function placeMove(edit: Extract<Edit, { do: 'move' }>, draft: Draft): Placed {
  const sections = movableOf(draft.parts, draft.kind);
  const lead = draft.parts.find((p) => p.id === 'introduction' || p.id === 'slide-1')?.id ?? null;
  const [what, beside] = edit.places;
  if (!what) return 'refused';
  const part = partAt(what, draft.parts);
  if (!part && edit.where === 'first' && 'about' in what) {
    // "Comece pela ISO 13485", and no section is about it: a new one, if the sources can.
    const added: Edit = { do: 'add', about: what.about, places: [], clause: edit.clause };
    return isTold(what.about, draft) ? [{ edit: added, part: null, after: lead }] : { noSource: what.about };
  }
  if (!part) return { noPart: wordsOf(what, draft.kind) };
  if (!sections.includes(part)) return 'refused';
  const others = sections.filter((s) => s !== part);
  if (edit.where === 'first') return [{ edit, part, after: lead }];
  if (edit.where === 'last') return [{ edit, part, after: others.at(-1)?.id ?? lead }];
  const other = beside && partAt(beside, draft.parts);
  if (!other) return beside ? { noPart: wordsOf(beside, draft.kind) } : 'refused';
  if (other === part) return 'refused';
  if (edit.where === 'after') return [{ edit, part, after: other.id }];
  return [{ edit, part, after: others[others.indexOf(other) - 1]?.id ?? lead }];
}

const wordsOf = (place: Place, kind: Draft['kind']): string =>
  'about' in place
    ? place.about
    : 'part' in place
      ? place.part
      : `${kind === 'carousel' ? 'slide' : 'section'} ${place.number}`;

/** Whether a sentence of the passages, with its heading, holds all these words. */
function isTold(about: string, { passages, language }: Draft): boolean {
  const wanted = noteStems(about);
  return (
    wanted.length > 0 &&
    readPieces(passages)
      .filter((p) => (p.language ?? language) === language)
      .some((p) => {
        const heading = new Set(stemsOf(p.heading ?? ''));
        return p.blocks
          .flatMap((b) => b.units)
          .some((u) => {
            const own = new Set(stemsOf(u.text));
            return wanted.every((w) => own.has(w) || heading.has(w));
          });
      })
  );
}
