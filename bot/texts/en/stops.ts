import { buttonsEn } from './answers.ts';

/** What the bot says of a job that waits at a cap, of caps that are nearly reached, and of what jobs cost. */
export const stopsEn = {
  /** Cents, and more of what costs less than a dollar. */
  usd: (amount: number) =>
    `USD ${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 4 : 2 })}`,
  tokens: (amount: number) => `${amount.toLocaleString('en')} tokens`,
  caps: {
    job: 'the cap of each job',
    person_day: 'the cap of each person and day',
    month: "the team's cap of the month",
  },
  /** How long and for whom a raise holds. */
  spans: {
    job: 'for this job alone',
    person_day: 'for this person today',
    month: 'for this month',
  },
  heading: 'Stopped at a spending cap',
  /** `step`: as the thread lists it. `which`: of `caps`. Amounts come with their unit. */
  why: (step: string, which: string, price: string, cap: string, counted: string) =>
    `The next call (${step}) may take up to ${price}. With it ${which}, ${cap}, would be passed: ${counted} are spent or reserved. The call was not made, and what is done is kept.`,
  readingReply: 'read the reply',
  roomAgain: 'There is room again: *Go on*.',
  canFinish:
    '*Finish with what there is* makes a version without another call. It says what is missing, and what was not judged needs a reason to be approved.',
  nothingToFinish: 'There is nothing yet that could become a version.',
  nothingOfWish: 'Of what was asked for there is nothing yet that could become a version.',
  stopLeads: {
    version: (version: number) =>
      `*Stop* drops what was asked for: version ${version} waits for review as before.`,
    question: () => '*Stop* drops what was asked for: the question above waits as before.',
    end: (what: string) => `*Stop* ends this ${what}.`,
  },
  who: (adminsMrkdwn: string) =>
    `Raise: admins (${adminsMrkdwn}). Finish and Stop: the requester and approvers.`,
  raise: 'Raise the cap',
  goOn: 'Go on',
  finish: 'Finish with what there is',
  stop: 'Stop',
  confirmStop: (what: string) => ({
    title: `Stop this ${what}?`,
    text: 'What the card says of Stop happens. What is paid stays paid.',
    confirm: 'Stop',
    deny: buttonsEn.keepIt,
  }),
  raisedBy: (personMrkdwn: string, price: string, span: string) =>
    `${personMrkdwn} raised the cap by ${price} ${span}; the work went on.`,
  resumedBy: (personMrkdwn: string) => `There was room again, and ${personMrkdwn} had it go on.`,
  finishingBy: (personMrkdwn: string) => `${personMrkdwn} has it finished with what there is.`,
  finishedBy: (personMrkdwn: string) => `${personMrkdwn} had it finished with what there was.`,
  stoppedBy: (personMrkdwn: string) => `${personMrkdwn} stopped it.`,
  droppedBy: (personMrkdwn: string) =>
    `${personMrkdwn} dropped what was asked for; what waited before waits as it was.`,
  closed: (status: string) => `Nothing to decide here any more: the job is ${status}.`,
  and: (money: string, tokens: string) => `${money} and ${tokens}`,
  form: {
    title: 'Raise the cap',
    submit: 'Raise',
    close: buttonsEn.cancel,
    intro: (which: string, span: string, missing: string) =>
      `Adds to ${which}, ${span}; the cap that the team set stays. The next call lacks ${missing}.`,
    usd: 'By how many USD',
    tokens: 'By how many tokens',
    errors: {
      usd: 'An amount above 0, up to 1,000,000, with at most six decimals.',
      tokens: 'A whole number from 1 to 100,000,000,000.',
      tooLittle: (missing: string) => `The next call lacks ${missing}: raise by that at least.`,
      notRecorded: 'Not recorded: the database did not answer. Please send it again; it counts once.',
    },
  },
  answers: {
    alreadyAnswered: (personMrkdwn: string, dateMrkdwn: string) =>
      `${personMrkdwn} has decided already (${dateMrkdwn}); nothing has changed.`,
    superseded: 'This card is of an earlier stop. Decide on the newest one, below; nothing has changed.',
    adminsOnly: (adminsMrkdwn: string) => `Only admins raise a cap: ${adminsMrkdwn}. Nothing has changed.`,
    notYours: 'Only the requester and those who may approve decide on this; nothing has changed.',
    nothingToFinish: 'There is nothing yet that could become a version; nothing has changed.',
    noRoom: (missing: string) => `The cap still lacks ${missing} for the next call; nothing has changed.`,
    notFound: 'This stop no longer exists.',
  },
  warning: (adminsMrkdwn: string, whatMrkdwn: string, counted: string, cap: string) =>
    `${adminsMrkdwn} Four fifths of a spending cap are used: ${whatMrkdwn}, ${counted} of ${cap}. At the cap work stops and asks. \`/budget\` shows where it went.`,
  warnedOf: {
    job: () => 'this job',
    person_day: (personMrkdwn: string) => `${personMrkdwn} today`,
    month: () => 'the team this month',
  },
  costSoFar: (amounts: string) => `Cost so far: ${amounts}`,
  estimate: {
    /** Under a briefing. */
    fromJobs: (count: number, amounts: string) =>
      `Takes about ${amounts}, as the last ${count === 1 ? 'one' : `${count}`} of the team did (median).`,
    measured: (amounts: string) => `Takes about ${amounts}, as measured; the team has none of its own yet.`,
  },
};

export type StopsTexts = typeof stopsEn;
