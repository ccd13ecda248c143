import { lib, ordered } from 'emojilib';
import { emojiOf, slackNameOf } from './emoji.ts';

export interface Emoji {
  /** As Slack's API names it, without colons. */
  name: string;
  sign: string;
  group: string;
  words: string[];
}

/** Titles of the library's groups, in Slack's order. */
const groups: Record<string, string> = {
  people: 'Smileys & people',
  animals_and_nature: 'Animals & nature',
  food_and_drink: 'Food & drink',
  activity: 'Activities',
  travel_and_places: 'Travel & places',
  objects: 'Objects',
  symbols: 'Symbols',
  flags: 'Flags',
};

const titles = Object.values(groups);

/** All that can be picked, by group. */
export const allEmoji: Emoji[] = ordered
  .flatMap((key): Emoji[] => {
    const known = lib[key];
    if (!known?.char) return [];
    const sign = emojiOf(key) ?? known.char;
    const group = groups[known.category] ?? '';
    return [{ name: slackNameOf(key), sign, group, words: [key, ...known.keywords] }];
  })
  .toSorted((a, b) => titles.indexOf(a.group) - titles.indexOf(b.group));

/** Those whose name begins with what was typed, then those that hold it, then those that it describes. */
export function findEmoji(typed: string, list = allEmoji): Emoji[] {
  const wanted = typed.trim().toLowerCase().replace(/^:|:$/g, '').replaceAll(' ', '_');
  if (wanted === '') return list;
  const rank = ({ name, words }: Emoji): number => {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.split('_').some((part) => part.startsWith(wanted))) return 2;
    if (words.some((word) => word.toLowerCase().replaceAll(' ', '_').startsWith(wanted))) return 3;
    return name.includes(wanted) ? 4 : 5;
  };
  return list
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .filter((found) => found.rank < 5)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ emoji }) => emoji);
}

/** Slack's own first ones, until a person has favourites. */
const usual = ['white_check_mark', 'eyes', 'raised_hands', '+1', 'tada', 'heart', 'thinking_face', 'pray'];
const KEPT = 'emoji';
const MOST = 9;

/** What a person picked last, the newest first, filled up with the usual ones. */
export function favourites(kept: Pick<Storage, 'getItem'>): Emoji[] {
  const names = [...new Set([...readNames(kept), ...usual])].slice(0, MOST);
  return names.flatMap((name) => allEmoji.find((emoji) => emoji.name === name) ?? []);
}

export function keepFavourite(name: string, kept: Pick<Storage, 'getItem' | 'setItem'>): void {
  kept.setItem(KEPT, [name, ...readNames(kept).filter((other) => other !== name)].slice(0, MOST).join(' '));
}

function readNames(kept: Pick<Storage, 'getItem'>): string[] {
  return (kept.getItem(KEPT) ?? '').split(' ').filter(Boolean);
}
