import type { Language, TellName } from '../../ports/content.ts';

/** Where a pattern may begin: `opening` are the first words of a title, a hook or a part. */
type At = 'anywhere' | 'sentence' | 'opening' | 'line';

/** From when on hits count at all: one is nothing where people write so too. */
type Limit =
  | { kind: 'any' }
  /** More than so many, in one part or in the whole. */
  | { kind: 'more'; part: number; whole: number }
  /** More than so many in 1,000 words, and at least two. */
  | { kind: 'rate'; per1000: number }
  /** More than this share of the paragraphs, and at least two. */
  | { kind: 'share'; of: number };

export interface Tell {
  name: TellName;
  at: At;
  weight: number;
  limit: Limit;
  patterns: Partial<Record<Language, RegExp>>;
}

/** A boundary of words of any alphabet: `\b` knows ASCII alone. `<` and `>` below stand for it. */
function tell(source: string): RegExp {
  const bounded = source
    .replaceAll(/(?<![\\(?])<(?![=!])/g, '(?<![\\p{L}\\p{N}])')
    .replaceAll(/(?<!\\)>/g, '(?![\\p{L}\\p{N}])');
  return new RegExp(bounded, 'giu');
}
const any: Limit = { kind: 'any' };
const rate = (per1000: number): Limit => ({ kind: 'rate', per1000 });

/**
 * Where patterns, rates and thresholds come from, read 2026-11-29: style words mark
 * machine text (Kobak et al., Science Advances 2025), riders at 2 to 5 times the human rate (Reinhart et al., PNAS 2025),
 * dashes by density and never one alone (arXiv 2603.27006), the dash with "not X but Y" as the best cheap pair (AUC 0.73);
 * for Brazil the counts of LinkedIn posts by Octans and MagicPost and of papers by UFMG/SciELO. Weights are ours.
 */
export const tells: readonly Tell[] = [
  { name: 'dash', at: 'anywhere', weight: 1, limit: rate(3), patterns: both(tell('—|\\s–\\s')) },
  {
    name: 'contrast',
    at: 'anywhere',
    weight: 2,
    limit: { kind: 'more', part: 1, whole: 2 },
    patterns: {
      pt: tell(
        '<não (?:é|são|se trata|basta)>(?: apenas| só| sobre| de)?[^.!?\\n;:—]{1,80}?(?:[,;:—.]|\\s-)\\s*(?:é|são|mas(?: sim)?|e sim|trata-se|também)>|<mais (?:do )?que (?:apenas|só|um simples|um mero|uma simples|uma mera)>',
      ),
      en: tell(
        "<(?:it|this|that|they|these)(?:['’]s| is| are)? ?(?:not|isn['’]t|aren['’]t)(?: just| only| about)? [^.!?\\n]{1,80}?[,;:.—]\\s*(?:it|this|that|they|these)(?:['’]s| is| are|['’]re)>|<not (?:just|only|merely|simply) [^.!?\\n]{1,80}?,? but>",
      ),
    },
  },
  {
    name: 'panorama',
    at: 'sentence',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell(
        '<(?:em um (?:mundo|cenário|mercado) (?:cada vez mais|em constante)|no (?:cenário|mundo|mercado) (?:atual|de hoje)|na era (?:digital|da)|nos dias (?:de hoje|atuais)|vivemos em uma? )',
      ),
      en: tell("^(?:in today['’]s|in (?:a|an|the) (?:ever|rapidly|fast|increasingly))"),
    },
  },
  {
    name: 'hook',
    at: 'opening',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell(
        '^(?:descubra|conheça|imagine|você (?:já (?:parou|se perguntou)|sabia)|prepare-se|neste (?:artigo|post|guia)|vamos (?:explorar|mergulhar|descobrir))>',
      ),
      en: tell(
        "^(?:imagine|discover|unlock|picture this|let['’]s (?:dive|explore)|have you ever|when it comes to)>",
      ),
    },
  },
  {
    name: 'frame',
    at: 'anywhere',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell(
        '<é (?:importante|fundamental|essencial|crucial) (?:destacar|ressaltar|salientar|lembrar|notar)>|<(?:vale|cabe|cumpre) (?:a pena )?(?:destacar|ressaltar|salientar|lembrar|notar)>',
      ),
      en: tell(
        "<it(?:['’]s| is) (?:important|worth|crucial|essential) (?:to )?(?:note|noting|mention|mentioning|remember|remembering)>",
      ),
    },
  },
  {
    name: 'role',
    at: 'anywhere',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell('<desempenham? um papel (?:crucial|fundamental|essencial|central|decisivo)'),
      en: tell('<plays? an? (?:crucial|vital|key|pivotal|significant) role'),
    },
  },
  {
    name: 'question',
    at: 'anywhere',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell('(?:^|[.!?\\n]\\s*)(?:e )?(?:o resultado|a solução|o problema|o segredo|por quê)\\?'),
      en: tell('(?:^|[.!?\\n]\\s*)(?:and )?(?:the (?:result|answer|problem|catch)|why)\\?'),
    },
  },
  {
    name: 'rider',
    at: 'anywhere',
    weight: 1,
    limit: rate(2),
    patterns: {
      pt: tell(
        ',\\s*(?:garantindo|proporcionando|permitindo|promovendo|contribuindo|reforçando|tornando|assegurando)>',
      ),
      en: tell(',\\s*(?:ensuring|highlighting|underscoring|enabling|fostering|showcasing)>'),
    },
  },
  {
    name: 'vocabulary',
    at: 'anywhere',
    weight: 1,
    limit: rate(2),
    patterns: {
      pt: tell(
        '<(?:jornadas?>(?! d[oe] (?:cliente|paciente|trabalho|usuário))|desvend|mergulh|impulsion|potencializ|alavanc|robust|crucia|holístic|transformador|disruptiv|inovador|revolucion|adicionalmente|insights? valios|agrega(?:r|m|ndo)? valor|divisor(?:es)? de águas|próximo nível)',
      ),
      en: tell(
        '<(?:delv|tapestry|testament|pivotal|underscor|showcas|leverag|seamless|foster|robust|holistic|transformative|intricate|meticulous|realm|landscape|game-chang|elevat(?:e|es|ing)>|empower|harness|crucial|multifaceted|nuanced)',
      ),
    },
  },
  {
    name: 'connector',
    at: 'line',
    weight: 1,
    limit: { kind: 'share', of: 0.25 },
    patterns: {
      pt: tell(
        '^(?:além disso|nesse (?:contexto|sentido)|diante (?:disso|desse cenário)|dessa forma|por outro lado)>',
      ),
      en: tell('^(?:additionally|moreover|furthermore)>'),
    },
  },
  {
    name: 'closer',
    at: 'sentence',
    weight: 1,
    limit: any,
    patterns: {
      pt: tell('^em (?:suma|resumo|síntese|conclusão|última análise)>'),
      en: tell('^(?:in conclusion|ultimately|in summary)>'),
    },
  },
  {
    name: 'authority',
    at: 'anywhere',
    weight: 1,
    limit: any,
    patterns: {
      pt: tell(
        '<(?:estudos|pesquisas) (?:mostram|comprovam|indicam)>|<especialistas (?:concordam|afirmam|recomendam)>',
      ),
      en: tell('<(?:studies|research) shows?>|<experts (?:agree|say|recommend)>'),
    },
  },
  {
    name: 'bullet',
    at: 'line',
    weight: 0.5,
    limit: { kind: 'share', of: 0.5 },
    patterns: both(/^\s*[-*•]\s+\*\*[^*\n]{1,60}(?::\*\*|\*\*\s*[:—-])/giu),
  },
  {
    name: 'emoji',
    at: 'line',
    weight: 1,
    limit: { kind: 'more', part: 1, whole: 1 },
    patterns: both(/^\s*(?:[-*•]\s*)?\p{Extended_Pictographic}/giu),
  },
  {
    name: 'european',
    at: 'anywhere',
    weight: 2,
    limit: any,
    patterns: {
      pt: tell(
        '<(?:utilizador(?:es)?|ficheiros?|ecrãs?|telemóve(?:l|is)|(?:a|da|na|uma|sua|nossa) equipa|as equipas|facto|contactos?|(?:está|estão) a (?!par>)\\p{L}+[aei]r)>',
      ),
    },
  },
  {
    name: 'typography',
    at: 'anywhere',
    weight: 1,
    limit: any,
    // The comma before the last of a list of single words is English.
    patterns: { pt: tell('<\\p{L}+, \\p{L}+, e \\p{L}+(?=[.;!?]|$)') },
  },
];

