/** `/outreach why`: what happened to an action or a person, line by line. */
export const whyEn = {
  ask: 'Say which: `/outreach why https://www.linkedin.com/in/name`, a name, or the id of an action.',
  notFound:
    'I know no action and no lead like that. Give the address of the profile, the name, or the id of an action.',
  several: 'Several people have that name. Ask again with the address:',
  heading: (person: string) => `What happened: ${person}`,
  suppressed: 'This person must not be contacted.',
  none: 'Nothing was proposed for this person yet.',
  leftOut: (n: number) => `${n} older ${n === 1 ? 'line is' : 'lines are'} left out.`,
  /** `who` is empty where the product acted by itself. */
  events: {
    action_proposed: (who: string) => `proposed${by(who)}`,
    action_edited: (who: string) => `its words were changed${by(who)}`,
    approval_given: (who: string) => `exactly these words were approved${by(who)}`,
    action_approved: () => 'has all approvals',
    action_pending_approval: () => 'waits for approval again',
    action_rescheduled: (who: string) => `put off${by(who)}`,
    action_dispatching: () => 'handed to LinkedIn',
    action_completed: () => 'done',
    action_failed: () => 'failed',
    action_unknown: () => 'it is not known whether it went out',
    action_not_sent: () => 'it certainly did not go out',
    action_cancelled: (who: string) => `cancelled${by(who)}`,
    action_skipped: () => 'left out',
    action_went_on: (who: string) => `the campaign goes on${by(who)}`,
    action_expired: () => 'expired',
    action_suppressed: () => 'stopped: this person must not be contacted',
    late_proof: () => 'LinkedIn showed later that it had gone out',
    not_seen: () => 'LinkedIn does not show it',
    inbound_accepted: () => 'the invitation was accepted',
    inbound_message: () => 'the person wrote',
  } as Record<string, (who: string) => string>,
  scheduled: (date: string) => `planned${date === '' ? '' : ` for ${date}`}`,
  held: (reason: string) => `held back: ${reason}`,
  checked: (c: {
    localTime: string;
    window: string;
    used: string;
    quota: string;
    sinceLast: string | null;
    gap: string;
    week: string | null;
  }) =>
    [
      `all checks passed at ${c.localTime}: window ${c.window}`,
      `${c.used} of ${c.quota} of today used`,
      ...(c.week === null ? [] : [`${c.week} in 7 days`]),
      ...(c.sinceLast === null ? [] : [`${c.sinceLast} min since the last one (at least ${c.gap})`]),
    ].join(', '),
  answered: {
    sent: 'LinkedIn took it',
    already: 'LinkedIn had it already',
    failed: 'LinkedIn refused it',
    not_sent: 'LinkedIn did not take it',
    unknown: 'no certain answer from LinkedIn',
  } as Record<string, string>,
};

function by(who: string): string {
  return who === '' ? '' : ` by ${who}`;
}

export type WhyTexts = typeof whyEn;
