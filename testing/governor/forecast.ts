import type {
  Account,
  AccountConfig,
  ActionType,
  ForecastInput,
  WaitingAction,
} from '../../ports/outreach.ts';
import { actionTypes } from '../../ports/outreach.ts';
import { aConfig, anAccount } from './load.ts';

let actions = 0;
export function aWaitingAction(given: Partial<WaitingAction> = {}): WaitingAction {
  actions += 1;
  return {
    id: `w${actions}`,
    type: 'send_invite',
    is_answer: false,
    with_note: false,
    campaign: null,
    person: `person-${actions}`,
    company: null,
    scheduled_for: null,
    from: null,
    aside: false,
    after_action_id: null,
    wait_days: 0,
    ...given,
  };
}

export const waiting = (n: number, given: Partial<WaitingAction> = {}) =>
  Array.from({ length: n }, () => aWaitingAction(given));

/** Monday 23 November 2026, 00:00:20 in São Paulo, unless said otherwise; nothing was done before. */
export function aForecastInput(
  given: Partial<ForecastInput> & {
    config?: Partial<AccountConfig>;
    of?: Partial<Account>;
    byType?: Partial<Record<ActionType, Partial<ForecastInput['types'][number]>>>;
  } = {},
): ForecastInput {
  const { config, of, byType, ...rest } = given;
  return {
    account: { ...anAccount, ...of, config: { ...aConfig, ...config } },
    now: '2026-11-23T03:00:20.000Z',
    local_date: '2026-11-23',
    last_dispatch_at: null,
    fits_a_day: 28,
    types: actionTypes.map((type) => ({
      type,
      drawn: null,
      used_today: 0,
      used_7d: [],
      warm_up: [],
      rests_until: null,
      ...byType?.[type],
    })),
    sending_days: 0,
    sent_today: false,
    notes_31d: [],
    pending_invites: 0,
    holidays: [],
    unknown_years: [],
    shares: [],
    reached: [],
    actions: [],
    campaigns: [],
    unforeseen: 0,
    ...rest,
  };
}
