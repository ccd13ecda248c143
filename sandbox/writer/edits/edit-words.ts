import type { Language } from '../../../ports/content.ts';
import type { DraftPart, UnderstandingTask } from '../../../ports/model-tasks.ts';
import type { Edit } from './read-edits.ts';

const quote = (text: string): string => `“${text}”`;

/** How the writer answers a message. */
export const editWords = {
  pt: {
    joint: ' e ',
    rest: 'O resto fica como está.',
    refusal:
      'Sou o redator offline e só sei encurtar, dar outro título, remover, adicionar e mover partes e trocar palavras entre aspas; um modelo de verdade (OPENAI_API_KEY) entende outros pedidos.',
    noPart: (name: string) => `Não há ${quote(name)} neste rascunho.`,
    noSource: (about: string) =>
      `As fontes não trazem nada sobre ${quote(about)}: adicione um documento com /knowledge adicionar.`,
    question: (text: string) => `Uma pergunta: ${quote(text)}`,
    besides: (answer: string) => `Sobre a pergunta: ${answer}`,
    goOn: 'Prosseguir com a estrutura proposta.',
    goOnAsking: 'Prosseguir com as perguntas propostas.',
    decision: 'Uma decisão sobre o rascunho.',
    which: (numbers: string[]) => `De qual número? O rascunho traz ${numbers.join(', ')}.`,
    from: (title: string, text: string) => `Vem de ${quote(title)}: ${quote(text)}`,
    says: (title: string, text: string) => `Segundo ${quote(title)}: ${quote(text)}`,
    sources: (titles: string[]) => `O rascunho se apoia em: ${titles.map(quote).join(', ')}.`,
    silent: 'O rascunho e as fontes dele não dizem isso.',
  },
  en: {
    joint: ' and ',
    rest: 'The rest stays as it is.',
    refusal:
      'I am the offline writer and can only shorten, give another title, remove, add and move parts, and replace words in quotation marks; a real model (OPENAI_API_KEY) understands other wishes.',
    noPart: (name: string) => `There is no ${quote(name)} in this draft.`,
    noSource: (about: string) =>
      `The sources hold nothing about ${quote(about)}: add a document with /knowledge add.`,
    question: (text: string) => `A question: ${quote(text)}`,
    besides: (answer: string) => `On the question: ${answer}`,
    goOn: 'Go on with the proposed outline.',
    goOnAsking: 'Go on with the proposed questions.',
    decision: 'A decision on the draft.',
    which: (numbers: string[]) => `Which number? The draft has ${numbers.join(', ')}.`,
    from: (title: string, text: string) => `It comes from ${quote(title)}: ${quote(text)}`,
    says: (title: string, text: string) => `According to ${quote(title)}: ${quote(text)}`,
    sources: (titles: string[]) => `The draft rests on: ${titles.map(quote).join(', ')}.`,
    silent: 'The draft and its sources do not say.',
  },
} as const satisfies Record<Language, unknown>;

const names: Record<Language, Record<string, string>> = {
  pt: {
    carousel: 'o carrossel',
    blog: 'o texto',
    research: 'o relatório',
    finding: 'o achado',
    question: 'a pergunta',
    summary: 'o resumo',
    slide: 'o slide',
    section: 'a seção',
    introduction: 'a introdução',
    conclusion: 'a conclusão',
    title: 'o título',
    meta_description: 'a metadescrição',
    keywords: 'as palavras-chave',
    angle: 'o ângulo',
    audience: 'o público',
    post: 'o texto do post',
  },
  en: {
    carousel: 'the carousel',
    blog: 'the text',
    research: 'the report',
    finding: 'the finding',
    question: 'the question',
    summary: 'the summary',
    slide: 'slide',
    section: 'the section',
    introduction: 'the introduction',
    conclusion: 'the conclusion',
    title: 'the title',
    meta_description: 'the meta description',
    keywords: 'the keywords',
    angle: 'the angle',
    audience: 'the audience',
    post: 'the post text',
  },
};

/** A part as a person would name it; null: the draft as a whole. */
export function partName(
  part: DraftPart | null,
  kind: UnderstandingTask['kind'],
  language: Language,
): string {
  const own = names[language];
  if (part === null) return own[kind] ?? kind;
  const slide = /^slide-(\d+)$/.exec(part.id)?.[1];
  const unit = /^f\d+$/.test(part.id) ? own.finding : /^q\d+$/.test(part.id) ? own.question : own.section;
  return own[part.id] ?? (slide ? `${own.slide} ${slide}` : `${unit} ${quote(part.label)}`);
}

/** What is going to be done, as a clause without a subject: "encurtar a introdução". */
export function phraseEdit(edit: Edit, part: string, language: Language, behind?: string): string {
  const pt = language === 'pt';
  const of = part.replace(/^(as?|os?) /, (_, article) => `d${article} `);
  const isTitle = part === names[language].title;
  switch (edit.do) {
    case 'shorten':
      return pt ? `encurtar ${part}` : `shorten ${part}`;
    case 'deepen':
      return pt ? `procurar mais para ${part}` : `look for more on ${part}`;
    case 'source':
      return pt ? `ler ${edit.address} para ${part}` : `read ${edit.address} for ${part}`;
    case 'shorten_title':
      if (isTitle) return pt ? 'encurtar o título' : 'shorten the title';
      return pt ? `encurtar o título ${of}` : `shorten the title of ${part}`;
    case 'other_title':
      return pt ? 'usar outro dos títulos' : 'use another one of the titles';
    case 'title':
      if (isTitle || !/^(?:o slide|a seção|slide|the section)/.test(part))
        return pt ? `mudar ${part} para ${quote(edit.text)}` : `change ${part} to ${quote(edit.text)}`;
      return pt
        ? `mudar o título ${of} para ${quote(edit.text)}`
        : `change the title of ${part} to ${quote(edit.text)}`;
    case 'replace':
      return pt
        ? `trocar ${quote(edit.from)} por ${quote(edit.to)}`
        : `replace ${quote(edit.from)} by ${quote(edit.to)}`;
    case 'remove':
      return pt ? `remover ${part}` : `remove ${part}`;
    case 'add':
      return pt ? `adicionar uma parte sobre ${quote(edit.about)}` : `add a part about ${quote(edit.about)}`;
    case 'move':
      if (behind === undefined) return pt ? `pôr ${part} em primeiro lugar` : `put ${part} first`;
      return pt
        ? `pôr ${part} depois ${behind.replace(/^(as?|os?) /, (_, article) => `d${article} `)}`
        : `put ${part} after ${behind}`;
  }
}
