import { readPieces } from '../reading/read-pieces.ts';
import { fold, guessLanguage, noteStems, stemsOf } from '../reading/words.ts';
import type { Language } from '../wire.ts';
import type { DraftPart, UnderstandingTask, WantedChange } from '../wire-understanding.ts';
import { closest, meansAll, partsNamed, sectionsOf } from './find-part.ts';
import { partName, phraseWish } from './phrase-wish.ts';
import type { Wish } from './read-wish.ts';
import { replyWords } from './reply-words.ts';

/** One wish with its place; null: the draft as a whole. */
export interface Planned {
  wish: Wish;
  part: DraftPart | null;
  /** The person's own words. */
  clause: string;
  /** For a part that moves or comes new: what it comes behind; null: first. */
  after?: string | null;
}

/** What is wanted and where; or what stands in no passage, or in no part. */
export type Plan = { planned: Planned[] } | { noSource: string } | { noPart: string };

/** Finds the place of a wish. */
export function planWish(clause: string, wish: Wish, named: DraftPart[], task: UnderstandingTask): Plan {
  const sections = sectionsOf(task.parts);
  const one = (part: DraftPart | null, more: Partial<Planned> = {}) => ({
    planned: [{ wish, part, clause, ...more }],
  });
  switch (wish.do) {
    case 'mention': {
      if (!isTold(wish.about, task)) return { noSource: wish.about };
      if (named[0]) return one(named[0]);
      return one(meansAll(clause) ? null : placeFor(wish.about, wish.early, task));
    }
    case 'add': {
      if (!isTold(wish.about, task)) return { noSource: wish.about };
      return one(null, { after: (named[0] ?? sections.at(-1))?.id ?? null });
    }
    case 'without': {
      if (named.length > 0) return { planned: named.map((part) => ({ wish, part, clause })) };
      const holders = task.parts.filter((p) => holds(p.text, wish.phrase));
      return holders.length > 0
        ? { planned: holders.map((part) => ({ wish, part, clause })) }
        : { noPart: wish.phrase };
    }
    case 'replace': {
      const holders =
        named.length > 0 ? named : task.parts.filter((p) => fold(p.text).includes(fold(wish.from)));
      return holders.length > 0
        ? { planned: holders.map((part) => ({ wish, part, clause })) }
        : { noPart: wish.from };
    }
    case 'heading':
      return one(named[0] ?? task.parts.find((p) => p.id === 'title') ?? null);
    case 'move': {
      const plan = moved(clause, wish, named, task);
      // Nothing comes behind itself.
      return 'planned' in plan ? { planned: plan.planned.filter((p) => p.part?.id !== p.after) } : plan;
    }
    case 'drop': {
      // A part that is about something else and mentions it keeps the rest of what it says.
      const holder = named[0] ?? closest(clause, sections);
      if (wish.about !== null && holder && !holds(holder.label, wish.about)) {
        const inside: Wish = { do: 'without', phrase: wish.about, sentence: true };
        return planWish(clause, inside, [], task);
      }
      const about = named.length > 0 ? named : [closest(clause, sections)].filter((p) => p !== undefined);
      return about.length > 0
        ? { planned: about.map((part) => ({ wish, part, clause })) }
        : { noPart: clause };
    }
    default:
      return named.length > 0 ? { planned: named.map((part) => ({ wish, part, clause })) } : one(null);
  }
}

/** Where something that is to be mentioned belongs: early on, or where most is said about it already. */
function placeFor(about: string, early: boolean, task: UnderstandingTask): DraftPart | null {
  const introduction = task.parts.find((p) => p.id === 'introduction');
  if (early && introduction) return introduction;
  const sections = sectionsOf(task.parts);
  if (early) return sections[0] ?? null;
  return closest(about, sections) ?? introduction ?? null;
}

const isTold = (about: string, task: UnderstandingTask): boolean => {
  const wanted = noteStems(about);
  if (wanted.length === 0) return false;
  return readPieces(task.passages).some((p) => {
    const heading = new Set(stemsOf(`${p.heading ?? ''}`));
    return (
      (p.language ?? guessLanguage(about) ?? task.language) === task.language &&
      p.blocks.some((b) =>
        b.units.some((u) => {
          const own = new Set(stemsOf(u.text));
          return wanted.every((w) => own.has(w) || heading.has(w));
        }),
      )
    );
  });
};

