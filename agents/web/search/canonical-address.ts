import normalizeUrl from 'normalize-url';

/** Says where a reader came from, and nothing of what is read. */
const TRACKING = [
  /^utm_/i,
  /^(?:gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|srsltid|_gl|_ga)$/i,
  /^(?:fbclid|igshid|igsh|msclkid|twclid|ttclid|li_fat_id|yclid|ysclid)$/i,
  /^(?:mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hstc|__hssc|hsctatracking|vero_id|oly_anon_id|oly_enc_id|wickedid|s_kwcid|cmpid)$/i,
];

/**
 * One name for all addresses of a page: https, lower-case host without `www.`, no fragment, no tracking parameters, the
 * others in order, no slash at the end. To compare by, never to fetch: a site may answer at one of its addresses alone.
 *
 * Conservative: `m.` and `amp.` hosts, `/amp` paths and `index.html` stay, as they can lead to another page; a page's own
 * canonical link and the text's hash tell those. Pure.
 */
export function canonicalAddress(address: string): string {
  const given = address.trim();
  // The library gives a name without scheme one, and reads `mailto:` as it is.
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return given;
  return normalizeUrl(given, {
    forceHttps: true,
    stripHash: true,
    removeQueryParameters: TRACKING,
    // Of one meaning to nearly every server: `?a` and `?a=`.
    emptyQueryValue: 'always',
  }).replace(/\/(?=\?|$)/, '');
}
