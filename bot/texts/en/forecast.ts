import type { ActionType } from '../../../ports/outreach.ts';

const types: Record<ActionType, [one: string, more: string]> = {
  view_profile: ['visit', 'visits'],
  send_invite: ['invitation', 'invitations'],
  send_message: ['message', 'messages'],
  withdraw_invite: ['withdrawal', 'withdrawals'],
};
const range = (low: number, high: number) => (low === high ? `${low}` : `${low} to ${high}`);

/** What the bot says of the coming days. */
export const forecastEn = {
  heading: (name: string, days: number) => `The next ${days === 1 ? 'day' : `${days} days`}: ${name}`,
  proposed: 'Under the limits as you have entered them; nothing is saved yet.',
  current: 'Under the limits as they are.',
  total: (low: number, high: number, waiting: number) =>
    waiting === 1
      ? `*${range(low, high)}* of the 1 action that is approved and waits`
      : `*${range(low, high)}* of the ${waiting} actions that are approved and wait`,
  nothingWaits: 'Nothing is approved and waiting. The ranges show what the limits allow.',
  held: (reason: string) => `*Nothing goes at the moment*: ${reason}. This is what would come without that.`,
  empty: (low: string, high: string) =>
    low === high
      ? `Nothing is left after ${low}`
      : `Nothing is left after ${low} at the earliest, ${high} at the latest`,
  emptyOpen: (low: string) => `Nothing is left after ${low} or later; it may take longer than these days`,
  notEmpty: 'Something still waits after these days',
  warmUp: (done: number, of: number) => `Warm-up: ${done} of ${of} sending days are done`,
  hours: (start: string, end: string, zone: string) => `Sending hours ${start}-${end} (${zone})`,
  unforeseen: (n: number) =>
    n === 1
      ? '1 more action waits for an acceptance or a person; that cannot be foreseen.'
      : `${n} more actions wait for an acceptance or a person; that cannot be foreseen.`,
  method:
    'Four of five draws by the governor’s own planner lie within each range. Quotas are drawn anew, so that the real ones stay unknown. Replies, refusals and acceptances are not in it.',
  day: (date: string, released: [number, number], quota: [number, number], types: string) =>
    `${date}: ${range(...released)}${types === '' ? '' : ` (${types})`}; the limits allow ${range(...quota)}`,
  dayType: (type: ActionType, low: number, high: number) =>
    `${range(low, high)} ${types[type][high === 1 ? 0 : 1]}`,
  closed: (date: string, reason: string | null) => `${date}: ${reason ?? 'not a working day'}`,
  campaign: {
    dates: (name: string, first: string, last: string) => `${name}: first release ${first}, last ${last}`,
    between: (low: string, high: string) => (low === high ? low : `between ${low} and ${high}`),
    from: (low: string) => `${low} or later than these days`,
    later: 'later than these days',
    none: (name: string) => `${name}: nothing that can be foreseen`,
    paused: (name: string) => `${name}: paused`,
    drafting: (n: number) =>
      n === 1 ? 'the words for 1 person wait for approval' : `the words for ${n} people wait for approval`,
    unforeseen: (n: number) =>
      n === 1
        ? '1 step waits for an acceptance or a person'
        : `${n} steps wait for an acceptance or a person`,
  },
  alt: (name: string, days: number) =>
    `Chart of the releases of ${name} in the next ${days === 1 ? 'day' : `${days} days`}`,
  picture: {
    released: 'goes, in four of five draws',
    quota: 'what the limits allow',
    closed: 'closed',
    subtitle: (days: number, proposed: boolean) =>
      `${days === 1 ? 'One day' : `Next ${days} days`}, ${proposed ? 'proposed' : 'current'} limits`,
  },
  preview: {
    button: 'Preview',
    title: 'Preview',
    close: 'Back',
    working: 'Going through the coming days…',
    problems: 'These limits cannot work yet:',
  },
  notMade: 'I could not foresee the days: the database did not answer. Try again.',
  badDays: (max: number) => `I can foresee 1 to ${max} days, for example /outreach forecast 14.`,
};

export type ForecastTexts = typeof forecastEn;