const holds = (text: string, phrase: string): boolean => {
  if (fold(text).includes(fold(phrase))) return true;
  const wanted = noteStems(phrase);
  const own = new Set(stemsOf(text));
  return wanted.length > 0 && wanted.every((w) => own.has(w));
};

function moved(
  clause: string,
  wish: Extract<Wish, { do: 'move' }>,
  named: DraftPart[],
  task: UnderstandingTask,
): Plan {
  const sections = sectionsOf(task.parts);
  const first = task.parts.find((p) => p.id === 'introduction')?.id ?? null;
  const part = named[0] ?? closest(clause, sections);
  if (!part) {
    // "Comece pela ISO 13485", and no section is about it: a new one, if the sources can.
    const about = /\b(?:com|pel[oa]|por|with)\s+(.+?)[.!]*$/i.exec(clause)?.[1] ?? clause;
    if (!isTold(about, task)) return { noSource: about };
    return { planned: [{ wish: { do: 'add', about }, part: null, clause, after: first }] };
  }
  const at = sections.indexOf(part);
  const before = (i: number) => sections[i - 1]?.id ?? first;
  const plan = (p: DraftPart, after: string | null): Planned => ({ wish, part: p, clause, after });
  const other = named[1];
  if (wish.where === 'swap' && other) {
    const [a, b] = [part, other].sort((x, y) => sections.indexOf(x) - sections.indexOf(y));
    if (!a || !b) return { planned: [] };
    const back = before(sections.indexOf(a));
    const behind = before(sections.indexOf(b));
    return { planned: [plan(b, back), plan(a, behind === a.id ? b.id : behind)] };
  }
  if (wish.where === 'after' && other) return { planned: [plan(part, other.id)] };
  if (wish.where === 'before' && other) {
    const place = before(sections.indexOf(other));
    return { planned: [plan(part, place === part.id ? before(at) : place)] };
  }
  const to =
    wish.where === 'last'
      ? (sections.filter((s) => s !== part).at(-1)?.id ?? first)
      : wish.where === 'down' || wish.where === 'after'
        ? (sections[at + 1]?.id ?? before(at))
        : wish.where === 'up'
          ? before(Math.max(0, at - 1))
          : first;
  const named2 = partsNamed(clause, task.parts);
  if (wish.where === 'after' && named2.some((p) => p.id === 'introduction'))
    return { planned: [plan(part, first)] };
  return { planned: [plan(part, to)] };
}

const actions: Partial<Record<Wish['do'], WantedChange['action']>> = {
  drop: 'remove',
  add: 'add',
  move: 'move',
};

/** Wishes as changes of parts, one for a part and action, and the sentence that says them back. */
export function toChanges(
  planned: Planned[],
  task: UnderstandingTask,
  language: Language,
): { changes: WantedChange[]; understood: string } {
  const own = replyWords[language];
  const changes: WantedChange[] = [];
  for (const { wish, part, clause, after } of planned) {
    const action = actions[wish.do] ?? 'change';
    const id = action === 'add' ? (after ?? task.parts[0]?.id ?? 'all') : (part?.id ?? 'all');
    const same = changes.find((c) => c.action === action && c.part === id && action === 'change');
    if (same) {
      if (!same.instruction.includes(clause)) same.instruction += `; ${clause}`;
      continue;
    }
    changes.push({
      action,
      part: id,
      after: action === 'move' ? (after ?? null) : null,
      instruction: clause,
    });
  }
  const said = [...new Set(planned.map((p) => p.wish))].map((wish) => {
    const places = planned.filter((p) => p.wish === wish);
    const names = places.map((p) => partName(p.part, task.kind, language));
    const behind = places[0]?.after;
    const after = task.parts.find((p) => p.id === behind);
    // A wish for many parts is said once.
    const part = names.length > 2 ? partName(null, task.kind, language) : names.join(own.joint);
    return phraseWish(wish, part, language, after && partName(after, task.kind, language));
  });
  const list =
    said.length > 1
      ? `${said.slice(0, -1).join('; ')}${said.length > 2 ? ';' : ''}${own.joint}${said.at(-1)}`
      : (said[0] ?? '');
  const whole = planned.some((p) => p.part === null && p.wish.do !== 'add');
  const sentence = `${list.charAt(0).toLocaleUpperCase()}${list.slice(1)}.`;
  return { changes, understood: whole ? sentence : `${sentence} ${own.rest}` };
}
