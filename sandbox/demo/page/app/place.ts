import type { Panel } from './snapshot.ts';

/** Where in the workspace the page is: what the address bar says. */
export interface Place {
  user?: string | undefined;
  channel?: string | undefined;
  thread?: string | undefined;
  /** A message to scroll to and mark. */
  message?: string | undefined;
  /** The Greenlight app's Home tab instead of a channel. */
  home?: boolean | undefined;
  /** Instead of a channel, beside a thread that may be open. */
  panel?: Panel | undefined;
  /** With the panel `search`: what is looked for. */
  query?: string | undefined;
}

/**
 * Reads a permalink (`/archives/C1/p1700000000000100?thread_ts=...`), the page's own address
 * (`/?user=&channel=&thread=`) or either of them behind `#` (also `#C1/1700000000.000100`).
 *
 * @returns null for an address that leads elsewhere.
 */
export function parsePlace(href: string, base: string): Place | null {
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return null;
  }
  const archive = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{7,}))?\/?$/.exec(url.pathname);
  if (archive) {
    const message = tsOfPermalink(archive[2]);
    const thread = url.searchParams.get('thread_ts') ?? undefined;
    const user = url.searchParams.get('user') ?? undefined;
    return clean({ user, channel: archive[1], thread, message });
  }
  if (url.origin !== new URL(base).origin || url.pathname !== '/') return null;
  const inside = url.hash.slice(1);
  if (inside.startsWith('/')) return parsePlace(inside, base);
  const short = /^([CDG][A-Z0-9]+)(?:\/(\d+\.\d+))?$/.exec(inside);
  const find = (name: string) => url.searchParams.get(name) ?? undefined;
  return clean({
    user: find('user'),
    channel: short?.[1] ?? find('channel'),
    thread: short?.[2] ?? find('thread'),
    message: find('message'),
    home: find('view') === 'home' ? true : undefined,
    panel: panels.find((panel) => panel === find('view')),
    query: find('query'),
  });
}

export function placeUrl(place: Place): string {
  const query = new URLSearchParams();
  if (place.user) query.set('user', place.user);
  if (place.home) query.set('view', 'home');
  else if (place.channel) query.set('channel', place.channel);
  if (place.panel && !place.home) query.set('view', place.panel);
  if (place.panel === 'search' && place.query) query.set('query', place.query);
  if (place.thread && !place.home) query.set('thread', place.thread);
  const text = query.toString();
  return text === '' ? '/' : `/?${text}`;
}

const panels = ['threads', 'search'] as const;

/** `p1700000000000100` is the ts without its point, which stands before the last six digits. */
function tsOfPermalink(digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

function clean(place: Place): Place {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}
