import type { DraftPart, UnderstandingTask } from '../wire-understanding.ts';
import { closest, partsNamed, sectionsOf } from './find-part.ts';
import { isTold } from './is-told.ts';
import type { Plan, Planned } from './planned.ts';
import type { Wish } from './read-wish.ts';

/** Where a part goes that is to move, or a new one that is to come first. */
export function planMove(
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
