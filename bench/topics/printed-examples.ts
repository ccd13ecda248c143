import { readFileSync } from 'node:fs';
import { articleEn, carouselEn } from '../../bot/texts/en/draft-kinds.ts';
import { articlePtBr, carouselPtBr } from '../../bot/texts/pt-br/draft-kinds.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import { locales } from '../../ports/people.ts';
import { welcomeMessage } from '../../sandbox/demo/welcome.ts';
import type { LabelledBrief } from './briefs.ts';

type Example = Pick<LabelledBrief, 'type' | 'text'>;

const readMe = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Every brief that README, the pages of docs, help, refusals, App Home and welcome give as an example. */
export function printedExamples(): Example[] {
  const kinds = [carouselEn, carouselPtBr, articleEn, articlePtBr];
  const printed = [
    ...['README.md', 'docs/install.md'].map(readMe),
    ...kinds.flatMap((kind) => [kind.help, kind.noOptions('--x')]),
    ...locales.flatMap((locale) => [...strings(textsOf(locale)), ...strings(welcomeMessage(locale))]),
  ].join('\n');
  const quoted = /`\/(carousel|blog)\s+([^`]+)`/g;
  const told = /(?:e\.g\.|por exemplo)\s+\/(carousel|blog)\s+([^,`]+),/g;
  const examples = [...printed.matchAll(quoted), ...printed.matchAll(told)]
    .map(([, type, text = '']) => ({ type: type as Example['type'], text: text.replace(/\s+/g, ' ').trim() }))
    // What goes on from a report names its thread and no subject.
    .filter(({ text }) => !/^(?:help|ajuda|(?:from|de)(?: <[^>]+>)?)$/.test(text));
  return [...new Map(examples.map((e) => [`${e.type} ${e.text}`, e])).values()];
}

/** All that stands in a tree of texts; what has to be filled in first is no example. */
const strings = (tree: unknown): string[] =>
  typeof tree === 'string'
    ? [tree]
    : typeof tree === 'object' && tree !== null
      ? Object.values(tree).flatMap(strings)
      : [];
