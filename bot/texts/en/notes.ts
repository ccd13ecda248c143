import type { NoteFault, NoteStep } from '../../../ports/content.ts';
import { buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');
const people = (n: number): string => (n === 1 ? '1 person' : `${number(n)} people`);

const fields: Record<string, string> = {
  title: 'title',
  company: 'company',
  headline: 'headline',
  industry: 'industry',
  headcount: 'headcount',
  seniority: 'seniority',
  country: 'country',
  website: 'website',
};
const sources: Record<string, string> = {
  import: 'import',
  enrichment: 'enrichment',
  person: 'written by a person',
  linkedin: 'LinkedIn',
  setup: 'setup',
};

/** What the bot says of the words of a campaign, a person each. */
export const notesEn = {
  heading: (n: number) => `Words for ${people(n)}`,
  fallback: (campaign: string, waiting: number) => `Words for ${people(waiting)} wait for you: ${campaign}`,
  fallbackDone: (campaign: string) => `Words of the campaign ${campaign}`,
  purpose: (purpose: string) => `Purpose: ${purpose}`,
  counts: (waiting: number, approved: number, skipped: number) =>
    `${number(waiting)} to decide · ${number(approved)} approved · ${number(skipped)} skipped`,
  lacking: (n: number) =>
    n === 1
      ? 'One of them has a message without words: edit or skip it.'
      : `${number(n)} of them have a message without words: edit or skip them.`,
  intro: (mentionsMrkdwn: string) =>
    `${mentionsMrkdwn}: approve, edit or skip each person. What you approve goes out word for word, as soon as the limits of the account allow it.`,
  noOneIsAsked:
    'There is no one left who may approve what is shown. An admin can change the approver rule of outreach.',
  /** "Invitation (143 of 200 characters)" */
  length: (used: number, most: number) => `${number(used)} of ${number(most)} characters`,
  steps: {
    view_profile: 'Profile visit',
    send_invite: 'Invitation',
    send_message: 'Message',
  } satisfies Record<NoteStep['kind'], string> as Record<NoteStep['kind'], string>,
  noWords: 'no words',
  withoutNote: 'without a note',
  messageLacksWords: 'no words yet',
  erased: 'Erased person',
  unnamed: (id: string) => `Lead ${id.slice(0, 8)}, name not known`,
  saysOfThem: 'Says of the person:',
  saysNothingOfThem: 'Says nothing of the person.',
  /** "“Quality Manager” (title, import)" */
  basis: (words: string, field: string, source: string) => `“${words}” (${field}, ${source})`,
  field: (field: string): string => fields[field] ?? field,
  source: (source: string): string => sources[source.split(':')[0] ?? ''] ?? source,
  faults: {
    empty: () => 'the agent wrote no words for it',
    too_long: (found) => `the agent's words had ${found} characters, which is too many`,
    placeholder: (found) => `the agent left “${found}” to be filled in`,
    wrong_name: (found) => `the agent greeted “${found}”`,
    asserted: (found) => `the agent said “${found}” of the person, which no fact holds`,
    unknown_name: (found) => `the agent named “${found}”, which stands in no source`,
    unknown_number: (found) => `the agent gave the number ${found}, which stands in no source`,
    link: (found) => `the agent gave the address ${found}, which stands in no source`,
    banned: (found) => `the agent used “${found}”, which the house rules ban`,
    language: () => 'the agent wrote it in another language',
    same_words: () => 'the agent wrote the same text as for another person',
    budget: () => 'it was not written, as the budget of the job was spent',
  } satisfies Record<NoteFault, (found: string) => string> as Record<NoteFault, (found: string) => string>,
  editedBy: (mentionsMrkdwn: string) => `Edited by ${mentionsMrkdwn}`,
  approvedBy: (mentionsMrkdwn: string, dateMrkdwn: string) => `Approved by ${mentionsMrkdwn} (${dateMrkdwn})`,
  skippedBy: (personMrkdwn: string, dateMrkdwn: string) => `Skipped by ${personMrkdwn} (${dateMrkdwn})`,
  approvals: (given: number, of: number, mentionsMrkdwn: string) =>
    `${number(given)} of ${number(of)} approvals: ${mentionsMrkdwn}`,
  unreachable: 'Too few people are left who may approve these words.',
  /** By the code of outreach. */
  refused: (code: string): string =>
    `Not taken over: ${
      {
        unknown_campaign: 'the campaign is not known',
        ended: 'the campaign has ended',
        unknown_lead: 'the person is no longer in the campaign',
        wrong_state: 'the person is no longer waiting in the campaign',
        replied: 'the person has replied meanwhile',
        suppressed: 'the person must not be written to',
        duplicate: 'the person has these words already',
        too_long: 'a text is too long for the account',
        empty: 'a message has no words',
        approval: 'the approver rule of outreach has changed',
      }[code] ?? code
    }. Nothing is sent.`,
  approve: 'Approve',
  edit: 'Edit',
  skip: 'Skip',
  confirmSkip: {
    title: 'Skip this person?',
    text: 'The person is left out of this campaign and is sent nothing. This cannot be undone here.',
    confirm: 'Skip',
    deny: buttonsEn.back,
  },
  approveShown: (n: number) => `Approve the ${number(n)} shown`,
  confirmShown: (n: number) => ({
    title: `Approve ${people(n)}?`,
    text: `The words for these ${number(n)} people go out exactly as shown here, as soon as the limits of the account allow it. The others still wait.`,
    confirm: 'Approve',
    deny: buttonsEn.back,
  }),
  page: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
  before: 'Previous',
  after: 'Next',
  allDecided: 'Each person is decided. The campaign tells below its own message what becomes of it.',
  ended: {
    cancelled: (waiting: number) =>
      `This was cancelled; ${people(waiting)} were not decided and are left out.`,
    failed: (_waiting: number) => 'This was stopped by a problem; Retry is above, at the steps.',
  },
  onHome: (n: number, personMrkdwn: string) => `Words for ${people(n)}, campaign of ${personMrkdwn}`,
  status: 'Waiting for people to approve the words, in the thread',
  done: 'Every person is decided; see the thread',

  form: {
    title: 'Edit the words',
    save: buttonsEn.save,
    close: buttonsEn.back,
    of: (person: string) =>
      `Words for ${person}. Earlier approvals of them are void, and who edits does not approve.`,
    label: (step: number, kind: string) => `${step}. ${kind}`,
    hint: (most: number) => `Up to ${number(most)} characters.`,
    hintInvite: (most: number) => `Up to ${number(most)} characters. Empty: without a note.`,
    errors: {
      empty: 'A message needs words.',
      tooLong: (n: number, most: number) =>
        `These are ${number(n)} characters; ${number(most)} are accepted.`,
      placeholder: (found: string) => `Fill in ${found} first.`,
      sameWords: (other: number) => `Person ${number(other)} has exactly this text. Write one of their own.`,
      tooLongTogether: (most: number) =>
        `All texts of a person together have at most ${number(most)} characters.`,
      notRecorded: 'The database has not answered. Your words are still here: send them again.',
      changed: 'Another person has changed these words meanwhile. Close this and look at the card.',
      decided: 'This person was approved or skipped meanwhile, so nothing was changed.',
      not_allowed:
        'Only the person who began the campaign and those who may approve outreach edit these words.',
      closed: 'This is no longer open, so nothing was changed.',
      not_found: 'These words no longer exist.',
    },
  },

  /** To one person, what a click did not do. */
  answer: {
    notAnswered:
      'The database has not answered. Click again: a person is approved once, however often you click.',
    guest: 'Guests do not decide on outreach. Nothing has changed.',
    requester: 'You began this campaign, so that another person approves its words. You can edit and skip.',
    role: 'The approver rule of outreach does not let you decide here. Nothing has changed.',
    groupUnread:
      'Slack did not say who is in the user group that may approve. Click again in a minute; nothing has changed.',
    closed: (status: string) => `This is ${status}, so nothing was changed.`,
    useButtons:
      'The words of a campaign are decided with the buttons of their card: Approve, Edit and Skip. I keep what you write here.',
    notFound: 'These words no longer exist. Nothing was changed.',
    decided: (n: number) => `${people(n)} decided.`,
    pending: (n: number) => `Your approval of ${people(n)} is kept; another one is still needed.`,
    left: (numbers: string, why: string) => `Unchanged: no. ${numbers} (${why}).`,
    because: {
      changed: 'the words have changed since you saw them',
      decided: 'approved or skipped already',
      author: 'you wrote some of these words, so another person approves them',
      already_approved: 'you have approved it already',
      not_yet: 'the other group approves first',
      enough: 'your group has approved it already',
      lacks: 'a message has no words',
      not_found: 'it is not there',
    },
  },
};

export type NotesTexts = typeof notesEn;
