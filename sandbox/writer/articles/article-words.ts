import type { Language } from '../../../ports/content.ts';

/** The few words that the writer adds to an article: signposts, never facts. */
export const articleWords = {
  pt: {
    audience: 'Profissionais que lidam com o tema no dia a dia',
    missing: (words: string) =>
      `A base de conhecimento não traz o bastante sobre ${words}. Adicione um documento que trate disso (norma, procedimento ou ficha) ou reformule o briefing.`,
    short: (words: string, found: number) =>
      `A base de conhecimento só sustenta cerca de ${found} palavras sobre ${words}. Adicione um documento sobre isso ou peça um artigo mais curto.`,
    otherLanguage: (words: string) =>
      `Sobre ${words} a base de conhecimento só tem textos em inglês. Peça o artigo em inglês ou adicione um documento em português.`,
    noSection: (words: string) =>
      `A base de conhecimento não traz o bastante sobre ${words} para uma seção. Adicione um documento que trate disso.`,
    ordinals: [
      'Primeiro',
      'Segundo',
      'Terceiro',
      'Quarto',
      'Quinto',
      'Sexto',
      'Sétimo',
      'Oitavo',
      'Nono',
      'Décimo',
    ],
    ordinalsFeminine: [
      'Primeira',
      'Segunda',
      'Terceira',
      'Quarta',
      'Quinta',
      'Sexta',
      'Sétima',
      'Oitava',
      'Nona',
      'Décima',
    ],
    about: (topic: string) => `Este artigo trata de ${topic}.`,
    roadmap: (items: string) => `Entre os temas: ${items}.`,
    lastOf: ' e ',
    alsoAbout: (about: string) => `As próximas seções também tratam de ${about}.`,
    titles: {
      mistakesAndQuestions: 'erros a evitar e perguntas a fazer',
      questions: 'as perguntas a fazer',
      steps: 'passo a passo',
      figures: 'os números que contam',
      guide: 'um guia prático',
      overview: 'o essencial',
    },
    at: (company: string, what: string) => `Na ${company}, ${what}`,
    leads: {
      questions: 'Leve estas perguntas para a conversa:',
      steps: 'Passo a passo:',
      bullets: 'Em tópicos:',
      figures: 'Em números:',
      avoid: 'Vale ficar atento a isto:',
    },
    keep: 'Guarde as perguntas deste artigo para a próxima auditoria ou reunião técnica.',
    close: 'Compartilhe este texto com quem decide sobre o tema na sua equipe.',
  },
  en: {
    audience: 'Professionals who deal with the subject day to day',
    missing: (words: string) =>
      `The knowledge base does not hold enough about ${words}. Add a document that covers it (a standard, a procedure or a data sheet) or rephrase the brief.`,
    short: (words: string, found: number) =>
      `The knowledge base supports only about ${found} words on ${words}. Add a document about it or ask for a shorter article.`,
    otherLanguage: (words: string) =>
      `On ${words} the knowledge base has texts in Portuguese only. Ask for the article in Portuguese or add a document in English.`,
    noSection: (words: string) =>
      `The knowledge base does not hold enough about ${words} for a section. Add a document that covers it.`,
    ordinals: ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'],
    ordinalsFeminine: [
      'First',
      'Second',
      'Third',
      'Fourth',
      'Fifth',
      'Sixth',
      'Seventh',
      'Eighth',
      'Ninth',
      'Tenth',
    ],
    about: (topic: string) => `This article is about ${topic}.`,
    roadmap: (items: string) => `Among the topics: ${items}.`,
    lastOf: ' and ',
    alsoAbout: (about: string) => `The next sections deal with ${about} as well.`,
    titles: {
      mistakesAndQuestions: 'mistakes to avoid and questions to ask',
      questions: 'the questions to ask',
      steps: 'step by step',
      figures: 'the numbers that count',
      guide: 'a practical guide',
      overview: 'the essentials',
    },
    at: (company: string, what: string) => `At ${company}, ${what}`,
    leads: {
      questions: 'Take these questions into the conversation:',
      steps: 'Step by step:',
      bullets: 'In short:',
      figures: 'In numbers:',
      avoid: 'Watch out for these:',
    },
    keep: 'Keep the questions of this article for the next audit or technical meeting.',
    close: 'Share this text with the people who decide on it in your team.',
  },
} as const satisfies Record<Language, unknown>;
