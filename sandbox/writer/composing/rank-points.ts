import type { Section } from '../reading/read-sections.ts';
import { readSections } from '../reading/read-sections.ts';
import { fold, stem, stemsOf, topicStems, topicWords } from '../reading/words.ts';
import type { Language, Slide, WriterTask } from '../wire.ts';
import { breaksRules } from './breaks-rules.ts';
import { slidesFrom } from './make-slides.ts';
import { textsOf } from './slide-text.ts';

/** A section that may become a slide, with how much it has to do with the brief. */
export interface Point {
  section: Section;
  slides: [Slide, ...Slide[]];
  score: number;
}

export interface Ranking {
  /** Best first. */
  points: Point[];
  sections: Section[];
  /** Share of the brief's meaning that the best document and all documents carry, 0 to 1. */
  coverage: number;
  /** The brief's words that no passage holds, as typed. */
  unknown: string[];
  /** Names of standards in the brief that only passages of another language hold. */
  foreign: string[];
}

/** What a reader asks for besides the topic: "erros", "perguntas", "passos". */
const formats: [RegExp, RegExp][] = [
  [/\b(erros?|mistakes?|errors?)\b/, /\b(erros?|mistakes?|errors?|sinais de alerta|warning signs)\b/],
  [/\b(perguntas?|perguntar|questions?|ask|checklist|auditoria|audit)\b/, /\b(perguntas?|questions?)\b/],
  [/\b(passos?|steps?|como|how)\b/, /\b(passos?|steps?)\b/],
  [
    /\b(o que (?:e|sao|significa)|what|means?|meaning|significado|explicad[oa]|explained|entenda|understand)\b/,
    /^(o que|what|quem|who)\b/,
  ],
  [
    /\b(limites?|numeros?|limits?|numbers?|classes?|class)\b/,
    /\b(limites?|limits?|minima|minimum|maxim|tolerancia|numeros|numbers)\b/,
  ],
];

/** Reads the passages and weighs every section against the brief. */
export function rankPoints(task: WriterTask, extra = ''): Ranking {
  const sections = readSections(task.passages);
  const topic = [...new Set([...topicStems(task.brief.topic), ...topicStems(extra)])];
  const rare = weigher(sections);
  // "Validação de limpeza: o que perguntar" is about cleaning validation; what follows the colon only shapes it.
  const first = new Set(topicStems(/^(.{6,80}?):\s/.exec(task.brief.topic)?.[1] ?? ''));
  const weight = (t: string) => rare(t) * (first.has(t) ? 2 : 1);
  const wanted = formats.filter(([asked]) => asked.test(fold(`${task.brief.topic} ${extra}`)));
  const documents = documentScores(sections, topic, weight);
  const top = Math.max(0.01, ...documents.values());
  const points = sections.flatMap((section): Point[] => {
    const [slide, ...others] = slidesFrom(section, task.brief.topic, task.language).filter(
      (made) => !textsOf(made).some((text) => breaksRules(text, task)),
    );
    if (!slide) return [];
    const heading = new Set(stemsOf(section.heading ?? ''));
    const own = sum(topic, (t) => (section.stems.has(t) ? weight(t) : 0) + (heading.has(t) ? weight(t) : 0));
    const format = wanted.filter(([, held]) => held.test(fold(section.heading ?? ''))).length;
    const document = documents.get(section.document) ?? 0;
    const foreign = section.language !== undefined && section.language !== task.language;
    const bare = section.heading === null && section.bullets.length + section.numbered.length === 0;
    const score =
      (own + 1.5 * document + 2.5 * format * (document / top) + 0.01) *
      (foreign ? 0.2 : 1) *
      (bare ? 0.4 : 1);
    return [{ section, slides: [slide, ...others], score }];
  });
  points.sort((a, b) => b.score - a.score || byPlace(a, b));
  return { points, sections, ...coverageOf(task, sections, rare) };
}

export const byPlace = (a: Point, b: Point): number =>
  a.section.document - b.section.document || a.section.ordinal - b.section.ordinal;

export const isForeign = (point: Point, language: Language): boolean =>
  point.section.language !== undefined && point.section.language !== language;

/** A word says the more the rarer it is among the sections; one that none holds says most. */
function weigher(sections: Section[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const s of sections)
    for (const t of new Set([...s.stems, ...stemsOf(s.title)])) counts.set(t, (counts.get(t) ?? 0) + 1);
  return (t) => Math.log(1 + sections.length / (counts.get(t) ?? 0.5));
}

function documentScores(
  sections: Section[],
  topic: string[],
  weight: (t: string) => number,
): Map<number, number> {
  const scores = new Map<number, number>();
  for (const document of new Set(sections.map((s) => s.document))) {
    const own = sections.filter((s) => s.document === document);
    const title = new Set(stemsOf(own[0]?.title ?? ''));
    const share = (t: string) => own.filter((s) => s.stems.has(t)).length / own.length;
    scores.set(
      document,
      sum(topic, (t) => weight(t) * ((title.has(t) ? 1 : 0) + 0.7 * share(t))),
    );
  }
  return scores;
}

// A long brief says its topic first and its wishes after it.
const TOPIC_CHARS = 160;

function coverageOf(task: WriterTask, sections: Section[], weight: (t: string) => number) {
  const head =
    task.brief.topic.length > TOPIC_CHARS ? (task.brief.topic.split(/[\n.!?]/)[0] ?? '') : task.brief.topic;
  const asked = head.length >= 8 ? head : task.brief.topic;
  const topic = topicStems(asked);
  const held = (own: Section[]) => new Set(own.flatMap((s) => [...s.stems, ...stemsOf(s.title)]));
  const all = held(sections);
  const total = sum(topic, weight);
  const share = (known: Set<string>) =>
    total === 0 ? 0 : sum(topic, (t) => (known.has(t) ? weight(t) : 0)) / total;
  const documents = [...new Set(sections.map((s) => s.document))].map((d) =>
    share(held(sections.filter((s) => s.document === d))),
  );
  // The topic's words scattered over many documents are no document about the topic.
  const coverage = Math.min(share(all), Math.max(0, ...documents) + 0.15);
  const readable = held(sections.filter((s) => s.language === undefined || s.language === task.language));
  const words = topicWords(asked);
  return {
    coverage,
    unknown: words.filter((w) => !within(all, w)),
    foreign: words.filter((w) => isName(w) && within(all, w) && !within(readable, w)),
  };
}

/** "14644-1" is known when its parts are. */
const within = (known: Set<string>, word: string): boolean =>
  word.split('-').every((part) => part === '' || part.length === 1 || known.has(stem(part)));

/** A standard's or regulation's number ("F67", "13485"), which nothing else can stand in for; not a year. */
export const isName = (word: string): boolean =>
  /\d/.test(word) && word.length >= 3 && !/^(19|20)\d\d$/.test(word);

const sum = <T>(values: Iterable<T>, of: (value: T) => number): number => {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
};
