import { fold, noteStems, stemsOf } from '../reading/words.ts';
import type { DraftPart, UnderstandingTask } from '../wire-understanding.ts';
import { closest, meansAll, sectionsOf } from './find-part.ts';
import { isTold } from './is-told.ts';
import { planMove } from './plan-move.ts';
import type { Plan, Planned } from './planned.ts';
import type { Wish } from './read-wish.ts';

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
      const plan = planMove(clause, wish, named, task);
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

const holds = (text: string, phrase: string): boolean => {
  if (fold(text).includes(fold(phrase))) return true;
  const wanted = noteStems(phrase);
  const own = new Set(stemsOf(text));
  return wanted.length > 0 && wanted.every((w) => own.has(w));
};
