import type { CapScope } from '../../../ports/content.ts';

/** What `/budget` says of where it went. */
export const spendingEn = {
  alt: (month: string) => `What was spent in ${month}: the caps, each day, people, kinds of work and models`,
  lists: { people: 'People', types: 'Kinds of work', models: 'Models', days: 'Days' },
  /** A person, a kind of work, a model or a day, and what it took. */
  line: (nameMrkdwn: string, amounts: string) => `${nameMrkdwn}: ${amounts}`,
  more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  raised: (which: string, amounts: string) => `Added by admins at stops: ${amounts} to ${which}.`,
  picture: {
    title: (month: string) => `Budget, ${month}`,
    scopes: { job: 'Each job', person_day: 'You, today', month: 'The team, this month' } as Record<
      CapScope,
      string
    >,
    of: (spent: string, cap: string) => `${spent} of ${cap}`,
    noCap: (spent: string) => `${spent}, no cap`,
    days: 'Each day of the month (UTC)',
    nothing: 'Nothing was spent this month.',
    people: 'People',
    types: 'Kinds of work',
    models: 'Models',
  },
};

export type SpendingTexts = typeof spendingEn;
