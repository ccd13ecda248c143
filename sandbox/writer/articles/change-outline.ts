import type { Piece } from '../reading/read-pieces.ts';
import { noteStems } from '../reading/words.ts';
import type { Planned } from '../understanding/planned.ts';
import type { Language } from '../wire.ts';
import type { OutlineEntry } from '../wire-article.ts';
import { asksQuestions } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { technicality } from './edit-blocks.ts';
import { outlineOf, piecesOf } from './outline-entry.ts';
import { piecesAbout } from './pieces-about.ts';

export interface OutlineFacts {
  pieces: Piece[];
  language: Language;
  brand: string;
  /** Sections that a new strategy would have. */
  fresh: Omit<OutlineEntry, 'id'>[];
}

/**
 * Applies one wish to an outline, in place.
 *
 * @returns What could not be done, in words for a person; null when it was.
 */
export function changeOutline(outline: OutlineEntry[], planned: Planned, facts: OutlineFacts): string | null {
  const { wish, part, after } = planned;
  const entry = outline.find((o) => o.id === part?.id);
  const meant = entry ? [entry] : outline;
  const keep = (entries: OutlineEntry[], kept: (own: Piece[]) => Piece[]) => {
    for (const o of entries) keepPieces(o, outline, facts.pieces, kept);
  };
  const behind = (id: string | null | undefined) =>
    id === null ? 0 : ((outline.findIndex((o) => o.id === id) + outline.length) % outline.length) + 1;
  switch (wish.do) {
    case 'drop':
      // An article without a section is none.
      if (entry && outline.length > 1) outline.splice(outline.indexOf(entry), 1);
      return null;
    case 'heading':
      if (entry) entry.heading = wish.text;
      return null;
    case 'add':
    case 'mention': {
      const [made] = outlineOf([piecesAbout(wish.about, outline, facts.pieces, facts.brand)], facts.language);
      if (!made || made.passage_ids.length === 0)
        return articleWords[facts.language].noSection(`“${wish.about}”`);
      if (wish.do === 'mention' && entry) {
        entry.point = `${entry.point}; ${made.point}`;
        entry.passage_ids = [...new Set([...entry.passage_ids, ...made.passage_ids])];
      } else {
        const place = wish.do === 'mention' && wish.early ? 0 : behind(after);
        outline.splice(place, 0, { ...made, id: `new-${outline.length + 1}` });
      }
      return null;
    }
    case 'move':
      if (entry) {
        outline.splice(outline.indexOf(entry), 1);
        outline.splice(outline.findIndex((o) => o.id === after) + 1, 0, entry);
      }
      return null;
    case 'simpler':
      keep(meant, simplest);
      return null;
    case 'shorter': {
      const last = outline.findLastIndex((o) => !piecesOf(o, outline, facts.pieces).some(asksQuestions));
      if (entry) keep(meant, (own) => own.slice(0, Math.ceil(own.length / 2)));
      else if (outline.length > 2 && last > 0) outline.splice(last, 1);
      return null;
    }
    case 'longer': {
      const more = facts.fresh.find((f) => !outline.some((o) => o.heading === f.heading));
      if (!entry && more) outline.push({ ...more, id: `new-${outline.length + 1}` });
      return null;
    }
    case 'without': {
      const words = noteStems(wish.phrase);
      keep(meant, (own) => own.filter((p) => !words.every((w) => p.stems.has(w))));
      return null;
    }
    default:
      return null;
  }
}

/** Cuts an entry down to some of its pieces; one that would lose all keeps what it has. */
function keepPieces(
  entry: OutlineEntry,
  outline: OutlineEntry[],
  pieces: Piece[],
  keep: (own: Piece[]) => Piece[],
): void {
  const kept = keep(piecesOf(entry, outline, pieces));
  // The heading stays; only what the entry covers becomes less.
  const [made] = kept.length > 0 ? outlineOf([kept], 'en') : [];
  if (!made) return;
  entry.point = made.point;
  entry.passage_ids = made.passage_ids;
}

const weightOf = (p: Piece): number =>
  technicality(p.blocks.flatMap((b) => b.units.map((u) => u.text)).join(' ')) / Math.max(1, p.words);

/** The half of the pieces that has least of numbers and names of standards, in its old order; the first one stays. */
function simplest(own: Piece[]): Piece[] {
  const light = [...own].sort((a, b) => weightOf(a) - weightOf(b)).slice(0, Math.ceil(own.length / 2));
  return own.filter((p, i) => i === 0 || light.includes(p));
}
