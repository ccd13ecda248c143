import type { FindingCode, Language } from '../../../ports/content.ts';

const texts = {
  pt: {
    said: (version: number, why: string) =>
      `Não fiz essa mudança, porque ${why}. A versão ${version} continua como está e pode ser aprovada ou mudada de outro jeito.`,
    number: 'ela pede um número que nenhuma fonte traz',
    source: 'as fontes não sustentam o que ela pede',
    rule: 'as regras da casa não a permitem',
    topic: 'o que veio dela trocaria o assunto do slide',
    subject: 'o que veio dela deixaria de tratar do assunto do briefing',
    promise: 'o que veio dela promete uma quantidade de itens que o texto não traz numerada',
    room: 'ela não cabe na página',
    other: 'o resultado não passou nas verificações',
  },
  en: {
    said: (version: number, why: string) =>
      `I did not make this change, because ${why}. Version ${version} stays as it is and can be approved or changed in another way.`,
    number: 'it asks for a number that no source has',
    source: 'the sources do not carry what it asks for',
    rule: 'the house rules do not allow it',
    topic: 'what came of it would change what the slide is about',
    subject: 'what came of it would no longer be about what the brief is about',
    promise: 'what came of it promises a count of things that the text does not hold, numbered',
    room: 'it does not fit on the page',
    other: 'what came of it did not pass the checks',
  },
} as const satisfies Record<Language, unknown>;

/** What the thread is told when a wish cannot be met. Pure. */
export function notPossible(language: Language, version: number, codes: readonly FindingCode[]): string {
  const t = texts[language];
  const [reason = 'other'] = reasons.find(([, meant]) => codes.some((code) => meant.includes(code))) ?? [];
  return t.said(version, t[reason]);
}

/** The first that was found is told. */
const reasons: [Exclude<keyof typeof texts.pt, 'said'>, readonly FindingCode[]][] = [
  ['rule', ['house_rule', 'banned_word', 'banned_claim', 'banned_in_quote', 'disclaimer_missing']],
  ['promise', ['broken_promise']],
  [
    'subject',
    [
      'off_topic',
      'whole_off_topic',
      'subject_missing',
      'few_on_topic',
      'subject_not_named',
      'picture_off_topic',
    ],
  ],
  ['topic', ['slide_topic']],
  ['number', ['number_not_found', 'unit_not_found', 'date_not_found']],
  [
    'source',
    [
      'no_quote',
      'unknown_mark',
      'unknown_passage',
      'quote_not_found',
      'shown_quote_not_found',
      'short_quote',
      'address_not_read',
      'name_not_found',
      'negation_differs',
      'comparison_differs',
      'quote_unrelated',
      'quoted_instruction',
      'check_failed',
      'needs_citation',
      'contradiction_hidden',
      'question_unanswered',
      'source_withdrawn',
      'claim_retracted',
      'not_supported',
      'partly_supported',
    ],
  ],
  [
    'room',
    [
      'overflow',
      'leaves_box',
      'collision',
      'too_many_words',
      'part_count',
      'long_cover_title',
      'long_field',
      'long_hook',
      'long_post',
      'long_title',
      'long_paragraph',
    ],
  ],
];
