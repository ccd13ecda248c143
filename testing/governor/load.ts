import type { Account, AccountConfig, AccountLoad, Action } from '../../ports/outreach.ts';

export const aConfig: AccountConfig = {
  time_zone: 'America/Sao_Paulo',
  window_start: '09:00',
  window_end: '18:00',
  working_days: [1, 2, 3, 4, 5],
  holidays: null,
  gap_min_minutes: 20,
  gap_max_minutes: 40,
  warm_up_days: 0,
  pending_invites_max: 400,
  withdraw_after_days: null,
  rules: [
    { type: 'send_invite', daily_min: 10, daily_max: 10, rolling_7d_max: 80 },
    { type: 'send_message', daily_min: 10, daily_max: 10, rolling_7d_max: null },
    { type: 'view_profile', daily_min: 10, daily_max: 10, rolling_7d_max: null },
    { type: 'withdraw_invite', daily_min: 5, daily_max: 5, rolling_7d_max: null },
  ],
};

export const anAccount: Account = {
  id: 'acc',
  team_id: 'T0GREENLIGHT',
  provider_account_id: 'unipile-1',
  name: 'Renata',
  owner_id: 'U0RENATA',
  channel_id: null,
  tier: 'premium',
  status: 'ok',
  terms_acknowledged_at: '2026-01-01T00:00:00Z',
  paused_at: null,
  pause_reason: null,
  breaker: null,
  config: aConfig,
  config_version: 1,
};

let actions = 0;
export function anAction(given: Partial<Action> = {}): Action {
  actions += 1;
  const id = given.id ?? `a${actions}`;
  return {
    id,
    team_id: 'T0GREENLIGHT',
    account_id: 'acc',
    type: 'send_invite',
    status: given.scheduled_for ? 'scheduled' : 'approved',
    lead: {
      lead_id: `lead-${id}`,
      name: 'Ana Lima',
      profile_url: `https://www.linkedin.com/in/ana-${id}`,
      provider_id: `ACoAA-${id}`,
    },
    text: null,
    revision: 1,
    hash: 'h',
    author_id: 'U0MARINA',
    approval: null,
    approvals: [],
    quorum: 1,
    approved_by: 'U0LUCIA',
    approved_at: '2026-11-23T08:00:00Z',
    scheduled_for: null,
    jitter_applied_minutes: null,
    daily_limit_check: null,
    time_window_check: null,
    blocked_by: null,
    retry_at: null,
    executed_at: null,
    result: null,
    error: null,
    answers: [],
    is_answer: false,
    campaign: null,
    channel_id: 'C0SALES',
    created_at: '2026-11-23T08:00:00Z',
    ...given,
  };
}

/** Monday 23 November 2026, 10:30 in São Paulo, unless said otherwise. */
export function aLoad(given: Partial<AccountLoad> & { config?: Partial<AccountConfig> } = {}): AccountLoad {
  const { config, ...rest } = given;
  const account = { ...anAccount, config: { ...aConfig, ...config } };
  return {
    account,
    now: '2026-11-23T13:30:00.000Z',
    last_dispatch_at: null,
    local_date: '2026-11-23',
    quotas: account.config.rules.map((r) => ({
      type: r.type,
      quota: r.daily_max,
      used_today: 0,
      used_7d: 0,
    })),
    holidays: [],
    shares: [],
    actions: [],
    ...rest,
  };
}
