import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account, Json, Person } from '../shapes.ts';
import { overDaily } from './hidden-limits.ts';
import { page } from './page.ts';
import { accountOf, limitOf, mustWork, personOf } from './read-asked.ts';
import type { Route } from './route.ts';

/** Without `notify=true` the person is not told: only then is it a visit. */
export const getUser: Route = (net, { path, query }) => {
  const identifier = classicId(path[1] ?? '');
  const isVisit = query.get('notify') === 'true';
  const accountId = query.get('account_id');
  return {
    kind: isVisit ? 'view_profile' : 'read_profile',
    account_id: accountId,
    lead: net.people.get(identifier)?.public_identifier ?? identifier,
    person_id: net.people.get(identifier)?.provider_id ?? null,
    text: null,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      if (identifier === account.provider_id || identifier === account.public_identifier)
        return { status: 200, body: { ...ownProfile(account) } };
      const person = personOf(net, identifier);
      if (isVisit) checkViewLimit(net, account);
      const related = net.people.relation(account.id, person.provider_id);
      if (related) net.people.learnRelation(account.id, person.provider_id, net.now());
      return { status: 200, body: profile(net, account, person), effect: isVisit };
    },
  };
};

/**
 * Sales Navigator knows a person by an id of its own, and this route reads a profile by either. Here the two differ only in
 * how they begin.
 */
const classicId = (identifier: string) => identifier.replace(/^ACwAA/, 'ACoAA');

/** @throws {ProviderError} */
export function checkViewLimit(net: Network, account: Account): void {
  if (overDaily(net, account, 'view_profile', account.limits.views_day))
    throw new ProviderError('too_many_requests');
}

/** Newest first. */
export const listRelations: Route = (net, { query }) => {
  const accountId = query.get('account_id');
  return {
    kind: 'read_relations',
    account_id: accountId,
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      const place = (relation: { created_at: number; person_id: string }) => ({
        at: relation.created_at,
        id: relation.person_id,
      });
      const found = page(
        net.people.relations(account.id),
        place,
        query.get('cursor'),
        limitOf(query, 100, 1000),
      );
      const items = found.items.flatMap(({ person_id, created_at }) => {
        const person = net.people.get(person_id);
        if (!person) return [];
        net.people.learnRelation(account.id, person_id, net.now());
        return [
          {
            object: 'UserRelation',
            first_name: person.first_name,
            last_name: person.last_name,
            headline: person.headline,
            public_identifier: person.public_identifier,
            public_profile_url: `https://www.linkedin.com/in/${person.public_identifier}`,
            created_at,
            member_id: person.provider_id,
            member_urn: `urn:li:member:${person.provider_id}`,
            connection_urn: `urn:li:fsd_connection:${person.provider_id}`,
          },
        ];
      });
      return { status: 200, body: { object: 'UserRelationsList', items, cursor: found.cursor } };
    },
  };
};

function profile(net: Network, account: Account, person: Person): Json {
  const isConnected = net.people.relation(account.id, person.provider_id) !== undefined;
  const invitation = net.invitations.latest(account.id, person.provider_id);
  const isShown = invitation && invitation.status !== 'ACCEPTED' && invitation.visible_at <= net.now();
  return {
    object: 'UserProfile',
    provider: 'LINKEDIN',
    provider_id: person.provider_id,
    public_identifier: person.public_identifier,
    first_name: person.first_name,
    last_name: person.last_name,
    headline: person.headline,
    location: person.location,
    websites: [],
    primary_locale: { language: person.language, country: person.language === 'pt' ? 'BR' : 'US' },
    is_premium: false,
    is_open_profile: false,
    can_send_inmail: false,
    is_relationship: isConnected,
    is_self: false,
    network_distance: isConnected ? 'FIRST_DEGREE' : person.distance,
    ...(isShown ? { invitation: { type: 'SENT', status: invitation.status } } : {}),
    connections_count: 500,
    work_experience: [
      {
        position: person.headline.split(/ (?:at|na|no|em|bei|chez) /)[0],
        company: person.company,
        end: null,
      },
    ],
  };
}

function ownProfile(account: Account): Json {
  return {
    object: 'UserProfile',
    provider: 'LINKEDIN',
    provider_id: account.provider_id,
    public_identifier: account.public_identifier,
    first_name: account.first_name,
    last_name: account.last_name,
    headline: '',
    websites: [],
    is_self: true,
  };
}
