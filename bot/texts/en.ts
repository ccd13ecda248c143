import { briefLength, slideCount } from '../../ports/content.ts';
import { explainInEnglish } from './explain-in-english.ts';
import type { Texts } from './texts.ts';

const number = (n: number): string => n.toLocaleString('en');

export const en: Texts = {
  locale: 'en',

  command: {
    help: [
      '*`/carousel` drafts a LinkedIn carousel; people decide about it.*',
      '• `/carousel 5 mistakes when choosing an implant supplier` starts a draft about that.',
      `• \`/carousel 6 slides about passivation\` also sets the number of slides (${slideCount.min} to ${slideCount.max}; without it: ${slideCount.default}).`,
      '• `/carousel` alone opens a form: brief, audience, language, slides, tone, call to action.',
      '• `/carousel help` shows this.',
      'The draft arrives in a thread of the channel. Approvers press *Approve*, *Request changes* or *Reject*; "slide 4: …" in a change request changes slide 4 only. The final PDF and pictures follow the approval. Nothing is published by itself.',
    ].join('\n'),
    started: 'Got it. The draft will appear in a thread of this channel.',
    tooLong: (length, max) =>
      `This brief has ${number(length)} characters; up to ${number(max)} are accepted. Nothing was started. Shorten it, or add the long text to the knowledge base and name its topic here.`,
    yourText: 'Your text:',
    slidesOutOfRange: (asked, min, max) =>
      `A carousel has ${min} to ${max} slides; you asked for ${asked}. Nothing was started. Repeat the command with a number in that range.`,
    didYouMean: (word, meant) => {
      const suggestion = {
        help: 'Did you mean /carousel help?',
        status: 'Where a carousel stands is shown in its thread; /carousel help explains.',
        cancel: 'A carousel is cancelled with the Cancel button in its thread.',
        retry: 'A stopped carousel is retried with the Retry button in its thread.',
      }[meant];
      return `"${word}" alone is no topic that I know. ${suggestion} Nothing was started. For a carousel about that word, write a few words more.`;
    },
    unknownCommand: (command) => `I do not know ${command}. Try /carousel help.`,
    useAChannel: 'Use `/carousel` in a channel, where an approver can see the draft. Nothing was started.',
    guest:
      'Guests cannot start drafts. Ask a member of the team to do it; you can still read the thread. Nothing was started.',
    unknownPerson:
      'Slack did not tell me in time who you are, so nothing was started. Please send the command again.',
    notCertain:
      'Not certain yet: the database has not answered. Please do not repeat the command; I keep asking and tell you here how it ended.',
    startedAfterAll: 'It did work: the draft has been started and appears in the channel.',
    notStarted:
      'It did not work: the database could not be reached and nothing was started. Please send the command again.',
    formNotOpened:
      'Slack did not open the form in time. Press again, or write `/carousel` with your topic behind it.',
    unknownTeam: 'Nothing was started: this workspace is not set up yet. Please tell an admin to run setup.',
    refused: (reason) => `Nothing was started: ${reason}`,
    notInChannel: (channel) =>
      `I am not in ${channel}, so I could not post there and the draft was not started. Write \`/invite @Greenlight\` in that channel and send the command again.`,
    archived: (channel) =>
      `${channel} is archived or closed for posts, so the draft was not started. Send the command in another channel.`,
    archivedMeanwhile: (channel) =>
      `${channel} is archived or closed for posts, so I cannot show your carousel there. Nothing is lost: open the channel again and it goes on by itself.`,
    leftChannel: (channel) =>
      `I am no longer in ${channel}, so I cannot show your carousel there. Nothing is lost: write \`/invite @Greenlight\` in that channel and it goes on by itself.`,
    missingScope: (scope) =>
      `Slack does not let me post: the app lacks the permission \`${scope}\`. Your command is stored and goes on once an admin has added it.`,
    storedForLater:
      'Your command is stored. Slack does not accept my token at present; the draft starts once an admin has repaired it.',
    stoppedUncertain:
      'I have to stop before the database answered. If no message about your carousel appears in the channel within some minutes, please send the command again.',
  },

  form: {
    title: 'New carousel',
    submit: 'Start draft',
    close: 'Cancel',
    brief: 'Brief',
    briefHint: `What it should be about, up to ${number(briefLength.max)} characters.`,
    audience: 'Audience',
    audienceHint: 'Who should stop scrolling, e.g. purchasing at orthopaedic brands.',
    language: 'Language',
    languages: { auto: 'As the brief', pt: 'Portuguese', en: 'English' },
    slides: (min, max) => `Number of slides (${min} to ${max})`,
    slidesHint: (standard) => `Empty: ${standard}.`,
    tone: 'Tone',
    toneHint: 'E.g. plain and technical.',
    callToAction: 'Call to action',
    callToActionHint: 'What the last slide asks for.',
    errors: {
      briefMissing: 'Say what the carousel should be about.',
      tooLong: (length, max) => `${number(length)} characters; up to ${number(max)} are accepted.`,
      slides: (min, max) => `A whole number from ${min} to ${max}.`,
    },
  },

  brief: {
    heading: 'Carousel',
    requestedBy: (person) => `Asked for by ${person}`,
    fields: {
      audience: 'Audience',
      language: 'Language',
      slides: 'Slides',
      tone: 'Tone',
      callToAction: 'Call to action',
    },
    status: {
      queued: 'Waiting for an agent',
      running: 'An agent is working on it; see the thread',
      awaiting_review: 'A draft waits for review in the thread',
      awaiting_input: 'Waiting for an answer in the thread',
      awaiting_budget: 'Waiting for a budget decision in the thread',
      completed: 'Approved; the final files are in the thread',
      rejected: 'Rejected; see the thread',
      failed: 'Stopped by a problem; see the thread',
      cancelled: 'Cancelled',
      expired: 'Expired without a decision',
    },
    version: (n) => `version ${n}`,
    fallback: (topic) => `Carousel: ${topic}`,
  },

  progress: {
    steps: {
      retrieve: 'Search the knowledge base',
      plan: 'Plan the angle and the outline',
      write: 'Write the slides and the post',
      review: 'Check claims, lengths and house rules',
      render: 'Design the pages',
      finalize: 'Make the final files',
    },
    details: {
      passages: (n) => `${n} ${n === 1 ? 'passage' : 'passages'}`,
      slides: (n) => `${n} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n) => `${n} ${n === 1 ? 'page' : 'pages'}`,
      files: (n) => `${n} ${n === 1 ? 'file' : 'files'}`,
      warnings: (n) => `${n} ${n === 1 ? 'warning' : 'warnings'}`,
      'to repair': (n) => `${n} to repair`,
      passed: () => 'passed',
    },
    step: (n, of) => `Step ${n} of ${of}`,
    waiting: 'Waiting for an agent',
    working: (version) => `Working on version ${version}`,
    finishing: 'Making the final files',
    awaitingReview: (version) => `Version ${version} waits for review below`,
    awaitingAnswer: 'Waiting for an answer',
    completed: 'Done: the final files are below',
    rejected: 'Rejected; nothing more will be done',
    cancelledBy: (person) => `Cancelled by ${person}`,
    cancelled: 'Cancelled',
    expired: 'Expired without a decision',
    failed: 'Stopped by a problem',
    retryAt: (attempt, of, date) => `Attempt ${attempt} of ${of} failed; the next one is ${date}`,
    cancel: 'Cancel',
    retry: 'Retry',
    confirmCancel: {
      title: 'Cancel this carousel?',
      text: 'Work stops and nothing more is posted. What is in the thread stays.',
      confirm: 'Cancel it',
      deny: 'Keep going',
    },
  },

  errors: explainInEnglish,

  card: {
    heading: (version) => `Draft, version ${version}`,
    review: (people) => `${people}: please review.`,
    nobodyMayApprove:
      'Nobody in this team may approve this draft yet. An admin can give somebody the role of approver.',
    overviewAlt: (title, slides) => `Overview of the ${slides} slides of "${title}"`,
    slideTitles: 'Slides',
    post: 'Post',
    basedOn: 'Based on',
    moreSources: (n) => `and ${n} more`,
    warnings: 'The checks ask you to look at',
    slide: (n) => `Slide ${n}`,
    ruleForbids: (words, reason) => `The house rules forbid "${words}": ${reason}`,
    ruleRequires: (words, reason) => `The house rules require "${words}": ${reason}`,
    offline: 'offline writer: composed from the knowledge base without a language model',
    aiMade: (model) => `written by a machine (${model}); check it before you approve`,
    change: 'What was asked to change:',
    approve: 'Approve',
    requestChanges: 'Request changes',
    reject: 'Reject',
    confirmReject: {
      title: 'Reject this carousel?',
      text: 'The job ends and no final files are made. To have it improved, use Request changes.',
      confirm: 'Reject',
      deny: 'Back',
    },
    quorum: (approvals, quorum, people) => `${approvals} of ${quorum} approvals: ${people}`,
    approved: (by) => `Approved by ${by}`,
    byAt: (person, date) => `${person} at ${date}`,
    makingFinal: 'Making the final files.',
    finalBelow: 'The final files are below.',
    finalFailed: 'The final files could not be made yet; see the steps above.',
    superseded: (version) => `Superseded by version ${version} ↓`,
    changesRequested: (person, date) => `Changes requested by ${person} at ${date}`,
    changesUnderway: (version) => `Version ${version} is being made.`,
    rejected: (person, date) => `Rejected by ${person} at ${date}`,
    closed: {
      cancelled: 'The job was cancelled; this draft can no longer be decided.',
      failed: 'The job was stopped by a problem; this draft cannot be decided now.',
      expired: 'The time to decide is over.',
    },
    fallback: (version, title) => `Draft version ${version} waits for review: ${title}`,
  },

  files: {
    pages: (version, pages) => `Version ${version}: ${pages} pages (draft)`,
    final: 'Final files',
  },

  outcome: {
    completed: (person) => `${person} your carousel is approved and the final files are in this thread.`,
    readyToCopy: 'Post text, ready to copy:',
    rejected: (person, by) => `${person} your carousel was rejected by ${by}.`,
    failed: (person) => `${person} your carousel was stopped by a problem.`,
    cancelled: (person, by) =>
      by ? `${person} your carousel was cancelled by ${by}.` : `${person} your carousel was cancelled.`,
    expired: (person) => `${person} your carousel expired without a decision.`,
    retryHint: 'Retry is above, at the steps.',
    fallback: {
      completed: 'Your carousel is approved; the final files are in the thread.',
      rejected: 'Your carousel was rejected.',
      failed: 'Your carousel was stopped by a problem.',
      cancelled: 'Your carousel was cancelled.',
      expired: 'Your carousel expired without a decision.',
    },
  },

  review: {
    superseded: (version, current, link) =>
      `Version ${version} is superseded by version ${current}. Nothing was decided.${link ? ` ${link}` : ''}`,
    openCurrent: 'Open the current version',
    alreadyDecided: {
      approve: (by, date) => `Already decided: approved by ${by} at ${date}. Your press changed nothing.`,
      request_changes: (by, date) =>
        `Already decided: changes requested by ${by} at ${date}. Your press changed nothing.`,
      reject: (by, date) => `Already decided: rejected by ${by} at ${date}. Your press changed nothing.`,
      other: (status) =>
        `This draft can no longer be decided: the job is ${status}. Your press changed nothing.`,
    },
    notAllowed: {
      requester: 'You asked for this carousel, so you may not approve or reject it yourself (four eyes).',
      role: 'Your role may not decide about this draft.',
      guest: 'Guests cannot decide about drafts.',
      alreadyApproved: (approvals, quorum) =>
        `Your approval is already counted: ${approvals} of ${quorum}. Another person is needed.`,
    },
    whoMay: (people) => `Who may approve: ${people}.`,
    nobodyMay: 'Nobody may at present; an admin can give somebody the role of approver.',
    notRecorded: 'Not recorded: the database did not answer. Press again; a decision counts only once.',
    recordingTakesLong: 'Recording your decision takes longer than usual. I will tell you how it ended.',
    recordedAfterAll: 'Your decision is recorded now.',
    yourNote: 'Your note:',
    unknownDraft: 'This card belongs to a draft that no longer exists. Nothing was decided.',
  },

  changes: {
    title: 'Request changes',
    submit: 'Send',
    close: 'Back',
    intro: (version) => `A new version will follow version ${version} in the thread.`,
    label: 'What should change?',
    hint: 'Begin with "slide 4:" to change slide 4 only.',
    errors: {
      missing: 'Say what should change.',
      tooLong: (length, max) => `${number(length)} characters; up to ${number(max)} are accepted.`,
      noSuchSlide: (slide, slides) => `There is no slide ${slide}: this draft has slides 1 to ${slides}.`,
      notRecorded: 'Not recorded: the database did not answer. Send it again.',
    },
  },

  job: {
    cancelNotAllowed: 'Only the requester, approvers and admins can cancel this carousel.',
    retryNotAllowed: 'Only the requester, approvers and admins can retry this carousel.',
    cancelTooLate: (status) => `There is nothing to cancel: the carousel is ${status}.`,
    retryNotNow: (status) => `There is nothing to retry: the carousel is ${status}.`,
    notFound: 'This carousel no longer exists.',
    status: {
      queued: 'waiting for an agent',
      running: 'being worked on',
      awaiting_review: 'waiting for review',
      awaiting_input: 'waiting for an answer',
      awaiting_budget: 'waiting for a budget decision',
      completed: 'completed',
      rejected: 'rejected',
      failed: 'stopped by a problem',
      cancelled: 'cancelled',
      expired: 'expired',
    },
  },

  oldButton:
    'This button is from an older message and does nothing any more. Look for the newest message of the thread.',
  unexpected: (reference) =>
    `Something went wrong on our side and was written down. Please try again; if it stays, tell an admin the reference ${reference}.`,
  mentionHelp: 'Hello! Write `/carousel` and a topic to get a draft, or `/carousel help`.',
  home: {
    heading: 'Greenlight',
    value:
      'Agents draft. People decide. Type a command in a channel, and a draft comes back to its thread for approval.',
    commands: 'Commands',
    how: 'How a draft becomes final: an agent searches the knowledge base, writes, checks and designs; an approver presses *Approve*, *Request changes* or *Reject*; after the approval the final PDF and pictures follow. Nothing is published by itself.',
    reviewNote:
      'Drafts are written by a machine and may be wrong. That is why a person decides about exactly the text that is shown.',
  },
};
