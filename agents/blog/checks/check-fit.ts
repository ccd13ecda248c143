import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { contentStems } from '../../text/content-stems.ts';
import { numbersMissingFrom } from '../../text/numbers-in.ts';
import { sentences } from '../../text/sentences.ts';
import type { Article } from '../state.ts';
import { type Facts, typed } from './facts.ts';
import { isFrame, partText } from './part-text.ts';

/** What a text refers to as known: a reader asks "which one?" when nothing before has named it. */
const known =
  /(?<!\p{L})(?:[oa]s?|est[ae]s?|ess[ae]s?|n[oa]s?|d[oa]s?|the|this|these|that)\s+(estudos?|pesquisas?|levantamentos?|relat[óo]rios?|artigos? cient[íi]ficos?|experimentos?|entrevistas?|study|studies|survey|research|report|experiment|interviews?|paper|trial)(?!\p{L})/giu;

/** Headings that do not fit their section, and a conclusion from what was not said before. Pure. */
export function checkFit(
  article: Article,
  { passages, ...facts }: Pick<Facts, 'passages' | 'brief' | 'notes' | 'publisher'>,
): Finding[] {
  const found: Finding[] = [];
  for (const part of article.parts.filter((p) => !isFrame(p.id) && p.heading !== '')) {
    const wanted = [...new Set(contentStems(part.heading))];
    // In other words than its sources', it still may be about what they say.
    const cited = new Set(part.evidence.map((e) => e.passage_id));
    const sources = passages.filter((p) => cited.has(p.id)).map((p) => p.text);
    const said = new Set(contentStems([partText(part), ...sources].join('\n')));
    // A heading may sharpen what follows, and ask in other words; one that shares no word with it is of another section.
    if (wanted.length > 0 && !wanted.some((stem) => said.has(stem)))
      found.push(findingOf(part.id, 'heading_misfit', { heading: part.heading }, false));
  }
  const conclusion = article.parts.find((p) => p.id === 'conclusion');
  if (!conclusion) return found;
  const before = [
    article.title,
    facts.publisher ?? '',
    typed(facts),
    ...article.parts.filter((p) => p !== conclusion).map((p) => `${p.heading}\n${partText(p)}`),
  ].join('\n');
  const text = partText(conclusion);
  const stems = new Set(contentStems(before));
  const isNew = (name: string) => contentStems(name).some((stem) => !stems.has(stem));
  const fresh = [
    ...numbersMissingFrom(text, [before]).map((n) => n.text.trim()),
    ...namesIn(text).filter(isNew),
    ...[...text.matchAll(known)].map((m) => m[1] ?? '').filter(isNew),
  ];
  // A name that the conclusion quotes a source for is a fact of its own, and as such no conclusion either.
  for (const words of new Set(fresh)) found.push(findingOf('conclusion', 'conclusion_new', { words }, false));
  return found;
}

/** Names and acronyms: capitals within a sentence. */
function namesIn(text: string): string[] {
  return text.split('\n').flatMap((block) =>
    sentences(block).flatMap(({ text: sentence }) => {
      const [, ...rest] = sentence.split(/(?<=^\S+)\s/);
      return (
        rest.join(' ').match(/(?<![\p{L}\p{N}.])\p{Lu}[\p{L}\p{N}-]+(?:\s\p{Lu}[\p{L}\p{N}-]+)*/gu) ?? []
      ).filter((name) => name.length > 1);
    }),
  );
}
