import type { Language } from '../../../ports/content.ts';

/** How a deck ends, by what its reader has in hand then. */
export const closings = {
  pt: {
    questions: 'Leve estas perguntas ao seu fornecedor',
    list: 'Confira item por item no próximo lote',
    steps: 'Por qual passo você começa?',
    numbers: 'Compare com os números do seu fornecedor',
    other: 'O que você acrescentaria?',
  },
  en: {
    questions: 'Take these questions to your supplier',
    list: 'Check it item by item on your next lot',
    steps: 'Which step do you start with?',
    numbers: 'Compare them with your supplier’s figures',
    other: 'What would you add?',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The few words that the writer adds of its own: signposts, never facts. */
export const ownWords = {
  pt: {
    kickers: {
      steps: 'Passo a passo',
      numbers: 'Em números',
      comparison: 'Lado a lado',
      checklist: 'Para conferir',
      other: 'Guia rápido',
    },
    forAudience: (audience: string) => `Para ${audience}`,
    swipe: 'Deslize para ler',
    keep: 'Salve para consultar depois',
    next: 'Próximo passo',
    share: 'Compartilhe com quem cuida de compras e qualidade.',
    follow: (handle: string) => `Siga ${handle}`,
    inside: 'Neste carrossel:',
    missing: (words: string) =>
      `A base de conhecimento não traz o bastante sobre ${words}. Adicione um documento que trate disso (norma, procedimento ou ficha) ou reformule o briefing.`,
    short: (words: string, found: number) =>
      `A base de conhecimento só sustenta ${found} ${found === 1 ? 'ponto' : 'pontos'} sobre ${words}. Adicione um documento sobre isso ou peça menos slides.`,
    otherLanguage: (words: string) =>
      `Sobre ${words} a base de conhecimento só tem textos em inglês. Peça o carrossel em inglês ou adicione um documento em português.`,
    angle: (title: string) => `Um guia prático baseado em “${title}”`,
  },
  en: {
    kickers: {
      steps: 'Step by step',
      numbers: 'In numbers',
      comparison: 'Side by side',
      checklist: 'To check',
      other: 'Quick guide',
    },
    forAudience: (audience: string) => `For ${audience}`,
    swipe: 'Swipe to read',
    keep: 'Save this to look it up later',
    next: 'Next step',
    share: 'Share it with your purchasing and quality people.',
    follow: (handle: string) => `Follow ${handle}`,
    inside: 'In this carousel:',
    missing: (words: string) =>
      `The knowledge base does not hold enough about ${words}. Add a document that covers it (a standard, a procedure or a data sheet) or rephrase the brief.`,
    short: (words: string, found: number) =>
      `The knowledge base supports only ${found} ${found === 1 ? 'point' : 'points'} about ${words}. Add a document about it or ask for fewer slides.`,
    otherLanguage: (words: string) =>
      `On ${words} the knowledge base has texts in Portuguese only. Ask for the carousel in Portuguese or add a document in English.`,
    angle: (title: string) => `A practical guide based on “${title}”`,
  },
} as const satisfies Record<Language, unknown>;
