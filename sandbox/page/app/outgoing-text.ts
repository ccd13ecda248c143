import type { Channel, Person } from './types.ts';

/** A typed line: what Slack's client would send. */
export type Outgoing = { kind: 'command'; command: string; text: string } | { kind: 'message'; text: string };

/** A line that starts with `/word` is a command, whether it exists or not; a lone `/` or a path is a message. */
export function readOutgoing(typed: string, users: Person[], channels: Channel[]): Outgoing {
  const command = /^(\/[a-z][a-z0-9_-]*)(?:\s+([\s\S]*))?$/i.exec(typed.trim());
  if (command) return { kind: 'command', command: command[1] ?? '', text: (command[2] ?? '').trim() };
  return { kind: 'message', text: encodeMessage(typed.trim(), users, channels) };
}

/** Escapes what has a meaning in mrkdwn, then turns `@handle` and `#channel` into mentions. */
export function encodeMessage(text: string, users: Person[], channels: Channel[]): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/(^|[\s(])([@#])([\p{L}\p{N}._-]+)/gu, (whole, before: string, sign, name: string) => {
    const found =
      sign === '@'
        ? users.find((person) => person.name.toLowerCase() === name.toLowerCase())
        : channels.find((channel) => channel.name === name && !channel.is_im);
    return found ? `${before}<${sign}${found.id}>` : whole;
  });
}

/** Words for the popup above the composer: what is being typed, and where it starts. */
export interface Completing {
  kind: 'command' | 'person';
  query: string;
  start: number;
}

export function completingAt(text: string, caret: number): Completing | null {
  const before = text.slice(0, caret);
  const command = /^\/([a-z0-9_-]*)$/i.exec(before);
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0 };
  const person = /(^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (person) return { kind: 'person', query: person[2] ?? '', start: before.length - (person[2] ?? '').length - 1 };
  return null;
}
