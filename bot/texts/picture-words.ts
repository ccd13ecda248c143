import type { ErrorParams } from './error-details.ts';

type Words = Record<string, (p: { size: string; limit: string }) => [why: string, todo: string]>;

const en: Words = {
  format: () => [
    'it is no PNG, JPEG or WebP, although its name may say so',
    'Save it as PNG, JPEG or WebP and add it again.',
  ],
  animated: () => ['it moves', 'Save one picture of it as PNG or JPEG and add that.'],
  cmyk: () => ['its colours are for print (CMYK)', 'Save it in RGB colours and add it again.'],
  too_small: ({ size, limit }) => [
    `it is ${size}, and its shorter side needs ${limit} px to be sharp on a slide`,
    'Add a larger one.',
  ],
  too_many_pixels: ({ size, limit }) => [
    `it is ${size}; up to ${limit} px on a side and 40 million in all are accepted`,
    'Save it smaller and add it again.',
  ],
  too_narrow: ({ size }) => [
    `it is ${size}: of so long a strip a slide would show a small part`,
    'Cut out the part that matters, up to three times as long as it is wide, and add that.',
  ],
  blank: () => ['it is one colour all over', 'Choose another file.'],
  too_complex: () => ['it takes too long to draw', 'Save it anew as JPEG and add it again.'],
  damaged: () => ['the file is damaged or not complete', 'Save it anew as PNG or JPEG and add it again.'],
};
const pt: Words = {
  format: () => [
    'ela não é PNG, JPEG nem WebP, seja qual for o nome dela',
    'Salve em PNG, JPEG ou WebP e adicione de novo.',
  ],
  animated: () => ['ela tem animação', 'Salve um quadro dela em PNG ou JPEG e adicione esse.'],
  cmyk: () => ['as cores dela são de impressão (CMYK)', 'Salve em cores RGB e adicione de novo.'],
  too_small: ({ size, limit }) => [
    `ela tem ${size}, e o lado menor precisa de ${limit} px para ficar nítido em um slide`,
    'Adicione uma maior.',
  ],
  too_many_pixels: ({ size, limit }) => [
    `ela tem ${size}; são aceitos até ${limit} px de lado e 40 milhões ao todo`,
    'Salve em tamanho menor e adicione de novo.',
  ],
  too_narrow: ({ size }) => [
    `ela tem ${size}: de uma faixa tão longa um slide mostraria só uma parte pequena`,
    'Recorte a parte que importa, com o comprimento de até três vezes a largura, e adicione essa.',
  ],
  blank: () => ['ela tem uma cor só', 'Escolha outro arquivo.'],
  too_complex: () => ['ela demora demais para ser desenhada', 'Salve de novo em JPEG e adicione outra vez.'],
  damaged: () => [
    'o arquivo está danificado ou incompleto',
    'Salve de novo em PNG ou JPEG e adicione outra vez.',
  ],
};

/** Why a picture was not taken, and what to do instead. */
export function pictureWords(
  { reason, width, height, limit }: ErrorParams,
  locale: 'en' | 'pt-BR',
): { happened: string; todo: string } {
  const known = locale === 'en' ? en : pt;
  const words = (Object.hasOwn(known, reason ?? '') ? known[reason ?? ''] : undefined) ?? known.damaged;
  const number = (n: number | null | undefined) => (n ?? 0).toLocaleString(locale);
  const size = `${number(width)} x ${number(height)} px`;
  const [why = '', todo = ''] = words?.({ size, limit: number(limit) }) ?? [];
  const happened =
    locale === 'en' ? `The picture cannot be used: ${why}.` : `A imagem não pode ser usada: ${why}.`;
  return { happened, todo };
}
