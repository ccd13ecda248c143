import type { ForecastInput, WaitingAction } from '../../../ports/outreach.ts';
import type { DaysAhead } from './days-ahead.ts';

const DAY_MS = 24 * 3_600_000;
/** Without Premium LinkedIn takes so many invitations with a note in 31 days. */
const NOTES = 5;

/** What the release asks besides hours, gap and quota: in the planner's sight an action is due all the same. */
export interface FreeTimes {
  /** Until when an action is held; infinite: by what cannot be foreseen; in the past: it may go. */
  heldUntil(action: WaitingAction, now: number): number;
  /** Its company is what holds it: it is set aside. */
  isOfCompany(action: WaitingAction, now: number): boolean;
  count(action: WaitingAction, at: number): void;
}

export function freeTimes(input: ForecastInput, days: DaysAhead): FreeTimes {
  const { tier, config } = input.account;
  const notes = input.notes_31d.map((at) => Date.parse(at));
  let pending = input.pending_invites;
  /** By company: when each person was reached last. */
  const reached = new Map<string, Map<string, number>>();
  const reach = (company: string, person: string, at: number) =>
    reached.set(company, (reached.get(company) ?? new Map<string, number>()).set(person, at));
  for (const { company, person, at } of input.reached) reach(company, person, Date.parse(at));

  const notesUntil = (action: WaitingAction) =>
    tier === 'free' && action.with_note ? (notes.at(-NOTES) ?? Number.NEGATIVE_INFINITY) + 31 * DAY_MS : 0;
  const companyUntil = ({ campaign, company, person }: WaitingAction, now: number): number => {
    const cap = campaign?.per_company_week ?? null;
    if (cap === null || company === null) return 0;
    const colleagues = [...(reached.get(company) ?? [])]
      .filter(([who, at]) => who !== person && at > now - 7 * DAY_MS)
      .map(([, at]) => at)
      .sort((a, b) => b - a);
    const oldest = colleagues[cap - 1];
    return oldest === undefined ? 0 : days.nextOpen(oldest + 7 * DAY_MS);
  };
  return {
    heldUntil(action, now) {
      if (action.type === 'send_invite' && pending >= config.pending_invites_max)
        return Number.POSITIVE_INFINITY;
      const notBefore = action.type === 'send_invite' ? notesUntil(action) : 0;
      return Math.max(notBefore, companyUntil(action, now));
    },
    isOfCompany: (action, now) => companyUntil(action, now) > now,
    count(action, at) {
      if (action.type === 'send_invite') {
        pending += 1;
        if (action.with_note) notes.push(at);
      }
      if (action.type === 'withdraw_invite') pending -= 1;
      else if (action.company !== null) reach(action.company, action.person, at);
    },
  };
}
