export type AddressFault = 'not_an_address' | 'scheme' | 'credentials' | 'too_long';

const MAX = 2000;

/**
 * The address of a page as a person wrote it, `https://` added where it is missing. Whether it may be reached is for the
 * agent to find out: only that sees where a name leads to.
 */
export function readAddress(written: string): { url: string } | { fault: AddressFault } {
  const said = written.trim();
  if (said.length > MAX) return { fault: 'too_long' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(said)?.[1]?.toLowerCase();
  const hasScheme = scheme !== undefined && !isHostAndPort(said);
  if (hasScheme && scheme !== 'http' && scheme !== 'https') return { fault: 'scheme' };
  const url = /\s/.test(said) ? null : URL.parse(hasScheme ? said : `https://${said}`);
  if (!url?.hostname || (!hasScheme && !url.hostname.includes('.'))) return { fault: 'not_an_address' };
  if (url.username || url.password) return { fault: 'credentials' };
  return url.href.length > MAX ? { fault: 'too_long' } : { url: url.href };
}

/** Whether a word can only be meant as an address: with a scheme, or beginning like a host. */
export function looksLikeAddress(word: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S/i.test(word);
}

/** A host with a dot and perhaps a path, such as `example.com/iso`. */
export function looksLikeHost(word: string): boolean {
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u.test(word);
}

/** A link in mrkdwn, or the bare label where the address is none that may be linked. */
export function linked(url: string, labelMrkdwn: string): string {
  const href = linkable(url);
  if (href === null) return labelMrkdwn;
  // `|` ends the address of a link, `&` begins an entity.
  return `<${href.replaceAll('|', '%7C').replaceAll('&', '&amp;')}|${labelMrkdwn}>`;
}

/** The address in the form in which it may be linked; null when it may not. */
export function linkable(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= 1000
    ? parsed.href.replaceAll(/[<>]/g, encodeURIComponent)
    : null;
}

function isHostAndPort(said: string): boolean {
  return /^[^/:\s]+\.[^/:\s]+:\d+(?:[/?#]|$)/.test(said);
}
