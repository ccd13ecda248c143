import { z } from 'zod';
import { invite } from '../happen.ts';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account, Invitation, Json, Person } from '../shapes.ts';
import { checkInviteLimits, usageToTell } from './hidden-limits.ts';
import { page } from './page.ts';
import { accountOf, limitOf, mustWork, readJson } from './read-asked.ts';
import type { Route } from './route.ts';

const DAY = 86_400_000;
const REINVITE_MS = 21 * DAY;
/** What LinkedIn takes from a free account; the schema only knows 300. */
const FREE_NOTE = 200;

const wanted = z.object({
  provider_id: z.string().min(1),
  account_id: z.string().min(1),
  message: z.string().max(300).optional(),
  user_email: z.string().optional(),
});

export const sendInvite: Route = (net, asked) => {
  const given = readJson(asked, wanted);
  const note = given.message === undefined || given.message === '' ? null : given.message;
  // A slug is no provider id here.
  const person = net.people.get(given.provider_id);
  const isId = person?.provider_id === given.provider_id;
  return {
    kind: 'send_invite',
    account_id: given.account_id,
    lead: isId ? person.public_identifier : given.provider_id,
    person_id: isId ? person.provider_id : null,
    text: note,
    act: () => {
      const { id, usage } = takeInvite(net, given.account_id, given.provider_id, note);
      const body = { object: 'UserInvitationSent', invitation_id: id, ...(usage === null ? {} : { usage }) };
      return { status: 201, body, effect: true };
    },
  };
};

/** An invitation as LinkedIn takes it, in either version of the API. @throws {ProviderError} */
export function takeInvite(
  net: Network,
  accountId: string,
  personId: string,
  note: string | null,
): { id: string; usage: number | null } {
  const account = accountOf(net, accountId);
  mustWork(account);
  if (personId === account.provider_id) throw new ProviderError('cannot_invite_attendee');
  const person = net.people.get(personId);
  if (person?.provider_id !== personId) throw new ProviderError('invalid_recipient');
  if (account.tier === 'free' && (note?.length ?? 0) > FREE_NOTE)
    throw new ProviderError('too_many_characters', `message: at most ${FREE_NOTE} characters`);
  refuseTwins(net, account, person);
  checkInviteLimits(net, account, note !== null);
  const { id } = invite(net, account, person, note, 'api');
  return { id, usage: usageToTell(net, account) };
}

function refuseTwins(net: Network, account: Account, person: Person): void {
  if (net.people.relation(account.id, person.provider_id)) throw new ProviderError('already_connected');
  const last = net.invitations.latest(account.id, person.provider_id);
  if (last?.status === 'PENDING' || last?.status === 'IGNORED')
    throw new ProviderError('already_invited_recently');
  if (last?.status === 'WITHDRAWN' && (last.ended_at ?? 0) + REINVITE_MS > net.now())
    throw new ProviderError('already_invited_recently');
}

export const listInvites: Route = (net, { query }) => {
  const accountId = query.get('account_id');
  return {
    kind: 'read_invitations',
    account_id: accountId,
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      const shown = pendingInvites(net, accountId);
      const place = (i: Invitation) => ({ at: i.sent_at, id: i.id });
      const { items, cursor } = page(shown, place, query.get('cursor'), limitOf(query, 10, 100));
      const body = { object: 'InvitationList', items: items.map((i) => present(net, i)), cursor };
      return { status: 200, body };
    },
  };
};

export const deleteInvite: Route = (net, { path, query }) => {
  const invitation = net.invitations.get(path[3] ?? '');
  const accountId = query.get('account_id');
  return {
    kind: 'withdraw_invite',
    account_id: accountId,
    lead: net.people.get(invitation?.person_id ?? '')?.public_identifier ?? null,
    person_id: invitation?.person_id ?? null,
    text: null,
    act: () => {
      withdrawInvite(net, accountId, invitation);
      return { status: 200, body: { object: 'InvitationCanceled' }, effect: true };
    },
  };
};

/** @throws {ProviderError} 404 when it is not pending (any more), or another account's. */
export function withdrawInvite(
  net: Network,
  accountId: string | null,
  invitation: Invitation | undefined,
): void {
  const account = accountOf(net, accountId);
  mustWork(account);
  if (invitation?.account_id !== account.id || invitation.status !== 'PENDING')
    throw new ProviderError('resource_not_found', 'Invitation not found.');
  net.invitations.end(invitation.id, 'WITHDRAWN', Math.floor(net.now()));
}

/** What LinkedIn lists as sent, newest first. @throws {ProviderError} */
export function pendingInvites(net: Network, accountId: string | null): Invitation[] {
  const account = accountOf(net, accountId);
  mustWork(account);
  return net.invitations.of(account.id).filter((i) => i.status === 'PENDING' && i.visible_at <= net.now());
}

function present(net: Network, invitation: Invitation): Json {
  const person = net.people.get(invitation.person_id);
  return {
    object: 'InvitationSent',
    id: invitation.id,
    date: ago(net.now() - invitation.sent_at),
    // Sometimes Unipile cannot tell: for one in four, always the same ones.
    parsed_datetime: Number(invitation.id.at(-1)) % 4 === 3 ? null : roughly(invitation.sent_at, net.now()),
    invitation_text: invitation.text,
    invited_user: person ? `${person.first_name} ${person.last_name}` : null,
    invited_user_id: person?.provider_id ?? null,
    invited_user_public_id: person?.public_identifier ?? null,
    invited_user_description: person?.headline ?? null,
  };
}

/** LinkedIn's own words; it shows no dates. */
function ago(ms: number): string {
  const days = Math.floor(ms / DAY);
  const say = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  if (days < 1) return 'today';
  if (days < 7) return say(days, 'day');
  return days < 30 ? say(Math.floor(days / 7), 'week') : say(Math.floor(days / 30), 'month');
}

/** Unipile counts back from the words, so it is as coarse as they are. */
function roughly(at: number, now: number): string {
  const days = Math.floor((now - at) / DAY);
  const back = days < 7 ? days : days < 30 ? Math.floor(days / 7) * 7 : Math.floor(days / 30) * 30;
  return new Date(now - back * DAY).toISOString();
}
