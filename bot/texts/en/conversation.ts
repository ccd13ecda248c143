import type { Language } from '../../../ports/content.ts';

/** What the bot says where an agent asks, and where people write in a job's thread. */
export const conversationEn = {
  question: {
    outline: (number: number) =>
      number === 1 ? 'Outline of the article' : `Outline of the article, version ${number}`,
    outlineFallback: (topic: string) => `The outline of the article waits for your answer: ${topic}`,
    /** Who may answer. */
    pleaseAgree: (personMrkdwn: string) =>
      `${personMrkdwn}: is this the article that you want? Nothing is written before you agree.`,
    angle: 'Angle',
    audience: 'Audience',
    language: 'Language',
    keywords: 'Keywords',
    sections: 'Sections',
    unread: 'Pages that I could not read',
    moreUnread: (n: number) => `and ${n} more`,
    goOn: 'Go on',
    change: 'Change',
    replyHint: 'A reply in this thread works too, e.g. "start with ISO 13485" or "go on".',
    goneOn: (personMrkdwn: string, dateMrkdwn: string) => `Accepted by ${personMrkdwn} (${dateMrkdwn})`,
    changeAsked: (personMrkdwn: string, dateMrkdwn: string) =>
      `Change asked for by ${personMrkdwn} (${dateMrkdwn})`,
    agreedInThread: 'Accepted in the thread; the article follows below.',
    superseded: 'A newer proposal is below ↓',
    replyBeingMet: 'A reply in the thread is being worked on; the buttons come back in a moment.',
    closed: {
      cancelled: 'The job was cancelled; there is nothing to answer any more.',
      failed: 'The job was stopped by a problem; Retry is above, at the steps.',
    },
    kit: (name: string) => `Brand kit: ${name}`,
    kitFallback: (name: string) => `The brand kit "${name}" waits for an answer`,
    kitIntro: (person: string, adminsMrkdwn: string) =>
      `${person} proposes this brand kit. It is not in use yet: an admin puts it into use or discards it. ${adminsMrkdwn}`.trim(),
    kitPicture: (name: string) => `Sample slides with the brand kit "${name}"`,
    kitWarnings: 'Hard to read with it',
    use: 'Use it',
    discard: 'Discard',
    confirmUse: {
      title: 'Use this brand kit?',
      text: 'New drafts follow it from now on. The one before stays among the versions and can come back.',
      confirm: 'Use it',
      deny: 'Back',
    },
    /** What only documents of the other language treat. */
    offer: {
      heading: 'Documents in the other language',
      fallback: (names: string) =>
        `Nothing about ${names} in the language asked for: use the other documents?`,
      intro: (personMrkdwn: string, namesMrkdwn: string, asked: Language, documents: number) =>
        `${personMrkdwn}: I found nothing about ${namesMrkdwn} in ${asked === 'en' ? 'English' : 'Portuguese'}. ${documents === 1 ? `One ${asked === 'en' ? 'Portuguese' : 'English'} document treats it` : `${documents} ${asked === 'en' ? 'Portuguese' : 'English'} documents treat it`}. Shall I use ${documents === 1 ? 'it' : 'them'}? The draft is then written in ${asked === 'en' ? 'Portuguese' : 'English'}, as its quotes stand there word for word.`,
      /** The draft's language if they are used. */
      use: (offered: Language): string =>
        offered === 'pt' ? 'Use them, write in Portuguese' : 'Use them, write in English',
      leave: 'Leave it',
      replyHint: 'A reply in this thread works too: "yes" or "no". Nothing is written before you answer.',
      used: (personMrkdwn: string, dateMrkdwn: string) =>
        `Used at the wish of ${personMrkdwn} (${dateMrkdwn})`,
      left: (personMrkdwn: string, dateMrkdwn: string) => `Left by ${personMrkdwn} (${dateMrkdwn})`,
      answeredInThread: 'Answered in the thread.',
    },
    inUse: (personMrkdwn: string, dateMrkdwn: string) => `Put into use by ${personMrkdwn} (${dateMrkdwn})`,
    discarded: (personMrkdwn: string, dateMrkdwn: string) => `Discarded by ${personMrkdwn} (${dateMrkdwn})`,
  },

  /** Why a press on a question's button changed nothing. */
  answer: {
    alreadyAnswered: (byMrkdwn: string, dateMrkdwn: string) =>
      `Already answered by ${byMrkdwn} (${dateMrkdwn}). Your click changed nothing.`,
    busy: 'A reply in the thread is being read or was taken as the answer; the thread shows what comes next. Your click changed nothing.',
    superseded: 'There is a newer proposal further down in this thread. Your click changed nothing.',
    notYours:
      'Only the requester, approvers and admins answer this. Write what you think in the thread; they can take it up.',
    adminsOnly: 'Only admins take a brand kit into use or discard it. Nothing was changed.',
    stale:
      'The brand kit was changed meanwhile, so this proposal no longer fits. Nothing was changed. Look at the present one with `/knowledge brand` and propose again.',
    notFound: 'This question belongs to a job that no longer exists. Nothing was changed.',
    notOpen: (status: string) =>
      `This question is no longer open: the job is ${status}. Your click changed nothing.`,
  },

  changeForm: {
    title: 'Change the proposal',
    intro: 'A new proposal follows in the thread; nothing is written before somebody agrees to it.',
    label: 'What should be different?',
    hint: 'E.g. "shorter", "start with ISO 13485", "without the section on cleaning".',
  },

  reply: {
    understood: 'I understood:',
    nextVersion: (n: number) => `Version ${n} follows.`,
    nextProposal: 'A new proposal follows.',
    answer: 'Answer, from the draft and its sources:',
    unclear:
      'I could not tell what should change, so nothing was changed. Name the part and what to do, e.g. "shorter introduction".',
    useButtons:
      'A decision is made with the buttons of the card, not with a sentence: an approver clicks Approve, Request changes or Reject. Nothing was decided.',
    offline: 'offline writer: read by fixed rules, without a language model',
  },

  /** To one person, about what they wrote in a job's thread. */
  thread: {
    approved:
      'This draft is approved, so a reply no longer changes anything. For another version send the command again.',
    ended: (what: string) =>
      `The work on this ${what} has ended, so a reply no longer changes anything. Send the command again to start anew.`,
    notYours: (what: string) =>
      `I keep what you write here, but only the requester, approvers and admins change this ${what}. They can take it up by writing it themselves.`,
    heard: 'I am still working; I read your reply as soon as this step is done.',
    heardStopped: 'The work has stopped. Click Retry above, at the steps: then I read your reply too.',
    heardExpired: 'This job has expired. Click Resume, above: then I read your reply too.',
    /** A message was read before it was edited. */
    editedTooLate:
      'I had read your message before you edited it, so the edit changes nothing. Write what you want in a new reply.',
    filesNotRead:
      'In a thread I read words, not files. To let drafts use a document, add it with `/knowledge add`.',
    notKept:
      'I could not keep your reply: the database did not answer. Nothing was changed; please write it again.',
  },
};
