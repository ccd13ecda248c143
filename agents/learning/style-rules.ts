import type { Language, ProposedRule } from '../../ports/content.ts';
import type { Wish } from './wishes.ts';

/** How a known wish reads as a rule. */
const known: Record<string, Record<Wish['way'], Record<Language, string>>> = {
  short: {
    more: { pt: 'Escreva textos mais curtos.', en: 'Keep texts shorter.' },
    less: {
      pt: 'Desenvolva mais os textos: curtos demais dizem pouco.',
      en: 'Say more: texts that are too short tell little.',
    },
  },
  simple: {
    more: {
      pt: 'Escreva em linguagem simples, sem jargão técnico.',
      en: 'Write in plain language, without technical jargon.',
    },
    less: {
      pt: 'Escreva para especialistas: use os termos técnicos.',
      en: 'Write for experts: use the technical terms.',
    },
  },
  formal: {
    more: { pt: 'Escreva em tom mais formal.', en: 'Write in a more formal tone.' },
    less: { pt: 'Escreva em tom mais informal.', en: 'Write in a less formal tone.' },
  },
  direct: {
    more: { pt: 'Vá direto ao ponto, sem rodeios.', en: 'Come straight to the point.' },
    less: { pt: 'Dê contexto antes de chegar ao ponto.', en: 'Give context before you come to the point.' },
  },
  hype: {
    more: { pt: 'Escreva com mais ênfase.', en: 'Write with more emphasis.' },
    less: { pt: 'Não use superlativos nem exageros.', en: 'Use no superlatives and no exaggerations.' },
  },
  selling: {
    more: { pt: 'Escreva em tom mais comercial.', en: 'Write in a more commercial tone.' },
    less: { pt: 'Não escreva em tom de propaganda.', en: 'Do not write like an advertisement.' },
  },
  emoji: {
    more: { pt: 'Use alguns emojis nos posts.', en: 'Use some emojis in posts.' },
    less: { pt: 'Não use emojis nos textos.', en: 'Use no emojis in texts.' },
  },
  exclamation: {
    more: { pt: 'Use pontos de exclamação onde couber.', en: 'Use exclamation marks where they fit.' },
    less: { pt: 'Não use pontos de exclamação.', en: 'Use no exclamation marks.' },
  },
  examples: {
    more: { pt: 'Dê mais exemplos concretos.', en: 'Give more concrete examples.' },
    less: { pt: 'Dê menos exemplos nos textos.', en: 'Give fewer examples.' },
  },
  human: {
    more: {
      pt: 'Escreva de forma natural e próxima, como uma pessoa fala.',
      en: 'Write naturally and warmly, as a person speaks.',
    },
    less: { pt: 'Escreva de forma mais sóbria e distante.', en: 'Write in a more sober, distant way.' },
  },
  repetition: {
    more: {
      pt: 'Repita a mensagem principal ao longo do texto.',
      en: 'Repeat the main message throughout the text.',
    },
    less: { pt: 'Não repita ideias nem palavras.', en: 'Do not repeat ideas or words.' },
  },
  passive: {
    more: { pt: 'Prefira a voz passiva.', en: 'Prefer the passive voice.' },
    less: { pt: 'Prefira a voz ativa.', en: 'Prefer the active voice.' },
  },
  cliche: {
    more: { pt: 'Use expressões conhecidas do público.', en: 'Use phrases that readers know.' },
    less: { pt: 'Não use clichês nem frases feitas.', en: 'Use no clichés and no stock phrases.' },
  },
  foreign: {
    more: { pt: 'Use os termos em inglês do setor.', en: 'Use the foreign terms of the trade.' },
    less: {
      pt: 'Não use anglicismos onde há palavra em português.',
      en: 'Use no foreign words where there is an own one.',
    },
  },
};

const words: Record<
  Language,
  {
    learned: string;
    asked(clause: string): string;
    write(after: string, before: string): string;
    instead(after: string): string;
    leave: string;
  }
> = {
  pt: {
    learned: 'Aprendida com as correções da equipe.',
    asked: (clause) => `Quem revisa pede: ${clause}.`,
    write: (after, before) => `Escreva “${after}”, não “${before}”.`,
    instead: (after) => `Escreva “${after}”.`,
    leave: 'A equipe tira estas palavras dos textos.',
  },
  en: {
    learned: "Learned from the team's corrections.",
    asked: (clause) => `Reviewers ask for this: ${clause}.`,
    write: (after, before) => `Write “${after}”, not “${before}”.`,
    instead: (after) => `Write “${after}”.`,
    leave: 'The team takes these words out of its texts.',
  },
};

const guideline = (pattern: string, speaks: Language, language: Language | null): ProposedRule => ({
  kind: 'guideline',
  pattern,
  severity: 'warn',
  reason: words[speaks].learned,
  language,
});

/** A wish as a guideline, for drafts of every language where it is known in both. Pure. */
export function styleRule(wish: Wish, speaks: Language, draft: Language): ProposedRule {
  const said = wish.known ? known[wish.of]?.[wish.way][speaks] : undefined;
  return guideline(said ?? words[speaks].asked(wish.clause), speaks, said === undefined ? draft : null);
}

/** "Write X, not Y" where a check could not tell them apart: it looks past case, accents and inflection. Pure. */
export function spellingRule(before: string, after: string, speaks: Language, draft: Language): ProposedRule {
  return guideline(words[speaks].write(after, before), speaks, draft);
}

/** Words that are not to stand in a text, with what is written in their place; null: nothing is. Pure. */
export function wordRule(
  before: string,
  after: string | null,
  speaks: Language,
  draft: Language,
): ProposedRule {
  const { learned, instead, leave } = words[speaks];
  const reason = `${after === null ? leave : instead(after)} ${learned}`;
  return { kind: 'banned_word', pattern: before, severity: 'block', reason, language: draft };
}
