import type { FitRequest, Fitted, Typesetter } from '../../../design/fit-text.ts';

/** As many of the words as there is room for at the smallest size. */
export async function fitWords(type: Typesetter, text: string, request: FitRequest): Promise<Fitted> {
  const words = text.split(' ').slice(0, 120);
  let fitted = await type.fit(words.join(' '), request);
  while (fitted.load > 1 && words.length > 1) {
    words.length = Math.max(1, Math.floor(words.length / Math.max(1.02, Math.min(2, fitted.load))));
    fitted = await type.fit(`${words.join(' ').replace(/[\s.,;:–—-]+$/, '')}…`, request);
  }
  return fitted;
}
