import { isWriteKind } from './kinds.ts';
import type { Network } from './network.ts';
import type { Account, Json, Person } from './shapes.ts';

/**
 * What the simulator knows, for tests and for the panel.
 *
 * @param newest How many calls, from the end.
 */
export function present(net: Network, newest = Number.POSITIVE_INFINITY): Json {
  const iso = (at: number) => new Date(at).toISOString();
  const accounts = net.accounts.all();
  const people = net.people.all();
  return {
    now: iso(net.now()),
    accounts: accounts.map((account) => presentAccount(net, account)),
    leads: accounts.flatMap((account) => people.map((person) => presentLead(net, account, person))),
    calls: presentCalls(net).slice(-newest),
    breaches: net.calls.breaches().map((breach) => ({ ...breach, at: iso(breach.at) })),
    faults: net.faults.list(),
    webhooks: { waiting: net.deliveries.waiting(), next_at: moment(net.deliveries.nextDueAt()) },
  };
}

/** Oldest first. */
export function presentCalls(net: Network) {
  return net.calls.all().map((call) => ({
    id: call.id,
    at: new Date(call.at).toISOString(),
    account_id: call.account_id,
    kind: call.kind,
    lead: call.lead,
    lead_id: call.person_id,
    text: call.text,
    outcome: call.outcome,
    /** LinkedIn changed; the caller may have been told otherwise. */
    effect: call.effect,
    is_write: isWriteKind(call.kind),
  }));
}
export type SeenCall = ReturnType<typeof presentCalls>[number];

function presentAccount(net: Network, account: Account): Json {
  const invitations = net.invitations.of(account.id);
  return {
    id: account.id,
    name: account.name,
    tier: account.tier,
    status: account.status,
    provider_id: account.provider_id,
    pending_invitations: invitations.filter((i) => i.status === 'PENDING').length,
    connections: net.people.relations(account.id).length,
    limits: account.limits,
    rules: account.rules,
  };
}

function presentLead(net: Network, account: Account, person: Person): Json {
  const invitation = net.invitations.latest(account.id, person.provider_id);
  const chat = net.chats.find(account.id, person.provider_id);
  const messages = chat ? net.chats.messages(chat.id) : [];
  const isConnected = net.people.relation(account.id, person.provider_id) !== undefined;
  return {
    account_id: account.id,
    lead: person.public_identifier,
    provider_id: person.provider_id,
    name: `${person.first_name} ${person.last_name}`,
    headline: person.headline,
    connected: isConnected,
    invitation: invitation ? invitation.status.toLowerCase() : null,
    messages: messages.filter((m) => m.is_own).length,
    replies: messages.filter((m) => !m.is_own).length,
  };
}

const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
