import { foldText } from './fold-text.ts';

/** Words that say nothing about a subject, without accents, in both languages: they are so in either. */
const small = new Set(
  `a o as os um uma uns umas de do da dos das em no na nos nas num numa ao aos pelo pela pelos pelas por para pra com sem sob
  sobre entre ate apos desde e ou mas nem que se como quando onde qual quais quem quanto porque pois ja nao sim mais menos
  muito muita muitos muitas pouco pouca todo toda todos todas cada outro outra outros outras mesmo mesma este esta estes
  estas esse essa esses essas isso isto aquele aquela aqueles aquelas aquilo eu voce ele ela eles elas nos seu sua seus suas
  meu minha nosso nossa lhe lhes me te ser estar ter haver ir fazer poder dever e sao foi era eram esta estao estava tem tinha
  ha vai pode podem deve devem seja sejam sera serao tambem so ainda apenas assim entao depois antes aqui ali la
  the an of in on at by for with without to from into onto about between after before since and or but nor that which who whom
  whose what when where why how if than then as is are was were be been being am has have had do does did can could will
  would shall should may might must not no yes more less most least very much many few some any all each every other same
  this these those it its he she they them their his her you your we our us my there here also only still just so such
  please quero queria gostaria favor faca fazer deixe ponha coloque use troque mude make put let change`.split(
    /\s+/,
  ),
);
const MIN_LENGTH = 3;

/**
 * What a text is about: its words and numbers without the small ones, by their roots, roughly: "validações", "validação"
 * and "validado" are one. Numbers stay whole. Pure.
 *
 * For how much two texts of one language have in common: words are cut by length, and a meeting too many costs a share of
 * a score. Whether a text names a subject is a yes or no, in either language: `rootsIn` of drafting/topic knows suffixes
 * and what Portuguese and English took from Latin.
 */
export function contentStems(text: string): string[] {
  const words =
    foldText(text, { accents: false }).text.match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{N}]*/gu) ?? [];
  return words.filter((w) => (/\p{N}/u.test(w) || w.length >= MIN_LENGTH) && !small.has(w)).map(stemOf);
}

function stemOf(word: string): string {
  if (/\p{N}/u.test(word)) return word;
  const one = word.replace(/(?:oes|aes)$/, 'ao').replace(/(?<=.{3})s$/, '');
  return one.length > 5 ? one.slice(0, Math.max(5, one.length - 3)) : one;
}
