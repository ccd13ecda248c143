import type { Evidence } from '../../../ports/content.ts';
import type { Deck, DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { namesAny, nearSubjects, topicIn } from '../reading/about-subjects.ts';
import { shorten } from '../reading/shorten.ts';
import { countWords, fold } from '../reading/words.ts';
import { withPictures } from './add-pictures.ts';
import { type Choice, choosePoints, homeOf, seriesOf } from './choose-points.ts';
import { coverTitle } from './cover-title.ts';
import { withDisclaimers } from './disclaimers.ts';
import { isForeign, type Ranking, rankPoints } from './rank-points.ts';
import { ENOUGH_COVERAGE, isName } from './weigh-topic.ts';
import { closings, ownWords } from './words-for-people.ts';
import { writePost } from './write-post.ts';

/** Share of the slides that has to be about what the brief is about. */
const MOST = 0.6;
/** Share that has to name it. */
const NAMED = 0.2;

interface Composition {
  deck: Deck;
  ranking: Ranking;
  choices: Choice[];
  /** False when the passages do not carry the brief: then nothing may be shown. */
  enough: boolean;
  /** In the brief's language, what a person should add; null when there is enough. */
  missing: string | null;
}

/** Composes a whole deck from the brief and the passages. The same task always gives the same deck. */
export function composeDeck(asked: DeckMaterial): Composition {
  const task = { ...asked, brief: { ...asked.brief, topic: topicIn(asked) } };
  const ranking = rankPoints(task);
  const choices = choosePoints(task, ranking);
  const points = withPictures(
    choices.map((c) => c.slide),
    task,
  );
  const title = titleOf(task, ranking, choices);
  const intro = introOf(task, ranking, choices);
  const slides = [coverSlide(task, title, intro, points), ...points, callToAction(task, points.at(-1))];
  const told = intro.map((e) => e.quote);
  const missing = whatIsMissing(task, ranking, choices, title);
  return {
    deck: { title, slides, post: withDisclaimers(writePost(task, slides, told), task) },
    ranking,
    choices,
    enough: missing === null,
    missing,
  };
}

/** What a person should add so that the brief can be carried; null when it can. */
function whatIsMissing(
  task: DeckMaterial,
  ranking: Ranking,
  choices: Choice[],
  title: string,
): string | null {
  const own = ownWords[task.language];
  const quoted = (words: string[]) =>
    words
      .slice(0, 5)
      .map((w) => `“${w}”`)
      .join(', ');
  const { unknown, foreign, coverage } = ranking;
  // Where the subject is known, the brief's other words only shape it.
  const needed = task.subjects.length > 0 ? ENOUGH_COVERAGE / 2 : ENOUGH_COVERAGE;
  if (coverage < needed || unknown.some(isName)) {
    return own.missing(unknown.length > 0 ? quoted(unknown) : `“${title}”`);
  }
  if (foreign.length > 0) return own.otherLanguage(quoted(foreign));
  const about = choices.filter((c) => nearSubjects(c.point.section, task.subjects) > 0).length;
  const wanted = task.slides - 2;
  const named = choices.filter((c) => namesAny(c.point.section.stems, task.subjects)).length;
  const enough = choices.length >= wanted && about >= wanted * MOST && named >= wanted * NAMED;
  return enough ? null : own.short(`“${title}”`, Math.min(about, choices.length));
}

function titleOf(task: DeckMaterial, ranking: Ranking, choices: Choice[]): string {
  const home = homeOf(choices);
  const shown = choices.map((c) => c.slide);
  const series = seriesOf(task, ranking.points).length;
  const wanted = Number(/\b(\d{1,2})\b/.exec(task.brief.topic)?.[1]);
  const listed = shown.some(
    (s) =>
      ((s.layout === 'list' || s.layout === 'checklist') && s.items.length === wanted) ||
      (s.layout === 'steps' && s.steps.length === wanted),
  );
  const promised = series === wanted || listed ? wanted : undefined;
  const fallback = ranking.sections.find((s) => s.document === home)?.title ?? task.brief.topic;
  return coverTitle(task.brief.topic, promised, fallback);
}

/** Opening sentences of the document that most of the deck comes from, else of its best point. */
function introOf(task: DeckMaterial, ranking: Ranking, choices: Choice[]): Evidence[] {
  const home = homeOf(choices);
  const opening = ranking.sections.filter(
    (s) => s.document === home && s.heading === null && s.bullets.length === 0,
  );
  const named = choices.filter((c) => !isForeign(c.point, task.language)).map((c) => c.point.section);
  return [...opening, ...named]
    .filter((s) => s.language === undefined || s.language === task.language)
    .flatMap((s) => s.sentences.map((quote) => ({ passage_id: s.passageId, quote })))
    .filter((e) => countWords(e.quote) >= 6)
    .slice(0, 3);
}

function coverSlide(task: DeckMaterial, title: string, intro: Evidence[], points: Slide[]): Slide {
  const own = ownWords[task.language];
  const shown = new Set(points.flatMap((s) => s.evidence.map((e) => e.quote)));
  const audience = task.brief.audience?.trim();
  const short = intro.filter((e) => countWords(shorten(e.quote, 18)) <= 22 && fold(e.quote) !== fold(title));
  const said = short.find((e) => !shown.has(e.quote)) ?? short[0];
  return {
    layout: 'cover',
    kicker: audience && countWords(audience) <= 6 ? own.forAudience(audience) : own.kickers[mostly(points)],
    title,
    subtitle: said ? shorten(said.quote, 18) : own.swipe,
    evidence: said ? [said] : [],
  };
}

function callToAction(task: DeckMaterial, last: Slide | undefined): Slide {
  const own = ownWords[task.language];
  const asked = task.brief.call_to_action?.replace(/\s+/g, ' ').trim();
  return asked
    ? { layout: 'cta', title: own.next, body: own.share, action: asked, evidence: [] }
    : {
        layout: 'cta',
        title: closings[task.language][closingOf(last)],
        body: own.share,
        action: own.follow(task.brand.handle),
        evidence: [],
      };
}

/** What the deck leaves in its reader's hands: what its page before the last is. */
function closingOf(last: Slide | undefined): keyof (typeof closings)['pt'] {
  if (last?.layout === 'checklist' || last?.layout === 'list')
    return last.items.every((item) => item.endsWith('?')) ? 'questions' : 'list';
  if (last?.layout === 'steps') return 'steps';
  return last?.layout === 'numbers' || last?.layout === 'chart' ? 'numbers' : 'other';
}

/** What most of the deck is. */
function mostly(points: readonly Slide[]): keyof (typeof ownWords)['pt']['kickers'] {
  const count = (...layouts: Slide['layout'][]) => points.filter((s) => layouts.includes(s.layout)).length;
  const kinds = [
    ['comparison', count('comparison')],
    ['numbers', count('numbers', 'chart')],
    ['steps', count('steps')],
    ['checklist', count('checklist')],
  ] as const;
  const [most, times] = kinds.toSorted(([, a], [, b]) => b - a)[0] ?? ['other', 0];
  return times >= 2 || times * 3 >= points.length ? most : 'other';
}
