import type { Language } from '../../../ports/content.ts';

/** The few words that the writer adds to a report: signposts, never facts. */
export const researchWords = {
  pt: {
    whole: (topic: string) => `O que as fontes dizem sobre ${topic}?`,
    about: (heading: string) => `O que as fontes dizem sobre “${heading}”?`,
    alreadyIn: (heading: string) => `Veja “${heading}”.`,
    first: (claim: string) => `As fontes dizem: ${claim}`,
    further: (claim: string) => `Outro ponto: ${claim}`,
    disagree: (one: string, other: string) => `Uma fonte diz: ${one}; outra diz: ${other}.`,
    single: (title: string, heading: string) =>
      `Só um documento, “${title}”, sustenta “${heading}”: vale procurar outra fonte.`,
    against: (one: string, title: string, other: string, otherTitle: string) =>
      `“${title}” diz: ${one} Já “${otherTitle}” diz: ${other}`,
    compared: (share: number) =>
      `Comparado só por palavras, sem entender o sentido: ${share}% das palavras são as mesmas.`,
    cannotChange: (said: string) =>
      `Sou o redator offline: de um plano só sei remover, mover, adicionar e reescrever perguntas (pergunta 2: "novo texto"), e não entendi “${said}”; um modelo de verdade (OPENAI_API_KEY) entende outros pedidos.`,
  },
  en: {
    whole: (topic: string) => `What do the sources say about ${topic}?`,
    about: (heading: string) => `What do the sources say about "${heading}"?`,
    alreadyIn: (heading: string) => `See "${heading}".`,
    first: (claim: string) => `The sources say: ${claim}`,
    further: (claim: string) => `A further point: ${claim}`,
    disagree: (one: string, other: string) => `One source says: ${one}; another says: ${other}.`,
    single: (title: string, heading: string) =>
      `One document alone, "${title}", carries "${heading}": another source is worth looking for.`,
    against: (one: string, title: string, other: string, otherTitle: string) =>
      `"${title}" says: ${one} "${otherTitle}" says: ${other}`,
    compared: (share: number) =>
      `Compared by words alone, without their sense: ${share}% of the words are the same.`,
    cannotChange: (said: string) =>
      `I am the offline writer: of a plan I can only remove, move, add and reword questions (question 2: "new text"), and did not understand "${said}"; a real model (OPENAI_API_KEY) understands other wishes.`,
  },
} as const satisfies Record<Language, unknown>;
