import { expect, it } from 'vitest';
import { allEmoji, favourites, findEmoji, keepFavourite } from './emoji-list.ts';

const names = (typed: string) => findEmoji(typed).map(({ name }) => name);

it('finds an emoji by its name first, then by what describes it', () => {
  expect(names('tada')[0]).toBe('tada');
  expect(names(':white_check')[0]).toBe('white_check_mark');
  expect(names('celebration')).toContain('tada');
  expect(names('no such thing')).toEqual([]);
});

it('names emoji as Slack’s API does, each once', () => {
  expect(names('thinking')[0]).toBe('thinking_face');
  expect(new Set(allEmoji.map(({ name }) => name)).size).toBe(allEmoji.length);
});

it('puts what was picked last before the usual ones', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  expect(favourites(storage)[0]?.name).toBe('white_check_mark');
  keepFavourite('rocket', storage);
  keepFavourite('eyes', storage);
  const now = favourites(storage).map(({ name }) => name);
  expect(now.slice(0, 3)).toEqual(['eyes', 'rocket', 'white_check_mark']);
  expect(now.filter((name) => name === 'eyes')).toHaveLength(1);
});
