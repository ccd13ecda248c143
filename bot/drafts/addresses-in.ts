export interface Addresses {
  /** Each once, in order. */
  urls: string[];
  /** The first one that is no http or https address; null: all are. */
  bad: string | null;
  /** The words without the addresses, where cutting them out breaks no sentence. */
  rest: string;
}

const address = /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.(?=[\p{L}\p{N}-]+\.))[^\s<>"“”«»]*/giu;
const between = /^[\s,;:.()–-]*(?:(?:and|e|ou|or|&|\+)[\s,;:()–-]*)?$/iu;
const leadingJoint = /^[\s,;:.()–-]+/u;
const trailingJoint =
  /[\s,;:(–-]*(?<![\p{L}\p{N}])(?:based on|according to|from|see|read|use|using|with|and|sources?|links?|pages?|com base (?:em|n[oa]s?)|baseado (?:em|n[oa]s?)|a partir d[eoa]s?|segundo|veja|leia|use|usando|com|de|e|fontes?|p[áa]ginas?)[\s,;:(–-]*$|[\s,;:(–-]+$/iu;

/** The web addresses in what a person wrote; `www.…` is taken for https. Pure. */
export function addressesIn(said: string): Addresses {
  const urls: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const found of said.matchAll(address)) {
    const written = withoutPunctuation(found[0]);
    const url = urlOf(written);
    if (url === null) return { urls: [], bad: written, rest: said };
    texts.push(said.slice(at, found.index));
    at = found.index + written.length;
    if (!urls.includes(url)) urls.push(url);
  }
  if (texts.length === 0) return { urls, bad: null, rest: said };
  texts.push(said.slice(at));

  const [first = '', ...others] = texts;
  const last = others.at(-1) ?? '';
  if (others.every((text) => between.test(text))) {
    return { urls, bad: null, rest: first.replace(trailingJoint, '').trim() };
  }
  if ([first, ...others.slice(0, -1)].every((text) => between.test(text))) {
    return { urls, bad: null, rest: last.replace(leadingJoint, '').trim() };
  }
  return { urls, bad: null, rest: said };
}

/** One address a line of the form; null: it is none that can be read. */
export function urlOf(written: string): string | null {
  const url = URL.parse(/^www\./i.test(written) ? `https://${written}` : written);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.href : null;
}

/** The end of a sentence belongs to no address; a bracket does when it was opened in it. */
function withoutPunctuation(written: string): string {
  const cut = written.replace(/[.,;:!?'"*_~]+$/u, '');
  return cut.endsWith(')') && !cut.includes('(') ? withoutPunctuation(cut.slice(0, -1)) : cut;
}
