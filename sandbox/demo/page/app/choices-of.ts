import { isJson, listOf, readOptions, str, textOf } from './block-kit.ts';
import type { Channel, Json, Person } from './types.ts';

export interface Choice {
  value: string;
  label: string;
  /** Beside the label, smaller. */
  detail?: string;
  group?: string;
  person?: Person;
}

interface Around {
  users: Person[];
  channels: Channel[];
}

/** What a select offers: its own options, or the people and places of the workspace. */
export function choicesOf(element: Json, { users, channels }: Around): Choice[] {
  const type = str(element.type).replace(/^multi_/, '');
  if (type === 'users_select') return users.map(personChoice);
  if (type === 'channels_select')
    return channels.filter((one) => !one.is_im && !one.is_private).map(placeChoice);
  if (type === 'conversations_select') {
    const taken = channels.filter((one) => passes(element.filter, one, users));
    return [
      ...taken.filter((one) => !one.is_im).map(placeChoice),
      ...taken.filter((one) => one.is_im).map((one) => directChoice(one, users)),
    ];
  }
  const groups = listOf(element.option_groups);
  if (groups.length === 0) return readOptions(element).map(optionChoice);
  return groups.flatMap((group) =>
    readOptions({ options: group.options }).map((option) => ({
      ...optionChoice(option),
      group: textOf(group.label),
    })),
  );
}

export function matchChoices(choices: Choice[], query: string): Choice[] {
  const wanted = plain(query.trim());
  return wanted === ''
    ? choices
    : choices.filter((choice) => plain(`${choice.label} ${choice.detail ?? ''}`).includes(wanted));
}

/** Accents and case do not matter to who searches. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** `include` names kinds of places; the rest leaves some of them out. */
function passes(filter: unknown, channel: Channel, users: Person[]): boolean {
  if (!isJson(filter)) return true;
  const kind = channel.is_im ? 'im' : channel.is_private ? 'private' : 'public';
  if (Array.isArray(filter.include) && !filter.include.includes(kind)) return false;
  const peer = users.find((user) => user.id === channel.user);
  return !(filter.exclude_bot_users === true && channel.is_im && peer?.role === 'bot');
}

const directChoice = (channel: Channel, users: Person[]): Choice => {
  const peer = users.find((user) => user.id === channel.user);
  return peer ? { ...personChoice(peer), value: channel.id } : { value: channel.id, label: channel.name };
};

const optionChoice = (option: { value: string; label: string; description: string }): Choice => ({
  value: option.value,
  label: option.label,
  ...(option.description === '' ? {} : { detail: option.description }),
});

const personChoice = (person: Person): Choice => ({
  value: person.id,
  label: person.real_name ?? person.name,
  detail: person.name,
  person,
});

const placeChoice = (channel: Channel): Choice => ({ value: channel.id, label: `#${channel.name}` });
