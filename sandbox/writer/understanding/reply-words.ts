import type { Language } from '../wire.ts';

const quote = (text: string): string => `“${text}”`;

/** How the writer answers a message. */
export const replyWords = {
  pt: {
    joint: ' e ',
    rest: 'O resto fica como está.',
    noPart: (name: string) => `Não há ${quote(name)} neste rascunho. Qual parte devo mudar?`,
    noSource: (about: string) =>
      `As fontes não trazem nada sobre ${quote(about)}, e o redator offline só escreve o que elas dizem. Adicione um documento com /knowledge adicionar ou peça outra coisa.`,
    cannot:
      'O redator offline não sabe fazer isso. Ele encurta, amplia, menciona, tira, troca, renomeia, adiciona, remove e muda partes de lugar, com o que as fontes dizem.',
    brand:
      'Cores, fontes e logotipo vêm do kit de marca e valem para todos os rascunhos: um administrador os muda com /knowledge marca.',
    which: (numbers: string[]) => `De qual número? O rascunho traz ${numbers.join(', ')}.`,
    vague: (part: string) => `O que muda: ${part}? Por exemplo: “mais curto”, “mencione …”, “tire …”.`,
    unclear:
      'Não ficou claro o que deve mudar. Por exemplo: “encurte a introdução”, “mencione a norma …”, “remova a seção 2”.',
    notYet: 'O que deve mudar antes de prosseguir? Por exemplo: “remova a seção 2” ou “comece por …”.',
    question: (text: string) => `Uma pergunta: ${quote(text)}`,
    besides: (answer: string) => `Sobre a pergunta: ${answer}`,
    goOn: 'Prosseguir com o plano proposto.',
    decision: 'Uma decisão sobre o rascunho.',
    from: (title: string, text: string) => `Vem de ${quote(title)}: ${quote(text)}`,
    says: (title: string, text: string) => `Segundo ${quote(title)}: ${quote(text)}`,
    sources: (titles: string[]) => `O rascunho se apoia em: ${titles.map(quote).join(', ')}.`,
    typed: (label: string, text: string) =>
      `O rascunho diz isso em ${quote(label)} (${quote(text)}), mas as fontes não.`,
    length: (words: number, parts: number) => `Cerca de ${words} palavras em ${parts} partes.`,
    help: 'O redator offline encurta, amplia, menciona, tira, troca, renomeia, adiciona, remove e muda partes de lugar, e diz de onde vem o que está no rascunho.',
    silent: 'O rascunho e as fontes dele não dizem isso.',
  },
  en: {
    joint: ' and ',
    rest: 'The rest stays as it is.',
    noPart: (name: string) => `There is no ${quote(name)} in this draft. Which part should change?`,
    noSource: (about: string) =>
      `The sources hold nothing about ${quote(about)}, and the offline writer writes only what they say. Add a document with /knowledge add, or ask for something else.`,
    cannot:
      'The offline writer cannot do that. It shortens, expands, mentions, takes out, replaces, renames, adds, removes and moves parts, with what the sources say.',
    brand:
      'Colours, fonts and logo come from the brand kit and hold for every draft: an admin changes them with /knowledge brand.',
    which: (numbers: string[]) => `Which number? The draft has ${numbers.join(', ')}.`,
    vague: (part: string) =>
      `What should change in ${part}? For example: “shorter”, “mention …”, “take out …”.`,
    unclear:
      'It is not clear what should change. For example: “shorter introduction”, “mention standard …”, “remove section 2”.',
    notYet: 'What should change before going on? For example: “remove section 2” or “start with …”.',
    question: (text: string) => `A question: ${quote(text)}`,
    besides: (answer: string) => `On the question: ${answer}`,
    goOn: 'Go on with the proposed plan.',
    decision: 'A decision on the draft.',
    from: (title: string, text: string) => `It comes from ${quote(title)}: ${quote(text)}`,
    says: (title: string, text: string) => `According to ${quote(title)}: ${quote(text)}`,
    sources: (titles: string[]) => `The draft rests on: ${titles.map(quote).join(', ')}.`,
    typed: (label: string, text: string) =>
      `The draft says so in ${quote(label)} (${quote(text)}), but the sources do not.`,
    length: (words: number, parts: number) => `About ${words} words in ${parts} parts.`,
    help: 'The offline writer shortens, expands, mentions, takes out, replaces, renames, adds, removes and moves parts, and says where what the draft says comes from.',
    silent: 'The draft and its sources do not say.',
  },
} as const satisfies Record<Language, unknown>;
