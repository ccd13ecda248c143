import { decode } from './mrkdwn.ts';
import type { Person } from './types.ts';

/** What a person typed: a command or a message. The sandbox escapes it and finds the mentions, as Slack's client does. */
type Outgoing = { kind: 'command'; command: string; text: string } | { kind: 'message'; text: string };

/** A line that starts with `/word` is a command, whether it exists or not; a lone `/` or a path is a message. */
export function readOutgoing(typed: string): Outgoing {
  const command = /^(\/[a-z][a-z0-9_-]*)(?:\s+([\s\S]*))?$/i.exec(typed.trim());
  if (command) return { kind: 'command', command: command[1] ?? '', text: (command[2] ?? '').trim() };
  return { kind: 'message', text: typed.trim() };
}

/** A stored text as its author typed it: `composeText` of the stand-in backwards. */
export function typedTextOf(text: string, people: Pick<Person, 'id' | 'name'>[]): string {
  return decode(
    text
      .replace(/<@(\w+)(?:\|[^>]*)?>/g, (mention, id: string) => {
        const person = people.find((one) => one.id === id);
        return person ? `@${person.name}` : mention;
      })
      .replace(/<#\w+\|([^>]*)>/g, '#$1')
      .replace(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, '@$1')
      .replace(/<(https?:\/\/[^|>]*)(?:\|([^>]*))?>/g, (_, url: string, words?: string) =>
        words === undefined || words === url ? url : `[${words}](${url})`,
      ),
  );
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
  if (person)
    return { kind: 'person', query: person[2] ?? '', start: before.length - (person[2] ?? '').length - 1 };
  return null;
}
