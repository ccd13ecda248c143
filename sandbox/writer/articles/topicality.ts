import { isName } from '../composing/weigh-topic.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { stemsOf, topicStems } from '../reading/words.ts';

const publishers = new Set(['iso', 'astm', 'rdc', 'iec', 'en', 'fda', 'anvisa']);

/**
 * Share of the brief's weighed words that a piece holds, or the title of its document, 0 to 1. A word weighs the more
 * the fewer texts know it. What was retrieved holds the brief's words nearly everywhere, so that words which most
 * documents know count in titles alone.
 */
export function topicality(brief: string, pieces: Piece[]): (p: Piece) => number {
  const named = topicStems(brief).some(isName);
  // With its number a standard is a name; without it "ASTM" stands in half of all texts.
  const topic = topicStems(brief).filter((t) => !named || !publishers.has(t));
  const documents = [...new Set(pieces.map((p) => p.document))];
  const held = new Map(
    documents.map((d) => [d, new Set(pieces.filter((p) => p.document === d).flatMap((p) => [...p.stems]))]),
  );
  const titles = new Map(pieces.map((p) => [p.document, new Set(stemsOf(p.title))]));
  const rare = topic.filter((t) => [...held.values()].filter((d) => d.has(t)).length * 2 <= documents.length);
  const inTexts = shareOf(rare, [...held.values()]);
  const told = topic.filter((t) => [...titles.values()].some((title) => title.has(t)));
  const inTitles = shareOf(told, [...titles.values()]);
  return (p) => Math.max(inTexts(p.stems), inTitles(titles.get(p.document) ?? new Set()));
}

function shareOf(words: string[], texts: Set<string>[]): (text: Set<string>) => number {
  const weight = (t: string) => Math.log(1 + texts.length / (texts.filter((d) => d.has(t)).length || 1)) ** 2;
  const sum = (list: string[]) => list.reduce((n, t) => n + weight(t), 0);
  const total = Math.max(0.01, sum(words));
  return (text) => sum(words.filter((t) => text.has(t))) / total;
}
