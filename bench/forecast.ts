import { forecastReleases } from '../governor/plan/forecast/forecast-releases.ts';
import { actionTypes, type ForecastInput } from '../ports/outreach.ts';
import { cpuMs } from '../testing/cpu-ms.ts';
import { aForecastInput, aWaitingAction, waiting } from '../testing/governor/forecast.ts';
import { seeded } from '../testing/seeded.ts';

const DAYS = 14;
const DRAWS = 200;
const ROUNDS = 3;
const quotas: Record<string, [number, number, number | null]> = {
  send_invite: [15, 25, 100],
  send_message: [10, 30, null],
  view_profile: [20, 40, null],
  withdraw_invite: [0, 5, null],
};

/**
 * Milliseconds of processor time of a forecast, the middle of three. The floor draws each day's quota as often and takes the
 * queue off by it, without hours, gaps, campaigns and limits.
 */
export async function benchForecast(): Promise<Record<string, Record<string, number>>> {
  const rows: Record<string, Record<string, number>> = {};
  for (const count of [30, 300, 3000]) {
    const input = anInput(count);
    const forecast = await middle(() =>
      forecastReleases(input, { days: DAYS, draws: DRAWS, random: seeded(3) }),
    );
    const floor = await middle(() => quotasAlone(count));
    rows[`${count} actions wait`] = { 'forecast, ms': forecast, 'floor, ms': floor };
  }
  return rows;
}

/** A third proposed by people, the others two steps of a campaign. */
function anInput(count: number): ForecastInput {
  const campaign = { id: 'a', weight: 1, per_company_week: 2 };
  const visits = waiting(count / 3, { type: 'view_profile', campaign });
  const invitations = visits.map(({ id }) => aWaitingAction({ campaign, after_action_id: id, wait_days: 1 }));
  const rules = actionTypes.map((type) => {
    const [daily_min, daily_max, rolling_7d_max] = quotas[type] ?? [0, 0, null];
    return { type, daily_min, daily_max, rolling_7d_max };
  });
  return aForecastInput({
    config: { rules },
    actions: [...waiting(count / 3), ...visits, ...invitations],
    campaigns: [{ id: 'a', name: 'a', status: 'running', drafting: 0, unforeseen: 0 }],
  });
}

function quotasAlone(count: number): number {
  const random = seeded(3);
  let released = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let left = count;
    for (let day = 0; day < DAYS; day += 1) {
      for (const [min, max] of Object.values(quotas)) {
        const went = Math.min(left, min + Math.floor(random.next() * (max - min + 1)));
        left -= went;
        released += went;
      }
    }
  }
  return released;
}

async function middle(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await cpuMs(work));
  return Math.round((times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0) * 10) / 10;
}
