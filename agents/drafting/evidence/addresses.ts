import type { Snapshot } from './snapshot.ts';

const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"“”»)\]]+|(?<![@\p{L}\p{N}.-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|info|io|eu|br|uk|de|us)(?:\.[a-z]{2})?(?:\/[^\s<>"“”»)\]]*)?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}/])10\.\d{4,9}\/[^\s<>"“”»)\]]+/giu;

/**
 * The addresses of a text that are of no snapshot and that people did not type. The number of a publication (DOI) may also
 * stand in what is cited; an address may not: a page can name others that were never read. Pure.
 */
export function addressesNotRead(
  text: string,
  snapshots: readonly Pick<Snapshot, 'url'>[],
  { own, cited }: { own: readonly string[]; cited: readonly string[] },
): string[] {
  const found = [...text.matchAll(ADDRESS)].map((m) => m[0].replace(/[.,;:!?…'’]+$/u, ''));
  if (found.length === 0) return [];
  const read = new Set(snapshots.flatMap(({ url }) => (url === null ? [] : [plain(url)])));
  const typed = new Set(
    own.flatMap((one) => [...one.matchAll(ADDRESS)].map((m) => plain(m[0].replace(/[.,;:!?…'’]+$/u, '')))),
  );
  return found.filter((address) => {
    const key = plain(address);
    if (read.has(key) || typed.has(key)) return false;
    const isNumber = address.startsWith('10.');
    return !(isNumber && [...read, ...cited].some((one) => one.toLowerCase().includes(key)));
  });
}

/** One page has one: without scheme, "www.", fragment, the marks of a campaign, and the slash at the end. */
function plain(address: string): string {
  const [path = '', query = ''] = address
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/#.*$/, '')
    .split('?');
  const kept = query.split('&').filter((pair) => pair !== '' && !/^(?:utm_\w+|gclid|fbclid)=/i.test(pair));
  const [host = '', ...rest] = path.split('/');
  const rooted = [host.toLowerCase(), ...rest].join('/').replace(/\/+$/, '');
  return kept.length > 0 ? `${rooted}?${kept.join('&')}` : rooted;
}
