import type { Language } from '../../../ports/content.ts';
import { fold, stem, stemsOf, topicStems, topicWords } from '../reading/words.ts';

/** A headed piece of a document, as far as weighing goes. */
interface Weighable {
  /** Of the document. */
  title: string;
  heading: string | null;
  document: number;
  language: Language | undefined;
  stems: Set<string>;
}

/** What a brief is about, weighed against what the passages hold. */
interface TopicWeights {
  /** How much a piece has to do with the brief; a poorer one counts less, not nothing. */
  score(piece: Weighable): number;
  /** How much a document has to do with it. */
  documents: Map<number, number>;
  /** Share of the brief's meaning that the best document and all documents carry, 0 to 1. */
  coverage: number;
  /** The brief's words that no passage holds, as typed. */
  unknown: string[];
  /** Names of standards in the brief that only passages of another language hold. */
  foreign: string[];
}

// Of the brief's weighed words, the share that one document should know. Tried on the seeded knowledge: briefs that
// belong to it are above 0.75, foreign ones that share a word or two ("preço do titânio na China") below 0.53.
export const ENOUGH_COVERAGE = 0.55;

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

/** Weighs what the passages hold against a brief's topic; `extra` are further words that are wanted. */
export function weighTopic(brief: string, language: Language, pieces: Weighable[], extra = ''): TopicWeights {
  const topic = [...new Set([...topicStems(brief), ...topicStems(extra)])];
  const rare = weigher(pieces);
  // "Validação de limpeza: o que perguntar" is about cleaning validation; what follows the colon only shapes it.
  const first = new Set(topicStems(/^(.{6,80}?):\s/.exec(brief)?.[1] ?? ''));
  const weight = (t: string) => rare(t) * (first.has(t) ? 2 : 1);
  const wanted = formats.filter(([asked]) => asked.test(fold(`${brief} ${extra}`)));
  const documents = documentScores(pieces, topic, weight);
  const top = Math.max(0.01, ...documents.values());
  return {
    score(piece) {
      const heading = new Set(stemsOf(piece.heading ?? ''));
      const own = sum(topic, (t) => (piece.stems.has(t) ? weight(t) : 0) + (heading.has(t) ? weight(t) : 0));
      const format = wanted.filter(([, held]) => held.test(fold(piece.heading ?? ''))).length;
      const document = documents.get(piece.document) ?? 0;
      const foreign = piece.language !== undefined && piece.language !== language;
      return (own + 1.5 * document + 2.5 * format * (document / top) + 0.01) * (foreign ? 0.2 : 1);
    },
    documents,
    ...coverageOf(brief, language, pieces, rare),
  };
}

/** A word says the more the rarer it is among the sections; one that none holds says most. */
function weigher(sections: Weighable[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const s of sections)
    for (const t of new Set([...s.stems, ...stemsOf(s.title)])) counts.set(t, (counts.get(t) ?? 0) + 1);
  return (t) => Math.log(1 + sections.length / (counts.get(t) ?? 0.5));
}

function documentScores(
  sections: Weighable[],
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

function coverageOf(
  brief: string,
  language: Language,
  sections: Weighable[],
  weight: (t: string) => number,
): Pick<TopicWeights, 'coverage' | 'unknown' | 'foreign'> {
  const head = brief.length > TOPIC_CHARS ? (brief.split(/[\n.!?]/)[0] ?? '') : brief;
  const asked = head.length >= 8 ? head : brief;
  const topic = topicStems(asked);
  const held = (own: Weighable[]) => new Set(own.flatMap((s) => [...s.stems, ...stemsOf(s.title)]));
  const all = held(sections);
  const total = sum(topic, weight);
  const share = (known: Set<string>) =>
    total === 0 ? 0 : sum(topic, (t) => (known.has(t) ? weight(t) : 0)) / total;
  const documents = [...new Set(sections.map((s) => s.document))].map((d) =>
    share(held(sections.filter((s) => s.document === d))),
  );
  // The topic's words scattered over many documents are no document about the topic.
  const coverage = Math.min(share(all), Math.max(0, ...documents) + 0.15);
  const readable = held(sections.filter((s) => s.language === undefined || s.language === language));
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
