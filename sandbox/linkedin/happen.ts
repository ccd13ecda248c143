import { transaction } from '../slack/store/open-store.ts';
import { announceMessage, announceRelation, announceStatus } from './deliver.ts';
import { after, type Network } from './network.ts';
import { newId, newInvitationId } from './new-id.ts';
import { ProviderError } from './provider-error.ts';
import type { Account, AccountStatus, Invitation, Message, Person } from './shapes.ts';

/** Words go into the chat of the two; the webhook tells of them, of either author. */
export function say(net: Network, account: Account, person: Person, text: string, isOwn: boolean): Message {
  return transaction(net.db, () => {
    const chat = net.chats.upsert(account.id, person.provider_id);
    const message: Message = {
      id: newId(),
      chat_id: chat.id,
      account_id: account.id,
      person_id: person.provider_id,
      is_own: isOwn,
      text,
      at: Math.floor(net.now()),
      visible_at: after(net, net.lags.message_s),
      known_at: null,
    };
    net.chats.addMessage(message);
    announceMessage(net, account, person, message);
    return message;
  });
}

export function invite(
  net: Network,
  account: Account,
  person: Person,
  text: string | null,
  by: Invitation['by'],
): Invitation {
  const at = Math.floor(net.now());
  const invitation: Invitation = {
    id: newInvitationId(at),
    account_id: account.id,
    person_id: person.provider_id,
    text,
    status: 'PENDING',
    sent_at: at,
    visible_at: after(net, net.lags.invite_s),
    ended_at: null,
    by,
  };
  net.invitations.add(invitation);
  return invitation;
}

/** The person accepts: a relation, and a chat that begins with the note. @throws {ProviderError} Without an invitation. */
export function accept(net: Network, account: Account, person: Person): void {
  transaction(net.db, () => {
    const invitation = pendingInvitation(net, account, person);
    const at = Math.floor(net.now());
    net.invitations.end(invitation.id, 'ACCEPTED', at);
    net.people.connect(account.id, person.provider_id, at, null);
    announceRelation(net, account, person);
    if (invitation.text !== null) say(net, account, person, invitation.text, true);
  });
}

export function withdraw(net: Network, account: Account, person: Person): void {
  net.invitations.end(pendingInvitation(net, account, person).id, 'WITHDRAWN', Math.floor(net.now()));
}

export function ignore(net: Network, account: Account, person: Person): void {
  net.invitations.end(pendingInvitation(net, account, person).id, 'IGNORED', Math.floor(net.now()));
}

/** The account's session breaks or comes back; back, everything that was missed comes in one burst. */
export function setStatus(net: Network, account: Account, status: AccountStatus): void {
  if (account.status === status) return;
  transaction(net.db, () => {
    const downAt = status === 'ok' ? null : (account.down_at ?? Math.floor(net.now()));
    const next = { ...account, status, down_at: downAt, down_known_at: null };
    net.accounts.put(next);
    announceStatus(net, next, status === 'ok' ? 'OK' : shownStatus(status));
    if (status === 'ok') net.deliveries.release(account.id, net.now());
  });
  net.wake();
}

/** The words of v1, which has none for a checkpoint or a restriction. */
export function shownStatus(status: AccountStatus): string {
  if (status === 'checkpoint') return 'CREDENTIALS';
  if (status === 'restricted') return 'ERROR';
  return status.toUpperCase();
}

function pendingInvitation(net: Network, account: Account, person: Person): Invitation {
  const invitation = net.invitations.latest(account.id, person.provider_id);
  if (invitation?.status !== 'PENDING')
    throw new ProviderError(
      'resource_not_found',
      `No invitation of ${person.public_identifier} by ${account.id} is pending.`,
    );
  return invitation;
}
