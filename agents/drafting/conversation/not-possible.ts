import type { Language } from '../../../ports/content.ts';

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
export function notPossible(language: Language, version: number, codes: readonly string[]): string {
  const t = texts[language];
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  if (has(/rule|banned|disclaimer/)) return t.said(version, t.rule);
  if (has(/promise/)) return t.said(version, t.promise);
  if (has(/off_topic/)) return t.said(version, t.subject);
  if (has(/topic/)) return t.said(version, t.topic);
  if (has(/number/)) return t.said(version, t.number);
  if (has(/quote|passage|mark$|support/)) return t.said(version, t.source);
  if (has(/overflow|many_words|long_|part_count/)) return t.said(version, t.room);
  return t.said(version, t.other);
}
