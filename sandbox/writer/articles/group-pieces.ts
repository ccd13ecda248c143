import type { OutlineTask } from '../../../ports/model-tasks.ts';
import { weighTopic } from '../composing/weigh-topic.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { articlePieces, asksQuestions, byPlace, isAboutBrand, isOpening, isProse } from './article-pieces.ts';
import { kinship } from './kinship.ts';
import {
  closingOf,
  type Group,
  joinThin,
  MOST_SECTIONS,
  partHome,
  seriesIn,
  THIN,
  wordsOf,
} from './part-home.ts';
import { topicality } from './topicality.ts';

interface Grouping {
  groups: Group[];
  /** The document that the article follows. */
  home: Piece[];
  /** Pieces that may be told and stand in no group, those nearest to the brief first. */
  spare: Piece[];
}

// Introduction and conclusion take about a fifth of an article.
const BODY = 0.8;
// When a neighbour document's piece belongs beside a section: by what it has in common with it (`kin`), less if it is
// about the brief's own rare words (`topical`), less still where the section would be too thin to stand. Read on the
// seeded knowledge: below these an article on passivation went on about sterile barriers.
const KIN = { any: 0.16, topical: 0.07, topicalList: 0.13, thin: 0.1, seed: 0.05 };
const TOPICAL = 0.45;

/**
 * Parts the document that has most to do with the brief into sections, in its own order, and brings to each what the
 * other documents say about the same thing, until the length asked for is reached.
 */
export function groupPieces(task: OutlineTask, wantedWords: number): Grouping {
  const { subjects } = task;
  if (subjects.length < 2) return groupsAbout(task, wantedWords);
  const each = subjects.map((subject) =>
    groupsAbout(
      {
        ...task,
        subjects: [subject],
        section_count: Math.max(1, Math.round(task.section_count / subjects.length)),
      },
      wantedWords / subjects.length,
    ),
  );
  const told = new Set<Piece>();
  const known = (p: Piece) => [...told].some((q) => q.document === p.document && q.ordinal === p.ordinal);
  const groups = each.flatMap((one) =>
    one.groups.flatMap((group) => {
      const fresh = group.filter((p) => !known(p));
      for (const p of fresh) told.add(p);
      return fresh.length > 0 && wordsOf(fresh) >= THIN ? [fresh] : [];
    }),
  );
  const home = each[0]?.home ?? [];
  return {
    groups: [...groups.filter((g) => !g.some(asksQuestions)), ...groups.filter((g) => g.some(asksQuestions))],
    home,
    spare: each.flatMap((one) => one.spare).filter((p) => !known(p)),
  };
}

/** Pieces of a document that is too short to carry sections: a note of one sentence is a source among others. */
const SHORT_DOCUMENT = 120;

function groupsAbout(task: OutlineTask, wantedWords: number): Grouping {
  const all = articlePieces(task);
  const near = (p: Piece) => nearSubjects(p, task.subjects);
  // Texts on other matters come in only where those on the subject are few.
  const own = all.filter((p) => near(p) > 0);
  const pieces = wordsOf(own) >= Math.min(wantedWords, 500) * 0.6 ? own : all;
  const topic = weighTopic(task.brief.topic, task.language, pieces);
  const worthOf = ([document, score]: [number, number]) => {
    const held = pieces.filter((p) => p.document === document);
    const share = held.filter((p) => [1, 3].includes(near(p))).length / Math.max(1, held.length);
    const isTitled = held.some((p) => near(p) >= 2);
    return score * (share + (isTitled ? 1 : 0.1)) * (wordsOf(held) < SHORT_DOCUMENT ? 0.05 : 1);
  };
  const [best] = [...topic.documents].sort((a, b) => worthOf(b) - worthOf(a) || a[0] - b[0]);
  const score = new Map(pieces.map((p) => [p, topic.score(p)]));
  const worth = (p: Piece) => score.get(p) ?? 0;
  const home = pieces.filter((p) => p.document === best?.[0]).sort(byPlace);
  const byWords = topicality(task.brief.topic, pieces);
  const topical = (p: Piece) =>
    task.subjects.length > 0 && near(p) >= 2 ? Math.max(TOPICAL, byWords(p)) : byWords(p);
  const homeIsBrand = home.some((p) => isOpening(p) && isAboutBrand(p, task.brand.name));
  const others = pieces
    .filter((p) => !home.includes(p) && !isOpening(p))
    // What the company says of itself may stand beside what holds for everybody, but makes no section.
    .filter((p) => homeIsBrand || !isAboutBrand(p, task.brand.name) || isProse(p))
    .sort((a, b) => worth(b) - worth(a) || byPlace(a, b));

  const series = seriesIn(task.brief.topic, home);
  const sections = Math.min(
    MOST_SECTIONS,
    Math.max(task.section_count, series.length > 0 ? series.length + 1 : 0),
  );
  const goal = Math.max((wantedWords * BODY) / sections, THIN * 1.25);
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
  const nearest = (p: Piece, group: Piece[]) => Math.max(0, ...group.map((q) => kin(p, q)));
  // A member of a series cannot join its neighbour.
  const isThin = (group: Piece[]) => wordsOf(group) < THIN && group.some((q) => series.includes(q));
  const fits = (p: Piece, group: Piece[]) => {
    // By what stood there first: what joined may not bring its own kin along.
    const kinship = nearest(
      p,
      group.filter((q) => home.includes(q)),
    );
    if (topical(p) >= TOPICAL) return kinship >= (isProse(p) ? KIN.topical : KIN.topicalList);
    return kinship >= (isThin(group) && isProse(p) ? KIN.thin : KIN.any);
  };
  fill(groups, free, { goal, near: nearest, fits, worth, ofBrand });
  open(groups, () => free().filter((p) => !ofBrand(p)), {
    words: wantedWords * BODY,
    goal,
    near: nearest,
    topical,
    home,
  });
  joinThin(groups, series, Math.max(goal, 2 * THIN));
  return { groups: ordered(groups, home), home, spare: [...(closing ? [closing] : []), ...free()] };
}

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
      .filter((p) => !asksQuestions(p) && topical(p) >= TOPICAL && near(p, home) >= KIN.seed)
      .sort((a, b) => topical(b) - topical(a) || near(b, home) - near(a, home) || byPlace(a, b));
    // A section that finds no company stays out.
    const made = seeds
      .map((seed) => [seed, ...companyOf(seed, free(), wanted)])
      .find((g) => wordsOf(g) >= THIN);
    if (!made) return;
    // The seed names the section; the rest as its document tells it.
    groups.push([...made.slice(0, 1), ...made.slice(1).sort(byPlace)]);
  }

  function companyOf(seed: Piece, pool: Piece[], { goal }: { goal: number }): Piece[] {
    const group = [seed];
    for (;;) {
      const [next] = pool
        .filter((p) => !group.includes(p) && !asksQuestions(p) && wordsOf(group) + p.words <= goal * 1.2)
        .filter((p) => topical(p) >= TOPICAL || p.document === seed.document)
        .filter((p) => near(p, group) >= KIN.topical)
        .sort((a, b) => near(b, group) - near(a, group) || byPlace(a, b));
      if (!next) return group.slice(1);
      group.push(next);
    }
  }
}

/** As the home document tells it, then the neighbours; the questions to take along come last. */
function ordered(groups: Group[], home: Piece[]): Group[] {
  const stage = (g: Group) => (g.some(asksQuestions) ? 2 : g[0] && home.includes(g[0]) ? 0 : 1);
  return [...groups].sort((a, b) => stage(a) - stage(b) || (a[0] && b[0] ? byPlace(a[0], b[0]) : 0));
}
