import type { Broadcast } from './broadcasts.ts';
import type { Suggestion } from './completion-popup.tsx';
import type { Completing } from './outgoing-text.ts';
import type { Command, Person } from './types.ts';

interface Known {
  /** None inside a thread: Slack takes no commands there. */
  commands: Command[];
  users: Person[];
  /** None inside a thread, as in Slack. */
  broadcasts: Broadcast[];
}

/** What completes the word under the caret: a name that begins so stands before one that holds it. */
export function completions(
  { kind, query }: Completing,
  { commands, users, broadcasts }: Known,
): Suggestion[] {
  const wanted = query.toLowerCase();
  if (kind === 'command') {
    return commands
      .filter((command) => command.command.slice(1).startsWith(wanted))
      .map((command) => ({
        key: command.command,
        title: command.command,
        hint: command.usage_hint ?? '',
        detail: command.description ?? '',
        insert: `${command.command} `,
      }));
  }
  const begins = (person: Person) =>
    [person.name, ...(person.real_name ?? '').split(' ')].some((word) =>
      word.toLowerCase().startsWith(wanted),
    );
  const called = broadcasts
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ name, detail }) => ({
      key: name,
      sign: '📣',
      title: `@${name}`,
      hint: detail,
      detail: '',
      insert: `@${name} `,
    }));
  const people = users
    .filter((person) => person.role !== 'bot' || wanted !== '')
    .filter((person) => `${person.name} ${person.real_name ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)))
    .map((person) => ({
      key: person.id,
      person,
      title: person.real_name ?? person.name,
      hint: person.name,
      detail: '',
      insert: `@${person.name} `,
    }));
  return [...people, ...called];
}
