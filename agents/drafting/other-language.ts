// Function words that neither Portuguese nor English has, except for a few that are strong signs all the same.
const words: Record<string, Set<string>> = {
  spa: new Set(
    'el los las del y al en una un con sin más cómo qué cuál cuando donde según su sus sobre hacia para por es son lo muy también'.split(
      ' ',
    ),
  ),
  fra: new Set(
    'le les des du et en est une un dans avec sans sur aux pour par qui comment pourquoi votre vos son sa ses ce cette plus choisir'.split(
      ' ',
    ),
  ),
  ita: new Set(
    'il lo gli dei delle degli della del dello nel nella con senza per che perché è sono una un come più alla agli scegliere'.split(
      ' ',
    ),
  ),
  deu: new Set(
    'der die das den dem des und ist sind ein eine einen einem einer mit ohne für von zum zur bei im am auf nicht oder wie warum'.split(
      ' ',
    ),
  ),
};
const ours: Record<string, Set<string>> = {
  por: new Set(
    'o os um uma uns umas do da dos das no na nos nas em ao aos à às com sem por pelo pela para não são é mais como qual quando onde que sobre seu sua seus suas e ou muito também'.split(
      ' ',
    ),
  ),
  eng: new Set(
    'the a an of in on at to for and or is are be with without from by not what how why when which it its this that your you we our about on'.split(
      ' ',
    ),
  ),
};
const scripts: [string, RegExp][] = [
  ['jpn', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['kor', /\p{Script=Hangul}/gu],
  ['cmn', /\p{Script=Han}/gu],
  ['rus', /\p{Script=Cyrillic}/gu],
  ['ell', /\p{Script=Greek}/gu],
  ['arb', /\p{Script=Arabic}/gu],
  ['heb', /\p{Script=Hebrew}/gu],
  ['hin', /\p{Script=Devanagari}/gu],
  ['tha', /\p{Script=Thai}/gu],
];
const MIN_HITS = 2;
/** Endings and signs that neither of ours has; each counts as two small words, for a brief may have none of these. */
const marked: Record<string, RegExp> = {
  spa: /[ñ¿¡]|(?:ción|ciones|siones|miento|mientos|ajes)(?!\p{L})|(?<=\p{L}{3})dad(?!\p{L})/gu,
  fra: /(?<!\p{L})(?:[ldnsj]|qu)['’](?=\p{L})(?!(?:água|ouro|oeste|alho))|(?<=\p{L}{4})(?:eux|eaux|euse|ères?|iser|oire)(?!\p{L})|œ/gu,
  ita: /(?<=\p{L}{2})(?:zione|zioni|ità|mente?nto|ggio)(?!\p{L})|(?<!\p{L})(?:dell|all|nell|sull)['’]/gu,
  deu: /[äöüß]|(?<=\p{L}{4})(?:ung|ungen|keit|heit|schaft|lich|isch)(?!\p{L})/gu,
};
/** The name of a European standard, "EN 868-5", is no small word. */
const STANDARD = /(?<!\p{L})en\s+(?:iso\s+)?(?=\d)/giu;

/**
 * The language of a short text (ISO 639-3) if it is clearly neither Portuguese nor English; else null.
 *
 * A trigram model such as franc guesses on the few words of a brief and takes Portuguese for Spanish or Galician; the
 * small words tell them apart. Doubt is null: a wrong refusal costs more than a wrong guess. Pure.
 */
export function otherLanguage(text: string): string | null {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(STANDARD, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  for (const [code, pattern] of scripts) {
    if ((plain.match(pattern)?.length ?? 0) * 2 > letters) return code;
  }
  const all = plain.match(/[\p{L}\p{M}]+/gu) ?? [];
  const hits = (set: Set<string>) => all.filter((word) => set.has(word)).length;
  const own = Math.max(...Object.values(ours).map(hits));
  const [best] = Object.entries(words)
    .map(([code, set]) => ({ code, hits: hits(set) + 2 * (plain.match(marked[code] ?? /$^/)?.length ?? 0) }))
    .sort((a, b) => b.hits - a.hits);
  return best && best.hits >= MIN_HITS && best.hits > own ? best.code : null;
}
