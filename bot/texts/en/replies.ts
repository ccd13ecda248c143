import type { AnswerFault, ReplyIntent } from '../../../ports/content.ts';

/** What the bot says of messages that people write back, and of the answers to them. */
export const repliesEn = {
  fields: { person: 'From', account: 'To the account' },
  wrote: 'What came in, word for word',
  intents: {
    interested: 'Interested',
    question: 'A question',
    not_interested: 'Not interested',
    unsubscribe: 'Wants no more messages',
    out_of_office: 'Out of office',
    other: 'Something else',
  } satisfies Record<ReplyIntent, string>,
  answer: 'The answer, exactly as it would be sent',
  restsOn: 'It rests on',
  restsOnNothing: 'It quotes no document: what it says of us is to be right without one.',
  missing: 'What the knowledge base does not tell',
  suggestions: {
    interested: 'No answer is drafted.',
    question: 'No answer is drafted.',
    not_interested:
      'I suggest no answer: a no is respected best in silence. Everything that waited for this person is stopped.',
    unsubscribe:
      'I suggest no answer. Whether this person is never written to again is decided with the button below the card of the action.',
    out_of_office: 'I suggest no answer: no person has read the message yet.',
    other: 'No answer is drafted.',
  } satisfies Record<ReplyIntent, string>,
  askToClose: (personMrkdwn: string) =>
    `${personMrkdwn} no answer is suggested. Have one written, write one yourself, or leave it at that.`,
  buttons: (hasAnswer: boolean) => ({
    approve: 'Approve and send',
    requestChanges: hasAnswer ? 'Request changes' : 'Have an answer written',
    reject: 'No answer',
  }),
  buttonsAlone: 'Only the buttons decide. What is written in this thread stays among you.',
  useButtons:
    'An answer is changed with the buttons of its card, “Request changes” among them, not by a reply below it. I keep what you write here.',
  done: 'The answer is approved',
  goesNext: 'It goes out within minutes, in the hours of the account; its own card says when.',
  approved: (personMrkdwn: string) =>
    `${personMrkdwn} the answer is approved. It goes out within minutes, in the hours of the account; its own card says when. If the person writes again before, it does not.`,
  closed: {
    newer_reply:
      'The person wrote again: this draft is superseded. The newest message has a card of its own.',
    suppressed: 'This person is not written to any more, so no answer goes out.',
    answered_by_hand: 'It was answered by hand on LinkedIn, so this draft is not sent.',
    went_on: 'The campaign goes on for this person, so the message is left unanswered.',
    erased: 'This person was erased, so no answer goes out.',
  },
  faults: {
    empty: () => 'The answer has no words.',
    too_long: (found) => `The answer is too long for LinkedIn: ${found} characters.`,
    placeholder: (found) => `A placeholder is not filled: “${found}”`,
    unseen: () => 'It holds characters that cannot be seen.',
    quote_not_found: (found) => `No document says this: “${found}”`,
    number_not_found: (found) => `The number ${found} stands in no document that the answer names.`,
    number_of_reply: (found) =>
      `The number ${found} comes from the message alone: approve it only if it is right.`,
    address_not_found: (found) => `The address ${found} stands in no document of the team.`,
    banned: (found) => `The house rules forbid “${found}”.`,
    other_language: () => 'It is written in another language than the message.',
    repeats_reply: (found) => `It repeats the words of the message: “${found}”`,
    other_name: (found) => `It calls the person “${found}”, which is not their first name.`,
  } satisfies Record<AnswerFault, (found: string) => string>,
};
export type RepliesTexts = typeof repliesEn;
