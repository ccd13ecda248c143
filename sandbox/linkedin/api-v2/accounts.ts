import { accountOf, limitOf } from '../api/read-asked.ts';
import type { Intent, Route } from '../api/route.ts';
import { shownInV2 } from '../present-v2.ts';
import type { Account, Json } from '../shapes.ts';
import { offsetOf } from './offset-page.ts';

export const listAccounts: Route = (net, { query }) =>
  reading(null, () => {
    const wanted = query.get('provider');
    const all = net.accounts.all().filter(() => wanted === null || wanted === 'linkedin');
    const [offset, limit] = [offsetOf(query), limitOf(query, 100, 250)];
    const data = all.slice(offset, offset + limit).map(present);
    return { object: 'AccountList', data, has_more: offset + limit < all.length };
  });

export const getAccount: Route = (net, { path }) =>
  reading(path[1] ?? null, () => present(accountOf(net, path[1] ?? null)));

function present(account: Account): Json {
  const status = shownInV2[account.status];
  return {
    object: 'Account',
    id: account.id,
    user_id: account.provider_id,
    name: account.name,
    provider: 'linkedin',
    status,
    is_locked: false,
    account_scope_id: 'scope_sandbox',
    application_id: 'app_sandbox',
    created_at: new Date(account.created_at).toISOString(),
    metadata: { products_connection_status: { classic: status } },
  };
}

const reading = (accountId: string | null, read: () => Json): Intent => ({
  kind: 'read_account',
  account_id: accountId,
  lead: null,
  person_id: null,
  text: null,
  act: () => ({ status: 200, body: read() }),
});
