import type { Json } from './shapes.ts';
import type { ChannelStore } from './store/channels.ts';
import type { PeopleStore } from './store/people.ts';

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What Slack's composer makes of what a person types: escapes, then mentions, channels and links. */
export function composeText(text: string, people: PeopleStore, channels: ChannelStore): string {
  return linkNames(escapeText(text), people)
    .replace(/(?<![\w&])#([a-z0-9][a-z0-9_-]*)/g, (typed, name: string) => {
      const channel = channels.all().find((c) => c.name === name && c.kind === 'public');
      return channel ? `<#${channel.id}|${channel.name}>` : typed;
    })
    .replace(
      /\[((?:[^\][\n<>]|\[[^\][\n<>]*\])+)\]\((https?:\/\/[^\s<>|()]+)\)|https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/g,
      (typed, words?: string, url?: string) => (words && url ? `<${url}|${words}>` : `<${typed}>`),
    );
}

type Broadcast = 'channel' | 'here' | 'everyone';

/** What `link_names` or `parse: full` make of an app's text: typed broadcasts and names become real ones. */
export const linkNames = (text: string, people: PeopleStore): string =>
  text
    .replace(/(?<![\w.!])@(channel|here|everyone)\b/g, '<!$1>')
    .replace(/(?<![\w.@</])@([a-z0-9][a-z0-9._-]*)/g, (typed, name: string) => {
      const person = people.byName(name);
      return person ? `<@${person.id}>` : typed;
    });

/** Every text of blocks, in their order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/** Everyone-mentions in a message, wherever mrkdwn is read. plain_text objects mention no one. */
export function broadcastsIn(text: string, blocks: Json[] | undefined): Broadcast[] {
  const found = new Set<Broadcast>();
  const scan = (value: string) => {
    for (const match of value.matchAll(/<!(channel|here|everyone)(\|[^>]*)?>/g))
      found.add(match[1] as Broadcast);
  };
  scan(text);
  const walk = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!value || typeof value !== 'object') return;
    const node = value as Json;
    if (node.type === 'mrkdwn' && typeof node.text === 'string') scan(node.text);
    if (node.type === 'markdown' && typeof node.text === 'string') scan(node.text);
    if (node.type === 'broadcast' && typeof node.range === 'string') found.add(node.range as Broadcast);
    Object.values(node).forEach(walk);
  };
  walk(blocks ?? []);
  return [...found];
}

/** What `should_escape` makes of a command's text: people come with their ids, as `<@U1|ana>`. An id that was typed stays. */
export const namedPeople = (text: string, people: PeopleStore): string =>
  text.replace(/(?<![\w.@</])@([a-z0-9][a-z0-9._-]*)/gi, (typed, name: string) => {
    const person = people.byName(name.toLowerCase());
    return person ? `<@${person.id}|${person.name}>` : typed;
  });

/** Length as Slack counts it: code points. */
export const lengthOf = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

export const cut = (text: string, max: number): string =>
  lengthOf(text) <= max ? text : [...text].slice(0, max).join('');