/** Three single words in a row, the most even of rhythms; `more` is a list of four or more. */
export const triads = {
  weight: 0.25,
  /** Of 1,000 words. */
  per1000: 6,
  /** Of all lists, where there are enough of them to tell. */
  share: 0.4,
  atLeast: 4,
  pt: {
    three: tell('(?<!, )<\\p{L}+, \\p{L}+ e \\p{L}+(?=[.,;:!?)\\n]|$)'),
    more: tell('<\\p{L}+, \\p{L}+, \\p{L}+(?:, \\p{L}+)* e \\p{L}+>'),
  },
  en: {
    three: tell('(?<!, )<\\p{L}+, \\p{L}+,? and \\p{L}+(?=[.,;:!?)\\n]|$)'),
    more: tell('<\\p{L}+, \\p{L}+, \\p{L}+(?:, \\p{L}+)*,? and \\p{L}+>'),
  },
} as const;

/** Sentences of the same length, one after the other. The threshold is the page's and marked unverified there. */
export const rhythm = { sentences: 15, spread: 0.45, weight: 1 } as const;
/** So many sentences in a row of at most so many words. */
export const fragments = { inARow: 3, words: 4, weight: 1 } as const;
/** A single hit of one weak kind is no sign of anything: from this sum on people are told. */
export const WARN_AT = 2;

function both(pattern: RegExp): Partial<Record<Language, RegExp>> {
  return { pt: pattern, en: pattern };
}
