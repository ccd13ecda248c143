import type { RuleType } from '../../../ports/people.ts';
import { buttonsEn } from './answers.ts';

/** What the bot says of rules: who approves what. */
export const approverRulesEn = {
  heading: 'Rules',
  about:
    'The most exact rule binds: of type and channel, then of the type, then of the channel. The requester and the people who wrote text of a version by hand never approve it.',
  types: {
    '*': 'All work',
    carousel: 'Carousels',
    blog: 'Articles',
    research: 'Reports',
    outreach: 'Outreach',
  } satisfies Record<RuleType, string>,
  in: (what: string, channelMrkdwn: string) => `${what} in ${channelMrkdwn}`,
  /** Of one group. */
  group: (quorum: number, people: string) => `${quorum} of: ${people}`,
  named: (name: string, line: string) => `${name}: ${line}`,
  roles: { admin: 'admins', approver: 'approvers', member: 'members' },
  deputies: (peopleMrkdwn: string) => `deputies: ${peopleMrkdwn}`,
  inOrder: (first: string, second: string) => `In order: ${first} first, then ${second}`,
  inParallel: 'Both groups, in any order',
  remind: (hours: number) => `reminder after ${hours} working hours`,
  escalate: (hours: number) => `escalation after ${hours} working hours`,
  expire: (days: number) => `expires after ${days} days`,
  unsatisfied: 'People cannot satisfy this rule at present:',
  change: 'Change',
  newRule: 'New rule',
  newWithTwoGroups: 'New rule with two groups',
  saved: (rule: string) => `Saved. The rule binds at once, cards that wait included: ${rule}.`,
  removed: (rule: string) => `Removed: ${rule}. The next less exact rule binds from now on.`,
  unchanged: 'The rule is as it was.',
  form: {
    title: 'Who approves',
    submit: buttonsEn.save,
    close: buttonsEn.cancel,
    type: 'What',
    channel: 'Channel',
    channelHint: 'Empty: every channel.',
    group: (n: number) => `Group ${n}`,
    name: 'Name of the group',
    nameHint: 'As cards call it, for example marketing.',
    who: 'Roles',
    people: 'People',
    userGroup: 'User group of Slack',
    noUserGroup: 'None',
    quorum: 'Approvals needed',
    quorumHint: 'There must be one person more, as one of the group may be the requester.',
    deputies: 'Deputies',
    deputiesHint: 'May approve as well; asked once the others have been waited for.',
    order: 'Order of the two groups',
    orders: {
      parallel: 'In parallel: both are asked at once',
      in_order: 'In order: the second is asked after the first has approved',
    },
    remind: 'Reminder after working hours',
    escalate: 'Escalation to deputies after working hours',
    hoursHint: 'Of the person who is asked, Monday to Friday, 9 to 18. Empty: never.',
    expire: 'Expires after days',
    expireHint: 'Then the work can be resumed from its card. Empty: never.',
    oneGroup: 'With one group',
    twoGroups: 'With two groups',
    history: 'Earlier versions',
    remove: 'Remove',
    confirmRemove: {
      title: 'Remove this rule?',
      text: 'The next less exact rule binds from then on, cards that wait included.',
      confirm: 'Remove',
      deny: buttonsEn.keepIt,
    },
  },
  history: {
    title: 'Earlier versions',
    version: (version: number) => `Version ${version}`,
    inForce: 'in force',
    removed: 'removed',
    restore: 'Restore',
    none: 'This rule has no earlier version.',
    installation: 'the installation',
  },
  errors: {
    nameMissing: 'A rule with two groups needs a name for each.',
    nameTooLong: 'Up to 40 characters are accepted.',
    nameTwice: 'The two groups need different names.',
    whoMissing: 'Choose roles, people or a user group.',
    quorum: 'A whole number from 1 to 10.',
    hours: 'A whole number of hours from 1 to 80, or empty.',
    days: 'A whole number of days from 1 to 90, or empty.',
    deputiesMissing: 'An escalation needs deputies.',
    exists: 'There is a rule for this already: open it with Change.',
    superseded: 'Another admin has changed this rule meanwhile. Open it again.',
    tooMany: 'There are 40 rules already, which is the most. Remove one first.',
    last: 'The general rule stays: without it no person could approve what has no rule of its own.',
    groupNotRead:
      'Slack did not say in time who is in this user group. The app may have to be installed again, as it needs the permission usergroups:read.',
    fault: {
      unknown_user_group: 'Slack has no such user group, or it is disabled.',
      does_not_count: (names: string) =>
        `Guests, deactivated accounts, apps and people of other companies do not count: ${names}.`,
      too_few: (needed: number, have: number) =>
        `This group needs ${needed} people, one more than the approvals, as one of them may be the requester; it has ${have}.`,
      too_few_together: (needed: number, have: number) =>
        `The two groups together need ${needed} different people, as one person counts for one group; they have ${have}.`,
    },
  },
};

export type ApproverRuleTexts = typeof approverRulesEn;
