import { connectDatabase } from '../../platform/db.ts';
import {
  type AccountConfig,
  type Action,
  type ActionType,
  type InboundEvent,
  outreachForBot,
  outreachForGovernor,
  type ReleaseResult,
} from '../../ports/outreach.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { installTeam, TEAM } from './content.ts';

export { TEAM };

type Database = Pick<EmbeddedSupabase, 'url' | 'publishableKey' | 'token' | 'fetch' | 'owner'>;

/** Monday 23 November 2026, 10:00 in São Paulo (UTC-3, no daylight saving). */
export const MONDAY = '2026-11-23T13:00:00Z';

/**
 * A team (people as in test-content: ana and bia members, leo and mia approvers, rui admin, gil guest) and the calls of
 * both parts on schema outreach.
 */
export async function openOutreach(database: Database) {
  await installTeam(database);
  const as = async (role: 'greenlight_bot' | 'greenlight_governor') =>
    connectDatabase(
      {
        url: database.url,
        publishableKey: database.publishableKey,
        token: await database.token(role),
        fetch: database.fetch,
      },
      // A deadlock is seen here, and not made good by another try.
      1,
    );
  const [botRpc, governorRpc] = await Promise.all([as('greenlight_bot'), as('greenlight_governor')]);
  const bot = outreachForBot(botRpc('outreach'));
  const governor = outreachForGovernor(governorRpc('outreach'));
  const { query } = database.owner;
  let names = 0;

  const one = async (sql: string, values: unknown[] = []) => (await query(sql, values)).rows[0] ?? {};
  const setClock = (at: string) => query('select platform.set_clock_offset($1::timestamptz - now())', [at]);
  const advance = (minutes: number) =>
    query(
      'select platform.set_clock_offset(clock_offset + make_interval(secs => $1)) from platform.settings',
      [minutes * 60],
    );

  /** An account that may work at once: terms accepted, no warm-up, wide limits unless told otherwise. */
  async function account(
    config: Partial<AccountConfig> = {},
    options: { tier?: string; acknowledged?: boolean } = {},
  ) {
    names += 1;
    // Shorter gaps than people may set keep tests short; the release takes the account's gap as it stands.
    const { gap_min_minutes: gap = 20, gap_max_minutes: gapMax = 40, ...accepted } = config;
    const { id } = await one('select outreach.install_account($1) as id', [
      JSON.stringify({
        team_id: TEAM,
        provider_account_id: `acc ${names}`,
        name: `Account ${names}`,
        owner_id: 'rui',
        tier: options.tier ?? 'premium',
        channel_id: 'C1',
        config: { warm_up_days: 0, ...accepted },
      }),
    ]);
    const accountId = String(id);
    await query('update outreach.accounts set gap_min_minutes = $2, gap_max_minutes = $3 where id = $1', [
      accountId,
      gap,
      Math.max(gap, gapMax),
    ]);
    if (options.acknowledged !== false) await bot.acknowledgeTerms(accountId, 'rui');
    return { id: accountId, provider: `acc ${names}` };
  }

  async function propose(
    accountId: string,
    p: {
      type?: ActionType;
      url?: string;
      text?: string | null;
      author?: string;
      name?: string;
      key?: string;
    } = {},
  ) {
    names += 1;
    return bot.proposeAction({
      team_id: TEAM,
      account_id: accountId,
      type: p.type ?? 'view_profile',
      profile_url: p.url ?? `https://www.linkedin.com/in/person-${names}`,
      name: p.name ?? `Person ${names}`,
      text: p.text ?? null,
      author_id: p.author ?? 'ana',
      channel_id: 'C1',
      idempotency_key: p.key ?? `key ${names}`,
      response_url: null,
    });
  }

  async function get(actionId: string): Promise<Action> {
    const found = await bot.getAction(actionId);
    if (!found) throw new Error(`No action ${actionId}`);
    return found;
  }

  const decide = async (
    actionId: string,
    person = 'leo',
    decision: 'approve' | 'reject' = 'approve',
    seen?: { revision: number; hash: string },
  ) => {
    const { revision, hash } = seen ?? (await get(actionId));
    return bot.decideAction({
      action_id: actionId,
      revision,
      hash,
      person_id: person,
      decision,
      note: null,
    });
  };

  const plan = async (actionId: string, at: string) =>
    governor.planActions([
      {
        action_id: actionId,
        revision: (await get(actionId)).revision,
        scheduled_for: at,
        jitter_applied_minutes: 3,
      },
    ]);

  /** Proposed, approved and planned for a time that has come, at any hour of the clock. */
  async function ready(accountId: string, p: Parameters<typeof propose>[1] = {}): Promise<string> {
    const { action_id } = await propose(accountId, p);
    if (!action_id) throw new Error('Refused');
    await decide(action_id);
    await plan(action_id, '2026-01-01T00:00:00Z');
    return action_id;
  }

  /** The answer with every field that some answer has. */
  const claim = async (actionId: string) => ({
    blocked_by: null,
    retry_at: null,
    release_id: null,
    fence: null,
    ...(await governor.claimRelease(actionId, 'test governor')),
  });

  /** Claims, which must succeed, and records how it ended. */
  async function release(actionId: string, result: Partial<ReleaseResult> = {}) {
    const claimed = await claim(actionId);
    if (claimed.outcome !== 'claimed') {
      throw new Error(`Not claimed: ${claimed.outcome} ${claimed.blocked_by}`);
    }
    await governor.recordRelease({
      release_id: claimed.release_id,
      fence: claimed.fence,
      result: 'sent',
      provider: {},
      error: null,
      signal: 'none',
      ...result,
    });
    return { releaseId: claimed.release_id, fence: claimed.fence };
  }

  /** Says that the account and the person of an action are connected or invited. */
  async function profile(
    account: { provider: string },
    actionId: string,
    is: { connected?: boolean; invitation?: 'none' | 'pending' | 'withdrawn'; provider_id?: string } = {},
  ) {
    const { lead } = await get(actionId);
    await governor.recordProfile({
      provider_account_id: account.provider,
      lead_id: lead.lead_id,
      provider_id: is.provider_id ?? `ACoAA${lead.lead_id}`,
      public_id: null,
      name: null,
      headline: null,
      title: null,
      company: null,
      connected: is.connected ?? false,
      invitation: is.invitation ?? 'none',
    });
  }

  let keys = 0;
  const inbound = (account: { provider: string }, event: Partial<InboundEvent>) => {
    keys += 1;
    return governor.recordInbound({
      key: `event ${keys}`,
      kind: 'message',
      provider_account_id: account.provider,
      provider_id: null,
      profile_url: null,
      chat_id: null,
      message_id: `message ${keys}`,
      text: 'oi',
      at: MONDAY,
      status: null,
      ...event,
    });
  };

  return {
    bot,
    governor,
    query,
    one,
    setClock,
    advance,
    account,
    propose,
    get,
    decide,
    plan,
    ready,
    claim,
    release,
    profile,
    inbound,
  };
}
export type Outreach = Awaited<ReturnType<typeof openOutreach>>;

export const rule = (
  type: ActionType,
  daily_min: number,
  daily_max: number,
  rolling_7d_max: number | null,
) => ({
  type,
  daily_min,
  daily_max,
  rolling_7d_max,
});
