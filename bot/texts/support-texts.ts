/** What a card says about claims and their quotes: what code checked, and apart from it what a model judged. */
interface SupportTexts {
  /** Above the claims that cannot be approved. */
  notSupported: string;
  quoted(claims: number): string;
  judged(supported: number, partly: number, not: number, byHand: number): string;
  /** Of the sandbox's writer, which understands nothing. */
  comparedByWords(supported: number, partly: number, not: number, byHand: number): string;
}

const amongEn = (partly: number, not: number, own: number) =>
  [
    ...(partly > 0 ? [`, ${partly} in part`] : []),
    ...(not > 0 ? [`, ${not} not`] : []),
    ...(own > 0 ? [`; ${own} in people’s own words, not judged`] : []),
  ].join('');
export const supportEn: SupportTexts = {
  notSupported: 'Closed for approval. A model judged that these claims are not supported by their quotes:',
  quoted: (n) =>
    `Checked by code: ${n} of ${n} ${n === 1 ? 'claim has a quote' : 'claims have a quote'}, word for word from its source.`,
  judged: (supported, ...rest) =>
    `Judged by a model: ${supported} supported by the quote${amongEn(...rest)}.`,
  comparedByWords: (supported, ...rest) =>
    `Compared by words alone (offline writer): ${supported} supported by the quote${amongEn(...rest)}.`,
};

const amongPt = (partly: number, not: number, own: number) =>
  [
    ...(partly > 0 ? [`, ${partly} em parte`] : []),
    ...(not > 0 ? [`, ${not} não`] : []),
    ...(own > 0 ? [`; ${own} nas palavras de uma pessoa, não julgadas`] : []),
  ].join('');
const supportedPt = (n: number) => `${n} ${n === 1 ? 'sustentada' : 'sustentadas'} pela citação`;
export const supportPtBr: SupportTexts = {
  notSupported:
    'Fechado para aprovação. Segundo o julgamento de um modelo, estas afirmações não são sustentadas pelas citações:',
  quoted: (n) =>
    `Verificado por código: ${n} de ${n} ${n === 1 ? 'afirmação tem citação' : 'afirmações têm citação'}, palavra por palavra na fonte.`,
  judged: (supported, ...rest) => `Julgado por um modelo: ${supportedPt(supported)}${amongPt(...rest)}.`,
  comparedByWords: (supported, ...rest) =>
    `Comparado só por palavras (redator offline): ${supportedPt(supported)}${amongPt(...rest)}.`,
};
