/** What a person wants to find, read from what they typed. */
export interface SearchQuery {
  /** Folded; a message holds all of them. */
  words: string[];
  without: string[];
  /** Handles as typed, without @; `me` is who searches. */
  from: string[];
  /** Names of channels, or handles for direct messages, without # and @. */
  in: string[];
  /** `link`, `file`, `reaction`, `pin`, or the name of an emoji. */
  has: string[];
  isThread: boolean;
  /** Days as YYYY-MM-DD, in the person's time zone. */
  before?: string;
  after?: string;
  on?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads Slack's modifiers; what is none of them is a word to find, so that nothing typed is ignored. */
export function readSearch(typed: string): SearchQuery {
  const query: SearchQuery = { words: [], without: [], from: [], in: [], has: [], isThread: false };
  for (const [, minus, name, quoted, plain] of typed.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)) {
    const value = (quoted ?? plain ?? '').trim();
    if (value === '' || (name && take(query, name.toLowerCase(), value))) continue;
    const word = fold(name ? `${name}:${value}` : value);
    (minus ? query.without : query.words).push(word);
  }
  return query;
}

/** False when it is no modifier of Slack's. */
function take(query: SearchQuery, name: string, value: string): boolean {
  if (name === 'from' || name === 'in') {
    query[name].push(value.replace(/^[@#]/, '').toLowerCase());
    return true;
  }
  if (name === 'has') {
    query.has.push(value.replace(/^:|:$/g, '').toLowerCase());
    return true;
  }
  if (name === 'is' && value === 'thread') {
    query.isThread = true;
    return true;
  }
  if ((name === 'before' || name === 'after' || name === 'on') && DAY.test(value)) {
    query[name] = value;
    return true;
  }
  return false;
}

/** Letters without case and accents, so that "lucia" finds "Lúcia". */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether the folded text holds the word, at the beginning of one of its words. */
export function holds(folded: string, word: string): boolean {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '') || !/^[\p{L}\p{N}]/u.test(word)) return true;
  return false;
}
