import type { Network } from './network.ts';
import type { AccountStatus, Json, Message, Person } from './shapes.ts';

// What V2 answers and what its webhooks carry is the same.

/** V2 has no word for a checkpoint or a restriction either. */
export const shownInV2: Record<AccountStatus, 'running' | 'disconnected' | 'errored'> = {
  ok: 'running',
  connecting: 'errored',
  credentials: 'disconnected',
  checkpoint: 'disconnected',
  stopped: 'disconnected',
  restricted: 'errored',
  error: 'errored',
};

/** V2 shows the provider's own ids, v1 made its own. */
export const shownId = (id: string): string => `2-${id}`;

export function presentMessage(net: Network, message: Message): Json {
  return {
    object: 'Message',
    id: shownId(message.id),
    chat_id: shownId(message.chat_id),
    sender_id: message.is_own ? (net.accounts.get(message.account_id)?.provider_id ?? '') : message.person_id,
    text: message.text,
    timestamp: new Date(message.at).toISOString(),
    is_sender: message.is_own,
    is_event: false,
    is_deleted: false,
    is_edited: false,
    is_hidden: false,
    is_seen: false,
    attachments: [],
    reactions_counter: [],
  };
}

export function presentUser(person: Person): Json {
  return {
    object: 'User',
    id: person.provider_id,
    public_identifier: person.public_identifier,
    profile_url: `https://www.linkedin.com/in/${person.public_identifier}`,
    display_name: `${person.first_name} ${person.last_name}`,
  };
}
