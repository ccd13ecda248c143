import { type PlannedType, plannedCount, plannedLength } from '../../../ports/content.ts';
import { buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');

const kinds: Record<PlannedType, [one: string, several: string]> = {
  carousel: ['carousel', 'carousels'],
  blog: ['article', 'articles'],
  research: ['research report', 'research reports'],
};

/** What the bot says of a plan: several briefs on a theme, each changed, dropped or started by itself. */
export const plansEn = {
  /** mrkdwn. */
  help: [
    '*`/plan` proposes briefs on a theme, each with a day; people start them one by one.*',
    `• \`/plan 5 cleaning validation\` proposes five briefs; ${plannedCount.min} to ${plannedCount.max}, without a number ${plannedCount.default}.`,
    '• `/plan` alone opens a form: theme, number, first day, language.',
    '• `/plan help` shows this help.',
    'The briefs come in a thread of the channel, as one card with a calendar: a type, a topic, an angle and the documents that carry it. They are spread over working days from tomorrow. *Change* a line, *Drop* it or *Start* it; a started one is an ordinary draft with its own thread and approval. Nothing is written before you start it, and nothing is published by itself.',
  ].join('\n'),
  outOfRange: (asked: number, min: number, max: number) =>
    `A plan has ${min} to ${max} briefs; you asked for ${number(asked)}. Nothing was started. Send the command again with a number in that range.`,
  didYouMean: (word: string, meant: 'help' | 'status' | 'cancel' | 'retry'): string =>
    `${
      {
        help: 'Did you mean /plan help?',
        status: 'How a plan stands is shown on its card; /plan help explains.',
        cancel: 'A plan is closed with the button on its card.',
        retry: 'A plan that was stopped is taken up with the button Retry in its thread.',
      }[meant]
    } Nothing was started. For a plan about "${word}" say it in a few more words.`,
  noOptions: (option: string) =>
    `/plan has no options such as "${option}". Nothing was started. Write it as words, e.g. /plan 5 cleaning validation, or /plan alone for the form.`,
  /** Ephemeral acknowledgement. */
  started: 'Got it. The plan will appear in a thread of this channel.',
  form: {
    title: 'New plan',
    brief: 'Theme',
    briefHint: 'What the briefs are about. They rest on what your knowledge base says.',
    themeMissing: 'Say what the briefs should be about.',
    count: (min: number, max: number) => `Briefs (${min} to ${max})`,
    countHint: (standard: number) => `Empty: ${standard}.`,
    firstDay: 'First day',
    firstDayHint:
      'Empty: the next working day. Weekends are left out; you can give each brief another day later.',
    sameLanguage: 'As the theme',
    errors: {
      past: 'This day has passed. Choose today or later.',
      tooFar: 'Choose a day within a year from today.',
    },
  },

  /** The card. */
  heading: (briefs: number) => (briefs === 1 ? 'Plan: 1 brief' : `Plan: ${number(briefs)} briefs`),
  fallback: (theme: string) => `A plan waits for you: ${theme}`,
  intro: (personMrkdwn: string) =>
    `${personMrkdwn}: change, drop or start each brief. A started one is an ordinary draft with its own thread and approval; nothing is written before.`,
  fewer: (found: number, wanted: number) =>
    `${number(found)} of the ${number(wanted)} briefs that you asked for:`,
  /** Why, where the model does not say it. */
  noMore: 'The knowledge base carries no more topics of their own.',
  otherLanguage: (offered: 'pt' | 'en'): string =>
    offered === 'en'
      ? 'Only documents in English tell of it: the briefs are for drafts in English.'
      : 'Only documents in Portuguese tell of it: the briefs are for drafts in Portuguese.',
  angle: 'Angle',
  sources: 'Sources',
  /** Of a topic that a person gave it. */
  lookedUpLater: 'looked up once it is started',
  start: 'Start',
  change: 'Change',
  save: buttonsEn.save,
  drop: 'Drop',
  restore: 'Restore',
  startedBy: (personMrkdwn: string, dateMrkdwn: string, status: string) =>
    `Started by ${personMrkdwn} (${dateMrkdwn}): ${status}`,
  openThread: 'Open the thread',
  droppedBy: (personMrkdwn: string, dateMrkdwn: string) => `Dropped by ${personMrkdwn} (${dateMrkdwn})`,
  startAll: (n: number) => `Start all (${number(n)})`,
  confirmStartAll: (counts: string, cost: string) => ({
    title: 'Start all briefs now?',
    text: `${counts}, each in a thread of its own, at once and not on its day. ${cost}`.trim(),
    confirm: 'Start all',
    deny: buttonsEn.back,
  }),
  cost: (amounts: string) => `Together they take about ${amounts}.`,
  counts: (type: PlannedType, n: number): string => `${number(n)} ${kinds[type]?.[n === 1 ? 0 : 1] ?? type}`,
  close: 'Close the plan',
  confirmClose: {
    title: 'Close this plan?',
    text: 'The briefs that are not started can no longer be started from here. What is started goes on.',
    confirm: 'Close it',
    deny: buttonsEn.back,
  },
  closedBy: (personMrkdwn: string, dateMrkdwn: string) => `Closed by ${personMrkdwn} (${dateMrkdwn})`,
  allDecided: 'Every brief is started or dropped.',
  ended: {
    cancelled: 'The plan was cancelled; what is started goes on.',
    failed: 'The plan was stopped by a problem; Retry is above, at the steps.',
  },

  picture: {
    alt: (counts: string, first: string, last: string) =>
      `Calendar of the plan: ${counts}, ${first} to ${last}`,
    started: 'filled: started',
    later: (n: number) => `and ${number(n)} later`,
  },

  /** In the message that opens the thread of a draft. */
  fields: { plannedFor: 'Planned for', angle: 'Angle', briefs: 'Briefs', firstDay: 'First day' },
  status: 'Proposed; change, drop or start the briefs in the thread',
  done: 'Closed; see the thread',

  changeForm: {
    title: 'Change this brief',
    day: 'Day',
    type: 'Type',
    topic: 'Topic',
    topicHint: `Up to ${plannedLength.topic} characters. Another topic is carried by what the search finds once it is started.`,
    angle: 'Angle',
    angleHint: 'For whom, and what it shows them. Empty: the agent chooses.',
    errors: {
      noTopic: 'Say what it is about.',
      noType: 'Choose what is drafted.',
      changed: 'Another person has changed this brief meanwhile. Close this and look at the card.',
      started: 'This brief is started already, so it can no longer be changed here.',
      dropped: 'This brief was dropped meanwhile. Restore it on the card first.',
      not_allowed: 'Only the requester, approvers and admins change this plan.',
      closed: 'This plan is closed, so nothing was changed.',
      not_found: 'This plan no longer exists.',
    },
  },

  /** To one person, why a click changed nothing. */
  answer: {
    changed:
      'Another person has changed this meanwhile; look at the card again. Nothing was started or changed.',
    started: (personMrkdwn: string, dateMrkdwn: string) =>
      `Already started by ${personMrkdwn} (${dateMrkdwn}); its thread is in this channel. Nothing was started twice.`,
    dropped: 'This brief is dropped. Restore it on the card first.',
    notAllowed: 'Only the requester, approvers and admins change or start this plan. Nothing has changed.',
    closed: (status: string) => `This plan is ${status}, so nothing was changed.`,
    notFound: 'This plan no longer exists. Nothing was changed.',
    useButtons:
      'A plan is changed with the buttons of its card: Change, Drop and Start. I keep what you write here.',
    notAnswered: 'The database has not answered. Click again: a brief starts once, however often you click.',
  },
};

export type PlansTexts = typeof plansEn;
