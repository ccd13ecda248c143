/** What a page's boxes speak of that are not its text: cookies, newsletters, subscriptions. */
const NOTICE =
  /\b(?:cookies?|consent(?:imento|ir)?|gdpr|lgpd|newsletter|inscri(?:ção|cao|ções)|inscrev\w+|assin(?:e|ar|ante)\b|subscri\w+|sign up|unsubscribe|e-?mail|pol[ií]tica de privacidade|privacy policy|prefer[eê]ncias|tratamento dos seus dados|opt[- ]out|promo(?:ções|tions)|novidades)/i;
/** How programs call such a box. */
const BOX =
  '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i], [class*="gdpr" i], [id*="gdpr" i], [class*="lgpd" i], [id*="onetrust" i], [class*="newsletter" i], [id*="newsletter" i], [class*="signup" i], [class*="subscribe" i], [class*="mailchimp" i]';
const PAYWALL = '[class*="paywall" i], [id*="paywall" i], [class*="subscriber-only" i], [class*="regwall" i]';
/** A box of more text holds the page's own. */
const BOX_CHARACTERS = 3000;
/** A page that says of itself that it is not there has no more. */
const MISSING_CHARACTERS = 1200;
const MISSING =
  /(?:p[áa]gina|artigo|conte[úu]do|endere[çc]o|link|documento)\s+(?:que (?:voc[êe]|procura)[^.]{0,40}\s+)?(?:n[ãa]o (?:foi )?(?:encontrad[oa]|existe|est[áa] dispon[íi]vel)|removid[oa]|inexistente|indispon[íi]vel)|(?:page|article|document|content|file)\s+(?:(?:you|that|is|was|could|cannot|can't)[^.]{0,40}\s+)?(?:not (?:be )?found|does(?: not|n't) exist|no longer (?:exists|available)|has been (?:removed|deleted))|\b(?:erro|error|http)\s?404\b|^\s*404\b|not found\s*$/im;

/** Takes out boxes that ask for a reader's consent or address; a page about cookies keeps its text. */
export function removeNotices(document: Document): void {
  for (const box of [...document.querySelectorAll(BOX)]) {
    if (['HTML', 'BODY', 'MAIN', 'ARTICLE'].includes(box.tagName) || box.querySelector('article, main, h1'))
      continue;
    const text = box.textContent ?? '';
    if (text.length < BOX_CHARACTERS && (isNotice(text) || text.trim().length < 200)) box.remove();
  }
}

/** Takes out the words that ask a reader to pay, and says whether there were any. */
export function removePaywall(document: Document): boolean {
  const says = [...document.querySelectorAll('script[type="application/ld+json"]')].some((script) =>
    /"isAccessibleForFree"\s*:\s*"?false/i.test(script.textContent ?? ''),
  );
  let found = false;
  for (const box of [...document.querySelectorAll(PAYWALL)]) {
    const text = (box.textContent ?? '').trim();
    if (text.length > 600 || !/assin|subscri|log ?in|sign in|entre\b|cadastr|regist/i.test(text)) continue;
    found = true;
    box.remove();
  }
  return says || found;
}

/** Whether most sentences of a text are those of such a box. */
export function isNotice(text: string): boolean {
  const sentences = text.split(/[.!?\n]+/).filter((sentence) => sentence.trim().length > 15);
  if (sentences.length === 0) return false;
  return sentences.filter((sentence) => NOTICE.test(sentence)).length / sentences.length >= 0.5;
}

/** Whether a page answers "found" and says that there is nothing. */
export function saysMissing(title: string | null, text: string): boolean {
  if (text.length > MISSING_CHARACTERS) return false;
  const start = text.slice(0, 400);
  return MISSING.test(title ?? '') || MISSING.test(start);
}
