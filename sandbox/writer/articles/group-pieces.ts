import { weighTopic } from '../composing/weigh-topic.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { fold, topicStems } from '../reading/words.ts';
import type { StrategyTask } from '../wire-article.ts';
import { articlePieces, asksQuestions, byPlace, isAboutBrand, isOpening, isProse } from './article-pieces.ts';
import { kinship } from './kinship.ts';

/** Pieces that make one section, the one that names it first. */
export type Group = Piece[];

export interface Grouping {
  groups: Group[];
  /** The document that the article follows. */
  home: Piece[];
  /** Pieces that may be told and stand in no group, those nearest to the brief first. */
  spare: Piece[];
}

const MOST_SECTIONS = 7;
// Introduction and conclusion take about a fifth of an article.
const BODY = 0.8;
// When a neighbour document's piece belongs beside a section: by what it has in common with it (`kin`), less if it is
// about the brief's own rare words (`topical`), less still where the section would be too thin to stand. Read on the
// seeded knowledge: below these an article on passivation went on about sterile barriers.
const KIN = { any: 0.17, topical: 0.07, thin: 0.1 };
const TOPICAL = 0.4;
const THIN = 60;

/**
 * Parts the document that has most to do with the brief into sections, in its own order, and brings to each what the
 * other documents say about the same thing, until the length asked for is reached.
 */
export function groupPieces(task: StrategyTask, wantedWords: number): Grouping {
  const pieces = articlePieces(task);
  const topic = weighTopic(task.brief.topic, task.language, pieces);
  const [best] = [...topic.documents].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const score = new Map(pieces.map((p) => [p, topic.score(p)]));
  const worth = (p: Piece) => score.get(p) ?? 0;
  const home = pieces.filter((p) => p.document === best?.[0]).sort(byPlace);
  const topical = topicality(task.brief.topic, pieces);
  const homeIsBrand = home.some((p) => isOpening(p) && isAboutBrand(p, task.brand.name));
  const others = pieces
    .filter((p) => !home.includes(p) && !isOpening(p))
    // What the company says of itself may stand beside what holds for everybody, but makes no section.
    .filter((p) => homeIsBrand || !isAboutBrand(p, task.brand.name) || isProse(p))
    .sort((a, b) => worth(b) - worth(a) || byPlace(a, b));

  const series = seriesIn(task.brief.topic, home);
  const sections = Math.min(
    MOST_SECTIONS,
    Math.max(task.sections, series.length > 0 ? series.length + 1 : 0),
  );
  const goal = (wantedWords * BODY) / sections;
  const closing = closingOf(home, series, sections);
  const groups = partHome(
    home.filter((p) => !isOpening(p) && p !== closing),
    series,
    sections,
    goal,
  );
  const ofBrand = (p: Piece) => !homeIsBrand && isAboutBrand(p, task.brand.name);
  const free = () => others.filter((p) => !groups.some((g) => g.includes(p)));
  const kin = kinship(pieces);
  const near = (p: Piece, group: Piece[]) => Math.max(0, ...group.map((q) => kin(p, q)));
  const fits = (p: Piece, group: Piece[]) => {
    const thin = wordsOf(group) < THIN ? KIN.thin : KIN.any;
    return near(p, group) >= (topical(p) >= TOPICAL ? KIN.topical : thin);
  };
  fill(groups, free, { goal, near, fits, worth, ofBrand });
  open(groups, () => free().filter((p) => !ofBrand(p)), {
    words: wantedWords * BODY,
    goal,
    near,
    topical,
    home,
  });
  joinThin(groups, series);
  return { groups: ordered(groups, home), home, spare: [...(closing ? [closing] : []), ...free()] };
}

const wordsOf = (pieces: Piece[]): number => pieces.reduce((sum, p) => sum + p.words, 0);

type Near = (p: Piece, group: Piece[]) => number;

interface Wanted {
  /** Words of a section. */
  goal: number;
  near: Near;
  fits: (p: Piece, group: Piece[]) => boolean;
  worth: (p: Piece) => number;
  ofBrand: (p: Piece) => boolean;
}

/** Adds the nearest piece to the section that lacks most, until none lacks or nothing near is left. */
function fill(groups: Group[], free: () => Piece[], wanted: Wanted): void {
  const done = new Set<Group>();
  const { goal, near, fits, worth, ofBrand } = wanted;
  for (;;) {
    const group = groups
      .filter((g) => !done.has(g) && g.length < 5 && wordsOf(g) < goal * 0.85 && !g.some(asksQuestions))
      .sort((a, b) => wordsOf(a) - wordsOf(b))[0];
    if (!group) return;
    const value = (p: Piece) => near(p, group) * (1 + worth(p) / 40) * (isProse(p) ? 1.3 : 1);
    const [next] = free()
      .filter((p) => fits(p, group) && !asksQuestions(p) && wordsOf(group) + p.words <= goal * 1.35)
      .filter((p) => !(ofBrand(p) && (near(p, group) < KIN.any || group.some(ofBrand))))
      .sort((a, b) => value(b) - value(a) || byPlace(a, b));
    if (next) group.push(next);
    else done.add(group);
  }
}

