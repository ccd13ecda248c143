import { accountOf, mustWork, personOf } from '../api/read-asked.ts';
import type { Route } from '../api/route.ts';
import { checkViewLimit } from '../api/users.ts';
import type { Network } from '../network.ts';
import { presentUser } from '../present-v2.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account, Json, Person } from '../shapes.ts';
import { offsetPage } from './offset-page.ts';

/** Reading leaves no trace; what it gives is needed for a visit. */
export const getUser: Route = (net, { path }) => {
  const [accountId = '', , identifier = ''] = path;
  const known = net.people.get(identifier);
  return {
    kind: 'read_profile',
    account_id: accountId,
    lead: known?.public_identifier ?? identifier,
    person_id: known?.provider_id ?? null,
    text: null,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      const person = personOf(net, identifier);
      if (net.people.relation(account.id, person.provider_id))
        net.people.learnRelation(account.id, person.provider_id, net.now());
      return { status: 200, body: profile(net, account, person) };
    },
  };
};

export const visitProfile: Route = (net, { path, query }) => {
  const accountId = path[0] ?? '';
  const [owner, personId] = readToken(query.get('token'));
  const person = net.people.get(personId ?? '');
  return {
    kind: 'view_profile',
    account_id: accountId,
    lead: person?.public_identifier ?? null,
    person_id: person?.provider_id ?? null,
    text: null,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      if (!person || owner !== account.id) throw new ProviderError('invalid_parameters', 'token');
      checkViewLimit(net, account);
      return { status: 200, body: { object: 'ProfileVisited' }, effect: true };
    },
  };
};

/** Newest first, which V2 does not promise. */
export const listRelations: Route = (net, { path, query }) => {
  const accountId = path[0] ?? '';
  return {
    kind: 'read_relations',
    account_id: accountId,
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      const body = offsetPage(net.people.relations(account.id), query, ({ person_id, created_at }) => {
        net.people.learnRelation(account.id, person_id, net.now());
        const person = net.people.get(person_id);
        return {
          object: 'UserRelation',
          id: `rel-${person_id}`,
          created_at: new Date(created_at).toISOString(),
          user: person ? presentUser(person) : { id: person_id },
        };
      });
      return { status: 200, body };
    },
  };
};

function profile(net: Network, account: Account, person: Person): Json {
  const isConnected = net.people.relation(account.id, person.provider_id) !== undefined;
  const latest = net.invitations.latest(account.id, person.provider_id);
  const invitation =
    latest && latest.status !== 'ACCEPTED' && latest.visible_at <= net.now() ? latest : undefined;
  const token = Buffer.from(JSON.stringify([account.id, person.provider_id])).toString('base64url');
  return {
    object: 'UserProfile',
    id: person.provider_id,
    type: 'user',
    public_identifier: person.public_identifier,
    display_name: `${person.first_name} ${person.last_name}`,
    first_name: person.first_name,
    last_name: person.last_name,
    description: person.headline,
    specifics: {
      provider: 'linkedin',
      network_distance: isConnected ? 'FIRST_DEGREE' : person.distance,
      notify_visit_token: token,
      ...(invitation ? { relation_request_status: invitation.status } : {}),
      ...(invitation?.status === 'PENDING'
        ? { relation_request: { id: invitation.id, type: 'sent', message: invitation.text } }
        : {}),
    },
  };
}

function readToken(token: string | null): string[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(token ?? '', 'base64url').toString());
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}
