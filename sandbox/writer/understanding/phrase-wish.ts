import type { Language } from '../wire.ts';
import type { DraftPart } from '../wire-understanding.ts';
import type { Wish } from './read-wish.ts';

const quote = (text: string): string => `“${text}”`;
const slideOf = (part: DraftPart): string | undefined => /^slide-(\d+)$/.exec(part.id)?.[1];

/** A part as a person would name it; null: the draft as a whole. */
export function partName(part: DraftPart | null, kind: 'carousel' | 'blog', language: Language): string {
  const names = fixed[language];
  if (part === null) return names[kind] ?? kind;
  const slide = slideOf(part);
  return names[part.id] ?? (slide ? `${names.slide} ${slide}` : `${names.section} ${quote(part.label)}`);
}

const fixed: Record<Language, Record<string, string>> = {
  pt: {
    carousel: 'o carrossel',
    blog: 'o texto',
    slide: 'o slide',
    section: 'a seção',
    introduction: 'a introdução',
    conclusion: 'a conclusão',
    title: 'o título',
    title_variants: 'os outros títulos',
    meta_description: 'a metadescrição',
    keywords: 'as palavras-chave',
    angle: 'o ângulo',
    audience: 'o público',
    post: 'o texto do post',
  },
  en: {
    carousel: 'the carousel',
    blog: 'the text',
    slide: 'slide',
    section: 'the section',
    introduction: 'the introduction',
    conclusion: 'the conclusion',
    title: 'the title',
    title_variants: 'the other titles',
    meta_description: 'the meta description',
    keywords: 'the keywords',
    angle: 'the angle',
    audience: 'the audience',
    post: 'the post text',
  },
};

/** What is going to be done, as a clause without a subject: "encurtar a introdução". */
export const phraseWish = (wish: Wish, part: string, language: Language, after?: string): string =>
  language === 'pt' ? portuguese(wish, part, after) : english(wish, part, after);

const within = (part: string): string => part.replace(/^(as?|os?) /, (_, article) => `n${article} `);
const of = (part: string): string => part.replace(/^(as?|os?) /, (_, article) => `d${article} `);

function portuguese(wish: Wish, part: string, after: string | undefined): string {
  switch (wish.do) {
    case 'shorter':
      return `encurtar ${part}`;
    case 'longer':
      return `ampliar ${part}`;
    case 'simpler':
      return `simplificar ${part}, tirando o que é mais técnico`;
    case 'technical':
      return `trazer mais dados ${within(part)}`;
    case 'direct':
      return `ir mais direto ao ponto ${within(part)}`;
    case 'list':
      return `transformar ${part} em lista`;
    case 'drop':
      return `remover ${part}`;
    case 'mention':
      return `mencionar ${quote(wish.about)}${wish.early ? ' mais cedo,' : ''} ${within(part)}`;
    case 'without':
      return `tirar ${quote(wish.phrase)} ${of(part)}`;
    case 'heading':
      return part === fixed.pt.title
        ? `mudar o título para ${quote(wish.text)}`
        : `mudar o título ${of(part)} para ${quote(wish.text)}`;
    case 'text':
      return `usar ${quote(wish.text)} ${within(part)}`;
    case 'replace':
      return `trocar ${quote(wish.from)} por ${quote(wish.to)} ${within(part)}`;
    case 'add':
      return `adicionar uma seção sobre ${quote(wish.about)}${after ? ` depois ${of(after)}` : ''}`;
    case 'move':
      if (wish.where === 'swap') return `trocar de lugar ${part}`;
      return after ? `pôr ${part} depois ${of(after)}` : `pôr ${part} em primeiro lugar`;
    default:
      return `mudar ${part}`;
  }
}

function english(wish: Wish, part: string, after: string | undefined): string {
  switch (wish.do) {
    case 'shorter':
      return `shorten ${part}`;
    case 'longer':
      return `expand ${part}`;
    case 'simpler':
      return `simplify ${part} by leaving out what is most technical`;
    case 'technical':
      return `bring more data into ${part}`;
    case 'direct':
      return `come to the point sooner in ${part}`;
    case 'list':
      return `turn ${part} into a list`;
    case 'drop':
      return `remove ${part}`;
    case 'mention':
      return `mention ${quote(wish.about)}${wish.early ? ' earlier,' : ''} in ${part}`;
    case 'without':
      return `take ${quote(wish.phrase)} out of ${part}`;
    case 'heading':
      return part === fixed.en.title
        ? `change the title to ${quote(wish.text)}`
        : `rename ${part} to ${quote(wish.text)}`;
    case 'text':
      return `use ${quote(wish.text)} in ${part}`;
    case 'replace':
      return `replace ${quote(wish.from)} by ${quote(wish.to)} in ${part}`;
    case 'add':
      return `add a section about ${quote(wish.about)}${after ? ` after ${after}` : ''}`;
    case 'move':
      if (wish.where === 'swap') return `swap ${part}`;
      return after ? `put ${part} after ${after}` : `put ${part} first`;
    default:
      return `change ${part}`;
  }
}
