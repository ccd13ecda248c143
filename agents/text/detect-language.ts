import { franc } from 'franc';

// franc is right on whole sentences and guesses on a few words ("Olá mundo" came out as Danish).
const SURE_CHARS = 40;

const small = {
  pt: new Set(
    'a o os as um uma de do da dos das no na nos nas em ao que e é para com por não se como mais ou sobre entre quando pelo pela seu sua são ser olá você'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an of in on at to for and or is are be with from by not what how why when which it its this that your you we our about between'.split(
      ' ',
    ),
  ),
};
const ptEndings =
  /(?:ção|ções|ão|ões|ães|mente|dade|dades|agem|ivo|iva|ável|ível|eiro|eira|inho|inha|ência|ância|ores|ador|as|os)$/;
const enEndings = /(?:ing|tion|tions|ness|ment|ments|ity|ies|ed|ly|ful|less|er|ers|ship|th|ck|sh)$/;

/** `pt` or `en`; null when the text is too short or something else entirely. */
export function detectLanguage(text: string): 'pt' | 'en' | null {
  const plain = text.replace(/https?:\/\/\S+|[@#<][^\s>]*>?/g, ' ').trim();
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  const [pt, en] = scores(plain);
  if (letters >= SURE_CHARS && Math.abs(pt - en) < 4) {
    const code = franc(plain, { only: ['por', 'eng'] });
    if (code === 'por') return 'pt';
    if (code === 'eng') return 'en';
  }
  if (pt === en) return null;
  return pt > en ? 'pt' : 'en';
}

function scores(text: string): [pt: number, en: number] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  let pt = (text.normalize('NFC').match(/[ãõçáéíóúâêô]/gi)?.length ?? 0) * 2;
  let en = 0;
  for (const word of words) {
    if (small.pt.has(word)) pt += 1;
    if (small.en.has(word)) en += 1;
    if (word.length > 4 && ptEndings.test(word)) pt += 0.5;
    if (word.length > 4 && enEndings.test(word)) en += 0.5;
    // Letters that Portuguese writes in foreign words only.
    if (/[kwy]/.test(word) && word.length > 2) en += 0.5;
  }
  return [pt, en];
}