/** Opens further sections with neighbours that are about the brief as well, while the article lacks words. */
function open(
  groups: Group[],
  free: () => Piece[],
  wanted: { words: number; goal: number; near: Near; topical: (p: Piece) => number; home: Piece[] },
): void {
  const { near, topical, home } = wanted;
  while (groups.length < MOST_SECTIONS && wordsOf(groups.flat()) < wanted.words * 0.9) {
    const seeds = free()
      .filter((p) => !asksQuestions(p) && topical(p) >= TOPICAL && near(p, home) >= KIN.thin)
      .sort((a, b) => topical(b) - topical(a) || byPlace(a, b));
    // A section that finds no company stays out.
    const made = seeds
      .map((seed) => [seed, ...companyOf(seed, free(), wanted)])
      .find((g) => wordsOf(g) >= THIN);
    if (!made) return;
    groups.push(made.sort(byPlace));
  }

  function companyOf(seed: Piece, pool: Piece[], { goal }: { goal: number }): Piece[] {
    const group = [seed];
    for (;;) {
      const [next] = pool
        .filter((p) => !group.includes(p) && !asksQuestions(p) && wordsOf(group) + p.words <= goal * 1.2)
        .filter(
          (p) =>
            near(p, group) >= (topical(p) >= TOPICAL || p.document === seed.document ? KIN.topical : KIN.any),
        )
        .sort((a, b) => near(b, group) - near(a, group) || byPlace(a, b));
      if (!next) return group.slice(1);
      group.push(next);
    }
  }
}

/**
 * Share of the brief's weighed words that a piece holds, 0 to 1: a word weighs the more the fewer documents know it, and
 * nothing when most do. A brief of such words alone ("implantes") makes no piece topical.
 */
function topicality(brief: string, pieces: Piece[]): (p: Piece) => number {
  const documents = [...new Set(pieces.map((p) => p.document))].map(
    (d) => new Set(pieces.filter((p) => p.document === d).flatMap((p) => [...p.stems])),
  );
  const known = (t: string) => documents.filter((d) => d.has(t)).length;
  const topic = topicStems(brief).filter((t) => known(t) * 2 <= documents.length || documents.length <= 2);
  const weight = (t: string) => Math.log(1 + documents.length / (known(t) || 1)) ** 2;
  const total = topic.reduce((sum, t) => sum + weight(t), 0);
  return (p) =>
    topic.filter((t) => p.stems.has(t)).reduce((sum, t) => sum + weight(t), 0) / Math.max(0.01, total);
}

/** A thin section joins the one before it, else the one after; the members of a series stand by themselves. */
function joinThin(groups: Group[], series: Piece[]): void {
  const whole = (g: Group | undefined) => g !== undefined && !g.some((p) => series.includes(p));
  for (let at = 0; at < groups.length && groups.length > 3; at++) {
    const group = groups[at];
    if (!group || !whole(group) || wordsOf(group) >= THIN) continue;
    const [before, after] = [groups[at - 1], groups[at + 1]];
    const ahead = after && whole(after) && !after.some(asksQuestions);
    const first = before && whole(before) ? at - 1 : ahead ? at : undefined;
    if (first === undefined) continue;
    groups.splice(first, 2, [...(groups[first] ?? []), ...(groups[first + 1] ?? [])]);
    at = first - 1;
  }
}

const counted = /^(erro|mistake|error|passo|step|dica|tip|motivo|reason)\s+\d{1,2}\b/;

/** "Erro 1: ...", "Erro 2: ..." of one document when the brief asks for such a series. */
function seriesIn(topic: string, home: Piece[]): Piece[] {
  const brief = fold(topic);
  const members = home.filter((p) => {
    const noun = counted.exec(fold(p.heading ?? ''))?.[1];
    return noun !== undefined && new RegExp(`\\b${noun}e?s?\\b`).test(brief);
  });
  return members.length >= 2 ? members.slice(0, MOST_SECTIONS - 1) : [];
}

/** The document's last paragraph is kept for the conclusion, if the sections can spare it. */
function closingOf(home: Piece[], series: Piece[], sections: number): Piece | undefined {
  const told = home.filter((p) => !isOpening(p));
  if (told.length <= Math.max(sections, 3)) return undefined;
  return told.findLast((p) => isProse(p) && p.words >= 20 && !series.includes(p) && told.indexOf(p) > 0);
}

/** Neighbours that say most alike, and least, become one section until there are as many as asked for. */
function partHome(home: Piece[], series: Piece[], sections: number, goal: number): Group[] {
  const groups: Group[] = home.map((p) => [p]);
  const kin = kinship(home);
  const alone = (g: Group) => g.some((p) => series.includes(p) || asksQuestions(p));
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

/** As the home document tells it, then the neighbours; the questions to take along come last. */
function ordered(groups: Group[], home: Piece[]): Group[] {
  const stage = (g: Group) => (g.some(asksQuestions) ? 2 : g[0] && home.includes(g[0]) ? 0 : 1);
  return [...groups].sort((a, b) => stage(a) - stage(b) || (a[0] && b[0] ? byPlace(a[0], b[0]) : 0));
}
