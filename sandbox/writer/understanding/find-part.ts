import { even, masked, quotedIn } from '../reading/even-text.ts';
import { fold, noteStems, stemsOf } from '../reading/words.ts';
import type { DraftPart } from '../wire-understanding.ts';

/** Parts that are not sections: those have numbers, by which people call them. */
const named = new Set([
  'introduction',
  'conclusion',
  'title',
  'meta_description',
  'keywords',
  'angle',
  'audience',
  'post',
  'title_variants',
]);
export const sectionsOf = (parts: DraftPart[]): DraftPart[] => parts.filter((p) => !named.has(p.id));

const ordinals = [
  ['primeir', 'first'],
  ['segund', 'second'],
  ['terceir', 'third'],
  ['quart', 'fourth'],
  ['quint', 'fifth'],
  ['sext', 'sixth'],
  ['setim', 'seventh'],
];
const numbers = [
  'um|one',
  'dois|duas|two',
  'tres|three',
  'quatro|four',
  'cinco|five',
  'seis|six',
  'sete|seven',
];
const noun = `(?:secoes|secao|seccao|sections?|topicos?|topics?|partes?|parts?|itens|item|items|slides?|paginas?|pages?|capitulos?|chapters?|entrada|entry|laminas?|cards?)`;

/** The parts that a clause names, in its order; empty: none, or one that is not there. */
export function partsNamed(clause: string, parts: DraftPart[]): DraftPart[] {
  const text = masked(even(clause));
  const sections = sectionsOf(parts);
  const found: { at: number; part: DraftPart }[] = [];
  const add = (at: number, part: DraftPart | undefined) => {
    if (part && !found.some((f) => f.part === part)) found.push({ at, part });
  };
  const byNumber = (n: number) => parts.find((p) => p.id === `slide-${n}`) ?? sections[n - 1];

  for (const m of text.matchAll(
    new RegExp(
      `\\b${noun}\\s*(?:n[o.º]\\s*)?(\\d{1,2})(?:\\s*(?:,|e|and|&|com|with|pel[oa])\\s*(?:(?:a|o|the)\\s+)?(?:${noun}\\s*)?(\\d{1,2})\\b)?`,
      'g',
    ),
  )) {
    add(m.index, byNumber(Number(m[1])));
    if (m[2]) add(m.index + 1, byNumber(Number(m[2])));
  }
  for (const m of text.matchAll(new RegExp(`\\b(\\d{1,2})\\s?(?:[ªºao]|st|nd|rd|th)\\s+${noun}\\b`, 'g')))
    add(m.index, byNumber(Number(m[1])));
  for (const [i, words] of ordinals.entries()) {
    const m = new RegExp(`\\b(?:${words[0]}[oa]|${words[1]})\\s+${noun}\\b`).exec(text);
    if (m) add(m.index, byNumber(i + 1));
    const spelled = new RegExp(`\\b${noun}\\s+(?:${numbers[i]})\\b`).exec(text);
    if (spelled) add(spelled.index, byNumber(i + 1));
  }
  const last = new RegExp(
    `\\b(?:(?:ultim[oa]|last|final)\\s+${noun}|cta|call to action|chamada final)\\b`,
  ).exec(text);
  if (last) add(last.index, sections.at(-1));
  const cover = /\b(?:capa|cover)\b/.exec(text);
  if (cover)
    add(
      cover.index,
      parts.find((p) => p.id === 'slide-1'),
    );
  const all: [RegExp, string][] = [
    [/\b(?:introducao|introduction|intro|abertura)\b/, 'introduction'],
    [/\b(?:conclusao|conclusion|fechamento|encerramento)\b/, 'conclusion'],
    [
      /\b(?:meta ?-?descri\w+|meta description|descricao meta|descri\w+ (?:do|para) (?:google|seo))\b/,
      'meta_description',
    ],
    [/\b(?:palavras?[ -]chaves?|keywords?)\b/, 'keywords'],
    [/\b(?:angulo|angle)\b/, 'angle'],
    [/\b(?:publico(?:-alvo)?|audiencia|audience)\b/, 'audience'],
    [/\b(?:post|legenda|caption|texto do post)\b/, 'post'],
  ];
  for (const [pattern, id] of all) {
    const m = pattern.exec(text);
    if (m)
      add(
        m.index,
        parts.find((p) => p.id === id),
      );
  }
  const about = sectionAbout(clause, text, sections);
  if (about) add(about.at, about.part);
  const title = /\b(?:titulo|title|headline)\b/.exec(text);
  if (title && found.length === 0)
    add(
      title.index,
      parts.find((p) => p.id === 'title'),
    );
  return found.sort((a, b) => a.at - b.at).map((f) => f.part);
}

/** "a seção sobre embalagem", "the passivation section", a heading in quotation marks. */
function sectionAbout(
  clause: string,
  text: string,
  sections: DraftPart[],
): { at: number; part: DraftPart } | undefined {
  for (const m of clause.matchAll(/["“«]([^"”»]+)["”»]/g)) {
    const part = sections.find((s) => fold(s.label).trim() === fold(m[1] ?? '').trim());
    if (part) return { at: m.index, part };
  }
  const after = new RegExp(
    `\\b${noun}\\s+(?:sobre|que fala d[aeo]|a respeito d[aeo]|d[aeo]s?|on|about|of)\\s+(?!\\d)(.+)$`,
  ).exec(text);
  const before = new RegExp(`\\b((?:[\\p{L}\\d]+\\s+){1,4})${noun}\\b`, 'u').exec(text);
  const words = after ? clause.slice(after.index + after[0].length - (after[1] ?? '').length) : before?.[1];
  if (!words) return undefined;
  // "The passivation section" names it by its heading; "expand the section" names none.
  const part = closest(quotedIn(words) ?? words, sections, after ? 0.75 : 2);
  return part ? { at: (after ?? before)?.index ?? 0, part } : undefined;
}

/** The section whose heading, else whose text, holds most of the words; undefined when none holds half. */
export function closest(words: string, sections: DraftPart[], least = 0.75): DraftPart | undefined {
  const meant = noteStems(words);
  const wanted = meant.length > 0 ? meant : stemsOf(words);
  if (wanted.length === 0) return undefined;
  const share = (text: string) => {
    const held = new Set(stemsOf(text));
    return wanted.filter((w) => held.has(w)).length / wanted.length;
  };
  const ranked = sections
    .map((part) => ({ part, score: 2 * share(part.label) + share(part.text) }))
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  return best && best.score >= least ? best.part : undefined;
}

/** A number that names no part: "section 9" of an article with six. */
export function missingPart(clause: string, parts: DraftPart[]): string | undefined {
  const m = new RegExp(`\\b${noun}\\s*(?:n[o.º]\\s*)?(\\d{1,2})\\b`).exec(masked(even(clause)));
  const n = Number(m?.[1]);
  if (!m || parts.some((p) => p.id === `slide-${n}`) || sectionsOf(parts)[n - 1]) return undefined;
  return clause.slice(m.index, m.index + m[0].length);
}

/** The draft as a whole is meant. */
export const meansAll = (clause: string): boolean =>
  /\b(?:tudo|todo o|texto todo|artigo|texto inteiro|whole|everything|article|entire|all of it|carrossel|carousel|deck|overall)\b/.test(
    masked(even(clause)),
  );
