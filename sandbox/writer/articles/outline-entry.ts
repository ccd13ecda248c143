import type { Language, OutlineEntry } from '../../../ports/content.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { capital } from '../reading/shorten.ts';
import { fold } from '../reading/words.ts';
import { labelOf } from './article-pieces.ts';
import { articleWords } from './article-words.ts';

/**
 * Puts groups into words: the first piece's heading names a section, `point` lists what it covers. The list is also how
 * the section finds its pieces again (`piecesOf`), which is why it holds the headings as they stand.
 */
export function entriesOf(groups: Piece[][], language: Language): Omit<OutlineEntry, 'id'>[] {
  const named = groups.flatMap((g) => g[0] ?? []);
  // Told one by one, or not counted at all: "First mistake", then "Fourth mistake", asks where the others are.
  const inSeries = (p: Piece) => {
    const members = groups.flat().filter((q) => q.document === p.document && member.test(labelOf(q)));
    return members.length >= 2 && members.every((q) => named.includes(q));
  };
  const taken = new Set<string>();
  return groups.map((group) => {
    const [first] = group;
    const plain = first ? headingOf(first, inSeries(first), language) : '';
    const heading = taken.has(fold(plain)) && first ? `${plain} (${first.title})` : plain;
    taken.add(fold(heading));
    return {
      heading,
      point: group.map(labelOf).join('; '),
      passage_ids: [...new Set(group.flatMap((p) => p.passageIds))],
    };
  });
}

const member = /^(\p{L}+)\s+(\d{1,2}):\s+(.+)$/u;
const feminine = new Set(['dica', 'razao', 'pergunta', 'etapa']);

/**
 * "Erro 3: ..." as "Terceiro erro: ...", as a digit that no quote holds would be a claim of its own; out of its series
 * without the count.
 */
function headingOf(piece: Piece, inSeries: boolean, language: Language): string {
  const label = labelOf(piece).replace(/[.:;,]+$/, '');
  const [, noun, number, rest] = member.exec(label) ?? [];
  if (!noun || !number || !rest) return capital(label);
  const own = articleWords[language];
  const list = feminine.has(fold(noun)) ? own.ordinalsFeminine : own.ordinals;
  const ordinal = inSeries ? list[Number(number) - 1] : undefined;
  return ordinal ? `${ordinal} ${noun.toLowerCase()}: ${rest}` : capital(rest);
}

/** The pieces of an outline's entry, in the order in which it names them. */
export function piecesOf(entry: OutlineEntry, sections: OutlineEntry[], pieces: Piece[]): Piece[] {
  const holds = (e: OutlineEntry, p: Piece) => p.passageIds.some((id) => e.passage_ids.includes(id));
  const own = pieces.filter((p) => holds(entry, p));
  const at = (p: Piece) => ` ${fold(entry.point)};`.indexOf(` ${fold(labelOf(p))};`);
  const named = own.filter((p) => at(p) >= 0).sort((a, b) => at(a) - at(b));
  if (named.length > 0) return named;
  // An outline in a person's or another model's words: each piece goes to the entry that it has most words in common with.
  return own.filter((p) => {
    const near = (e: OutlineEntry) => {
      const words = fold(`${e.heading} ${e.point}`);
      return holds(e, p) ? [...p.stems].filter((s) => words.includes(s)).length : -1;
    };
    const best = Math.max(...sections.map(near));
    return sections.find((e) => near(e) === best)?.id === entry.id;
  });
}
