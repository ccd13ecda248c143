import type { OutreachDesk } from '../../bot/outreach/outreach-desk.ts';
import type { Account, AccountStatus, Action, ActionOutcome, OutreachForBot } from '../../ports/outreach.ts';
import { type TestDesk, testDesk } from './desk.ts';

export function anAccount(change: Partial<Account> = {}): Account {
  return {
    id: 'account-1',
    team_id: 'T0GREENLIGHT',
    provider_account_id: 'unipile-1',
    name: 'Alba Implantes - Renata Prado',
    owner_id: 'U0RENATA',
    channel_id: 'C0MARKETING',
    tier: 'premium',
    status: 'ok',
    terms_acknowledged_at: '2026-11-20T12:00:00Z',
    paused_at: null,
    pause_reason: null,
    breaker: null,
    config: {
      time_zone: 'America/Sao_Paulo',
      window_start: '09:00',
      window_end: '18:00',
      working_days: [1, 2, 3, 4, 5],
      holidays: 'BR',
      gap_min_minutes: 20,
      gap_max_minutes: 40,
      warm_up_days: 15,
      pending_invites_max: 400,
      withdraw_after_days: 28,
      rules: [
        { type: 'send_invite', daily_min: 5, daily_max: 15, rolling_7d_max: 80 },
        { type: 'send_message', daily_min: 5, daily_max: 10, rolling_7d_max: null },
        { type: 'view_profile', daily_min: 5, daily_max: 10, rolling_7d_max: null },
        { type: 'withdraw_invite', daily_min: 0, daily_max: 5, rolling_7d_max: null },
      ],
    },
    config_version: 3,
    ...change,
  };
}

export function anAction(change: Partial<Action> = {}): Action {
  return {
    id: 'action-1',
    team_id: 'T0GREENLIGHT',
    account_id: 'account-1',
    type: 'send_invite',
    status: 'pending_approval',
    lead: {
      lead_id: 'lead-1',
      name: 'Helena Brandt',
      profile_url: 'https://www.linkedin.com/in/helena-brandt',
      provider_id: null,
    },
    text: 'Olá Helena, vi sua palestra sobre rastreabilidade.',
    revision: 1,
    hash: 'b'.repeat(64),
    author_id: 'U0MARINA',
    approval: null,
    campaign: null,
    approvals: [],
    quorum: 1,
    approved_by: null,
    approved_at: null,
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
    channel_id: 'C0MARKETING',
    created_at: '2026-11-22T12:00:00Z',
    ...change,
  };
}

export function anOutcome(change: Partial<ActionOutcome> = {}): ActionOutcome {
  return {
    outcome: 'decided',
    reason: null,
    found: null,
    approvers: [],
    user_groups: [],
    action: anAction(),
    ...change,
  };
}

/** A fortnight in which some days sent something; today is the last. */
export function aStatus(change: Partial<AccountStatus> = {}): AccountStatus {
  const day = (i: number): AccountStatus['today'] => ({
    date: `2026-11-${String(9 + i).padStart(2, '0')}`,
    by_type: (['send_invite', 'send_message', 'view_profile', 'withdraw_invite'] as const).map((type, k) => {
      const closed = i % 7 === 0 || i % 7 === 1;
      return {
        type,
        sent: closed || k === 3 ? 0 : Math.max(1, ((i * (k + 3)) % 9) - 2 * k),
        unknown: i === 13 && k === 0 ? 1 : 0,
        quota: closed ? null : 12 - 3 * k,
      };
    }),
  });
  const days = Array.from({ length: 14 }, (_, i) => day(i));
  return {
    account: anAccount(),
    today: days[13] ?? day(13),
    days,
    rolling_7d: [
      { type: 'send_invite', used: 41, max: 80 },
      { type: 'send_message', used: 12, max: null },
    ],
    answers_14d: { accepted: 9, replied: 4 },
    pending_invites: 63,
    queued: 7,
    next: { action_id: 'action-1', at: '2026-11-23T12:47:31Z', blocked_by: 'window' },
    ...change,
  };
}

/** A desk of outreach without Slack and database. */
export function outreachDesk(
  outreach: Partial<OutreachForBot>,
  slack: Record<string, (args: Record<string, unknown>) => Promise<unknown>> = {},
  change: Partial<OutreachDesk> = {},
): TestDesk & { outreachDesk: OutreachDesk } {
  const made = testDesk({}, slack);
  const { content: _, ...general } = made.desk;
  return {
    ...made,
    outreachDesk: {
      ...general,
      // SAFETY: handlers call methods only; one that a test does not give rejects.
      outreach: new Proxy(outreach, {
        get: (given, name) =>
          Reflect.get(given, name) ?? (() => Promise.reject(new Error(`The test gave no ${String(name)}`))),
      }) as OutreachForBot,
      ...change,
    },
  };
}
