import type { Piece } from '../reading/read-pieces.ts';
import { fold } from '../reading/words.ts';
import { asksQuestions, isOpening, isProse } from './article-pieces.ts';
import { kinship } from './kinship.ts';

/** Pieces that make one section, the one that names it first. */
export type Group = Piece[];

/** Words below which a section is too thin for a heading of its own. */
export const THIN = 60;
export const MOST_SECTIONS = 7;

export const wordsOf = (pieces: Piece[]): number => pieces.reduce((sum, p) => sum + p.words, 0);

/** Neighbours that say most alike, and least, become one section until there are as many as asked for. */
export function partHome(home: Piece[], series: Piece[], sections: number, goal: number): Group[] {
  const groups: Group[] = home.map((p) => [p]);
  const kin = kinship(home);
  // Questions too few for a section close another one.
  const alone = (g: Group) => g.some((p) => series.includes(p) || (asksQuestions(p) && wordsOf(g) >= THIN));
  while (groups.length > sections) {
    const joints = groups.slice(0, -1).map((a, at) => {
      const b = groups[at + 1] ?? [];
      const alike = Math.max(0, ...a.flatMap((p) => b.map((q) => kin(p, q))));
      return {
        at,
        cost: wordsOf([...a, ...b]) / goal - 1.5 * alike + (alone(a) ? 3 : 0) + (alone(b) ? 3 : 0),
      };
    });
    const cheapest = joints.sort((a, b) => a.cost - b.cost || a.at - b.at)[0];
    if (!cheapest) break;
    groups.splice(cheapest.at, 2, [...(groups[cheapest.at] ?? []), ...(groups[cheapest.at + 1] ?? [])]);
  }
  return groups;
}

/** A thin section joins the one before it, else the one after; the members of a series stand by themselves. */
export function joinThin(groups: Group[], series: Piece[], goal: number): void {
  const whole = (g: Group | undefined) => g !== undefined && !g.some((p) => series.includes(p));
  for (let at = 0; at < groups.length && groups.length > 3; at++) {
    const group = groups[at];
    if (!group || !whole(group) || wordsOf(group) >= THIN) continue;
    const [before, after] = [groups[at - 1], groups[at + 1]];
    const ahead = after && whole(after) && !after.some(asksQuestions);
    const first = before && whole(before) ? at - 1 : ahead ? at : undefined;
    if (first === undefined) continue;
    const joined = [...(groups[first] ?? []), ...(groups[first + 1] ?? [])];
    if (wordsOf(joined) > goal * 1.6) continue;
    groups.splice(first, 2, joined);
    at = first - 1;
  }
}

const counted = /^(erro|mistake|error|passo|step|dica|tip|motivo|reason)\s+\d{1,2}\b/;

/** "Erro 1: ...", "Erro 2: ..." of the home document: its members stand each in a section of its own. */
export function seriesIn(topic: string, home: Piece[]): Piece[] {
  const brief = fold(topic);
  const members = home.filter((p) => counted.test(fold(p.heading ?? '')));
  const asked = members.some((p) => {
    const noun = counted.exec(fold(p.heading ?? ''))?.[1] ?? '';
    return new RegExp(`\\b${noun}e?s?\\b`).test(brief);
  });
  return members.length >= (asked ? 2 : 3) ? members.slice(0, MOST_SECTIONS - 1) : [];
}

/** The document's last paragraph is kept for the conclusion, if the sections can spare it. */
export function closingOf(home: Piece[], series: Piece[], sections: number): Piece | undefined {
  const told = home.filter((p) => !isOpening(p));
  if (told.length <= Math.max(sections, 3)) return undefined;
  return told.findLast((p) => isProse(p) && p.words >= 20 && !series.includes(p) && told.indexOf(p) > 0);
}
