import { shownStatus } from '../happen.ts';
import type { Network } from '../network.ts';
import type { Account, Json } from '../shapes.ts';
import { page } from './page.ts';
import { accountOf, limitOf, mustWork } from './read-asked.ts';
import type { Intent, Route } from './route.ts';

export const listAccounts: Route = (net, { query }) =>
  reading(null, () => {
    const sorted = net.accounts
      .all()
      .toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1));
    const place = (account: Account) => ({ at: account.created_at, id: account.id });
    const { items, cursor } = page(sorted, place, query.get('cursor'), limitOf(query, 100, 250));
    return { object: 'AccountList', items: items.map(present), cursor };
  });

export const getAccount: Route = (net, { path }) =>
  reading(path[1] ?? null, () => present(accountOf(net, path[1] ?? null)));

export const getOwner: Route = (net, { query }) =>
  reading(query.get('account_id'), () => {
    const account = workingAccount(net, query.get('account_id'));
    return {
      object: 'AccountOwnerProfile',
      provider: 'LINKEDIN',
      provider_id: account.provider_id,
      entity_urn: `urn:li:fsd_profile:${account.provider_id}`,
      object_urn: 'urn:li:member:100000001',
      first_name: account.first_name,
      last_name: account.last_name,
      public_identifier: account.public_identifier,
      email: `${account.public_identifier}@example.com`,
      premium: account.tier !== 'free',
      open_profile: false,
      recruiter: null,
      sales_navigator: account.tier === 'sales_navigator' ? { owner_seat_id: 'seat-1' } : null,
    };
  });

function present(account: Account): Json {
  const features = { free: [], premium: ['premium'], sales_navigator: ['premium', 'sales_navigator'] };
  return {
    object: 'Account',
    id: account.id,
    name: account.name,
    type: 'LINKEDIN',
    created_at: new Date(account.created_at).toISOString(),
    groups: [],
    connection_params: {
      im: {
        id: account.provider_id,
        username: account.name,
        premiumContractId: null,
        premiumFeatures: features[account.tier],
      },
    },
    sources: [{ id: `${account.id}_MESSAGING`, status: shownStatus(account.status) }],
  };
}

function workingAccount(net: Network, id: string | null): Account {
  const account = accountOf(net, id);
  mustWork(account);
  return account;
}

const reading = (accountId: string | null, read: () => Json): Intent => ({
  kind: 'read_account',
  account_id: accountId,
  lead: null,
  person_id: null,
  text: null,
  act: () => ({ status: 200, body: read() }),
});
