import { type Foreseen, foresee } from '../../bot/outreach/forecast/foresee.ts';
import type { AccountConfig, ForecastInput } from '../../ports/outreach.ts';
import { aForecastInput, aWaitingAction, waiting } from '../governor/forecast.ts';
import { seeded } from '../seeded.ts';
import { anAccount, outreachDesk } from './outreach.ts';

/** Two campaigns under way and single actions: a warming account in São Paulo, with a holiday ahead. */
export function anInput(change: Partial<ForecastInput> = {}): ForecastInput {
  const fair = { id: 'fair', weight: 2, per_company_week: 2 };
  const visits = waiting(30, { type: 'view_profile', campaign: fair });
  const warm = (max: number) =>
    Array.from({ length: 14 }, (_, n) => Math.max(1, Math.floor(max * (0.2 + (0.8 * n) / 14))));
  return {
    ...aForecastInput({
      byType: {
        send_invite: { warm_up: warm(15), drawn: 11, used_today: 2 },
        send_message: { warm_up: warm(10) },
        view_profile: { warm_up: warm(10) },
      },
    }),
    account: anAccount(),
    now: '2026-12-14T12:10:00Z',
    local_date: '2026-12-14',
    sending_days: 9,
    holidays: [{ date: '2026-12-25', name: 'Natal' }],
    actions: [
      ...visits,
      ...visits.map(({ id }) => aWaitingAction({ campaign: fair, after_action_id: id, wait_days: 1 })),
      ...waiting(12),
      ...waiting(4, { type: 'send_message' }),
    ],
    campaigns: [
      { id: 'fair', name: 'Feira de maio', status: 'running', drafting: 3, unforeseen: 60 },
      { id: 'old', name: 'Clínicas <SP>', status: 'paused', drafting: 0, unforeseen: 12 },
    ],
    unforeseen: 2,
    ...change,
  };
}

export function foreseen(
  days: number,
  change: Partial<ForecastInput> = {},
  proposed: AccountConfig | null = null,
): Promise<Foreseen> {
  const desk = outreachDesk({ forecastInput: async () => anInput(change) }).outreachDesk;
  return foresee({ ...desk, random: seeded(11) }, 'account-1', days, proposed);
}
