import { briefLength } from '../../../ports/content.ts';
import { partsEn } from '../part-names.ts';
import { supportEn } from '../support-texts.ts';
import { tellsEn } from '../tells.ts';
import type { Texts } from '../texts.ts';
import { conversationEn } from './conversation.ts';
import { articleEn, carouselEn } from './draft-kinds.ts';
import { explainInEnglish } from './explain-model-failure.ts';
import { unreadEn } from './unread.ts';

const number = (n: number): string => n.toLocaleString('en');

export const en: Texts = {
  locale: 'en',
  ...conversationEn,

  work: {
    carousel: 'carousel',
    blog: 'article',
    knowledge: 'document',
    brand_kit: 'brand kit',
  },
  kinds: { carousel: carouselEn, blog: articleEn },

  command: {
    started: 'Got it. The draft will appear in a thread of this channel.',
    tooLong: (length, max) =>
      `This brief has ${number(length)} characters; up to ${number(max)} are accepted. Nothing was started. Shorten it, or add the long text to the knowledge base with /knowledge add and name its topic here.`,
    yourText: 'Your text:',
    unknownCommand: (command) =>
      `I do not know ${command}. Try /carousel help, /blog help or /knowledge help.`,
    inAChannel: (command) =>
      `Use \`${command}\` in a channel, where an approver can see the draft. Nothing was started.`,
    guest:
      'Guests cannot start drafts. Ask a member of the team to do it; you can still read the thread. Nothing was started.',
    unknownPerson:
      'Slack did not tell me in time who you are, so nothing was started. Please send the command again.',
    notCertain:
      'Not certain yet: the database has not answered. Please do not repeat the command; I keep asking and tell you here how it ended.',
    startedAfterAll: (what) => `It worked: your ${what} is under way and appears in the channel.`,
    nothingStarted: 'Nothing was started.',
    notStarted:
      'It did not work: the database could not be reached and nothing was started. Please send the command again.',
    formNotOpened: (command) =>
      `Slack did not open the form in time. Please try again; \`${command}\` with your words behind it works without a form.`,
    unknownTeam:
      'Nothing was started: this workspace is not set up yet. Whoever installed Greenlight runs `npm run setup`.',
    refused: (reason) => `Nothing was started: ${reason}`,
    notInChannel: (channel, what) =>
      `I am not in ${channel}, so I could not post there and your ${what} was not started. Write \`/invite @Greenlight\` in that channel and send the command again.`,
    archived: (channel, what) =>
      `${channel} is archived or closed for posts, so your ${what} was not started. Send the command in another channel.`,
    archivedMeanwhile: (channel, what) =>
      `${channel} is archived or closed for posts, so I cannot show your ${what} there. Nothing is lost: open the channel again and it goes on by itself.`,
    leftChannel: (channel, what) =>
      `I am no longer in ${channel}, so I cannot show your ${what} there. Nothing is lost: write \`/invite @Greenlight\` in that channel and it goes on by itself.`,
    missingScope: (scope) =>
      `Slack does not let me post: the app lacks the permission \`${scope}\`. Your command is stored and goes on once an admin has added it (api.slack.com/apps, OAuth & Permissions) and installed the app again.`,
    storedForLater:
      'Your command is stored. Slack does not accept my token at present; the work starts once an admin has set a valid `SLACK_BOT_TOKEN`; `npm run doctor` checks it.',
    stoppedUncertain: (what) =>
      `I have to stop before the database answered. If no message about your ${what} appears in the channel within some minutes, please send the command again.`,
  },

  form: {
    submit: 'Start draft',
    close: 'Cancel',
    brief: 'Brief',
    briefHint: `The topic and what matters about it, up to ${number(briefLength.max)} characters.`,
    channel: 'Channel',
    channelHint: 'Where the thread appears. I must be in it: /invite @Greenlight.',
    audience: 'Audience',
    language: 'Language',
    languages: { auto: 'As the brief', pt: 'Portuguese', en: 'English' },
    lengthHint: (standard) => `Empty: ${standard}.`,
    tone: 'Tone',
    toneHint: 'E.g. plain and technical.',
    keywords: 'Keywords',
    keywordsHint: 'What people search for, separated by commas.',
    callToAction: 'Call to action',
    addresses: 'Pages to read',
    addressesHint: (max) =>
      `Addresses with https:// or http://, one in each line, up to ${max}. They are read besides the knowledge base.`,
    errors: {
      tooLong: (length, max) => `${number(length)} characters; up to ${number(max)} are accepted.`,
      length: (min, max) => `A whole number from ${number(min)} to ${number(max)}.`,
      notAnAddress: (line) =>
        `"${line}" is no address that I can read: it must begin with https:// or http:// and name a site.`,
      tooManyAddresses: (given, max) => `${given} addresses; up to ${max} are accepted.`,
    },
  },

  brief: {
    heading: {
      carousel: 'Carousel',
      blog: 'Article',
      knowledge: 'Document',
      brand_kit: 'Brand kit',
    },
    requestedBy: (person) => `Asked for by ${person}`,
    fields: {
      audience: 'Audience',
      language: 'Language',
      slides: 'Slides',
      words: 'Words',
      tone: 'Tone',
      keywords: 'Keywords',
      callToAction: 'Call to action',
      pages: 'Pages to read',
      address: 'Address',
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
    stored: 'Stored; see the thread',
    inUse: 'In use',
    discarded: 'Discarded; nothing was changed',
    version: (n) => `version ${n}`,
  },

  progress: {
    steps: {
      retrieve: 'Search the knowledge base',
      research: 'Read the given pages and search the knowledge base',
      plan: 'Plan the angle and the outline',
      strategize: 'Plan angle, audience, outline and keywords',
      write: 'Write the text',
      review: 'Check claims, lengths and house rules',
      render: 'Design the slides',
      preview: 'Make the preview and the files',
      fetch: 'Fetch the document',
      read: 'Read its text',
      store: 'Store it in the knowledge base',
      draw: 'Draw sample slides',
    },
    details: {
      passages: (n) => `${n} ${n === 1 ? 'passage' : 'passages'}`,
      sections: (n) => `${n} ${n === 1 ? 'section' : 'sections'}`,
      words: (n) => `${number(n)} ${n === 1 ? 'word' : 'words'}`,
      characters: (n) => `${number(n)} ${n === 1 ? 'character' : 'characters'}`,
      slides: (n) => `${n} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n) => `${n} ${n === 1 ? 'page' : 'pages'}`,
      files: (n) => `${n} ${n === 1 ? 'file' : 'files'}`,
      warnings: (n) => `${n} ${n === 1 ? 'warning' : 'warnings'}`,
      'to repair': (n) => `${n} to correct`,
      passed: () => 'passed',
    },
    step: (n, of) => `Step ${n} of ${of}`,
    waiting: 'Waiting for an agent',
    working: (version) => `Working on version ${version}`,
    readingReply: 'Reading the reply',
    readingDocument: 'Reading the document',
    drawing: 'Drawing the preview',
    goingOn: (step, name) => `Going on from step ${step}: ${name}. What was done before is kept.`,
    retryFrom: (step, name) => `Retry goes on from step ${step}: ${name}.`,
    awaitingReview: (version) => `Version ${version} waits for review below`,
    awaitingAnswer: 'Waiting for your answer below',
    done: 'Done',
    completed: 'Done: the final files are below',
    rejected: 'Rejected; nothing more will be done',
    cancelledBy: (person) => `Cancelled by ${person}`,
    cancelled: 'Cancelled',
    expired: 'Expired without a decision',
    failed: 'Stopped by a problem',
    retryAt: (attempt, of, date) => `Attempt ${attempt} of ${of} failed; next: ${date}`,
    cancel: 'Cancel',
    retry: 'Retry',
    confirmCancel: (what) => ({
      title: `Cancel this ${what}?`,
      text: 'Work stops and nothing more is posted. What is in the thread stays.',
      confirm: `Cancel the ${what}`,
      deny: 'Keep it',
    }),
  },

  errors: explainInEnglish,
  finding: (message) => message,
  aiSounding: (sentence, signs) => `Sounds machine-made (${signs}): “${sentence}”`,
  tells: tellsEn,
  support: supportEn,
  unread: unreadEn,

  card: {
    heading: (version) => `Draft, version ${version}`,
    review: (people) => `${people}: please review.`,
    nobodyMayApprove:
      'Nobody in this team may approve this draft yet. An admin gives somebody the role of approver with `/approvers`.',
    slideTitles: 'Slides',
    structures: {
      how_to: 'Structure: how-to, with what to check at the end',
      mistakes: 'Structure: mistakes, each with its remedy',
      myth_fact: 'Structure: myth and fact',
      story: 'Structure: story of one case',
      numbers: 'Structure: numbers and what they mean',
    },
    beforeAndAfter: 'Before and after',
    pictures: 'Pictures from the knowledge base',
    post: 'Post',
    otherTitles: 'Other titles',
    sections: 'Sections',
    facts: {
      slug: 'Slug',
      metaDescription: 'Meta description',
      keywords: 'Keywords',
      readingTime: 'Reading time',
      language: 'Language',
    },
    readingTime: (minutes, count) => `${minutes} min, ${number(count)} words`,
    characters: (n) => `(${n} ${n === 1 ? 'character' : 'characters'})`,
    changes: 'What changed since the version before',
    partNames: partsEn,
    partChanged: (before, after) => `${number(before)} → ${number(after)} words`,
    partAdded: (count) => `new, ${number(count)} words`,
    partRemoved: (count) => `removed, ${number(count)} words`,
    partMoved: 'moved',
    moreChanges: (n) => `and ${n} more; the files show them`,
    proofs: 'Numbers and what their source says',
    moreProofs: (n, number) =>
      `and ${n} more: ask in the thread, for example “where does ${number} come from?”`,
    basedOn: 'Based on',
    moreSources: (n) => `and ${n} more`,
    warnings: 'The checks ask you to look at',
    slide: (n) => `Slide ${n}`,
    offline: 'offline writer: composed from the knowledge base without a language model',
    unpriced: 'I do not know what this model costs: the caps of /budget count its tokens, and no money',
    aiMade: (model) => `written by a machine (${model}); check it before you approve`,
    change: 'What was asked to change:',
    approve: 'Approve',
    requestChanges: 'Request changes',
    reject: 'Reject',
    confirmReject: (what) => ({
      title: `Reject this ${what}?`,
      text: 'The job ends and no final files are made. To have it improved, use Request changes.',
      confirm: 'Reject',
      deny: 'Back',
    }),
    replyBeingMet: 'A reply in the thread is being worked on; the buttons come back in a moment.',
    replyHint:
      'A reply in this thread changes the draft as well, e.g. "shorter introduction". Only the buttons decide.',
    closedFor: 'Closed for approval. The last checks found:',
    askToMend: (person) =>
      `${person} this version cannot be approved as it is. Request changes, or reject it.`,
    noFinalFiles: (person) =>
      `${person} this version was made before final files came with the draft, so it cannot be approved. Request changes; the next version has them.`,
    quorum: (approvals, quorum, people) => `${approvals} of ${quorum} approvals: ${people}`,
    approved: (by) => `Approved by ${by}`,
    byAt: (person, date) => `${person} (${date})`,
    finalBelow: 'The final files are below.',
    superseded: (version) => `Superseded by version ${version} ↓`,
    changesRequested: (person, date) => `Changes requested by ${person} (${date})`,
    changesUnderway: (version) => `Version ${version} is being made.`,
    rejected: (person, date) => `Rejected by ${person} (${date})`,
    closed: {
      cancelled: 'The job was cancelled; this draft can no longer be decided.',
      failed: 'The job was stopped by a problem; this draft cannot be decided now.',
      expired: 'The time to decide is over.',
    },
    fallback: (version, title) => `Draft version ${version} waits for review: ${title}`,
  },

  files: {
    pages: (version, pages) => `Version ${version}: ${pages} ${pages === 1 ? 'slide' : 'slides'} (draft)`,
    freshPages: (version, pages) =>
      `Version ${version}: ${pages} new ${pages === 1 ? 'slide' : 'slides'} (draft); the card shows all`,
    overview: (version) => `Version ${version}: all slides (draft); none of them is new`,
    article: (version, pages) =>
      `Version ${version}: ${pages} ${pages === 1 ? 'page' : 'pages'} of preview, Markdown and HTML (draft)`,
    samples: (pages) => `${pages} sample ${pages === 1 ? 'slide' : 'slides'}`,
    final: 'Final files',
  },

  finals: {
    open: 'Open final files',
    forYou: (version) =>
      `The final files of version ${version}, exactly as they go out once it is approved. Only you see them here; nothing is approved by opening them.`,
    sent: (link) =>
      link === null
        ? 'The final files are in your direct messages with me.'
        : `The final files are in your direct messages with me: <${link}|open them>.`,
    notSent: 'The final files could not be sent to you just now. Click again.',
    notYours: 'Only those who may approve this draft can open its final files.',
    gone: 'This version has no final files any more: it can no longer go out.',
    record: (by, version, hash) =>
      `Record: version ${version}, approved by ${by}. SHA-256 of the draft with all its files: \`${hash}\`; of each file:`,
  },

  outcome: {
    completed: (person, what) => `${person} your ${what} is approved and the final files are in this thread.`,
    readyToCopy: 'Post text, ready to copy:',
    articleReady:
      'Title, slug and meta description, ready to copy. Nothing was published: that is up to a person.',
    stored: 'The document is in the knowledge base.',
    storedPicture: 'The picture is in the knowledge base.',
    pictureKnown: 'The very same picture with the same words was there already, so it is there once.',
    pictureHint:
      'It may stand on a slide whose subject its words name. Place, time and device that its file may have held are removed.',
    storedFacts: (passages, language) =>
      `${number(passages)} ${passages === 1 ? 'passage' : 'passages'}, ${language}`,
    alreadyKnown: 'The very same text was there already, so it is there once.',
    replacesEarlier: 'It replaces what the same source brought before.',
    searchHint: 'Look it up with `/knowledge search` and a few words; drafts use it from now on.',
    readingNotes: 'What to know about the reading',
    readingNote: {
      pages_without_text: 'Some pages are pictures without text; they could not be read.',
      hidden_text: 'It held characters that nobody sees; they were left out.',
      little_text:
        'There is very little text on the page; perhaps a browser shows more of it than I can read.',
      behind_paywall: 'The page shows only its beginning without a subscription; only that was read.',
      signs_unclear:
        'The file keeps some signs in a form without meaning; a minus or another sign may be missing, so check its numbers.',
      language_differs: 'It reads like another language than the one that was chosen for it.',
      not_embedded: 'Searches find it by its words only; by its meaning once another document is added.',
    },
    kitInUse: (person) => `${person} the brand kit is in use; new drafts follow it.`,
    kitDiscarded: (person) => `${person} the proposal was discarded; the brand kit stays as it was.`,
    rejected: (person, by, what) => `${person} your ${what} was rejected by ${by}.`,
    failed: (person, what) =>
      `${person} your ${what} was stopped by a problem. Why, and what to do, is above at the steps.`,
    cancelled: (person, by, what) =>
      person === null
        ? `The ${what} was cancelled.`
        : by
          ? `${person} your ${what} was cancelled by ${by}.`
          : `${person} your ${what} was cancelled.`,
    expired: (person, what) => `${person} your ${what} expired without a decision.`,
  },

  review: {
    superseded: (version, current, link) =>
      `Version ${version} is superseded by version ${current}. Nothing was decided.${link ? ` ${link}` : ''}`,
    openCurrent: 'Open the current version',
    alreadyDecided: {
      approve: (by, date) => `Already decided: approved by ${by} (${date}). Your click changed nothing.`,
      request_changes: (by, date) =>
        `Already decided: changes requested by ${by} (${date}). Your click changed nothing.`,
      reject: (by, date) => `Already decided: rejected by ${by} (${date}). Your click changed nothing.`,
      other: (status) =>
        `This draft can no longer be decided: the job is ${status}. Your click changed nothing.`,
      busy: 'A reply in the thread is being read. If it changes nothing, you can click again in a moment; if it does, the next card comes. Your click changed nothing.',
    },
    notAllowed: {
      requester: 'You asked for this draft, so you may not approve or reject it yourself (four eyes).',
      role: 'Your role may not decide on this draft.',
      guest: 'Guests cannot decide on drafts.',
      author:
        'Words of this version are yours: you gave them word for word in the thread or in a note. Another person has to approve it (four eyes).',
      closed:
        'This version cannot be approved: the last checks found what is listed on its card. Request changes, or reject it.',
      noFinalFiles:
        'This version was made before final files came with the draft, so it cannot be approved. Request changes; the next version has them.',
      alreadyApproved: (approvals, quorum) =>
        `Your approval is already counted: ${approvals} of ${quorum}. Another person is needed.`,
    },
    whoMay: (people) => `Who may approve: ${people}.`,
    nobodyMay: 'Nobody may at present; an admin gives somebody the role of approver with `/approvers`.',
    notRecorded: 'Not recorded: the database did not answer. Click again; a decision counts only once.',
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
    hint: 'Name the part: "slide 4: …", "shorter introduction". Only what you ask for changes.',
    errors: {
      missing: 'Say what should change.',
      tooLong: (length, max) => `${number(length)} characters; up to ${number(max)} are accepted.`,
      noSuchSlide: (slide, slides) => `There is no slide ${slide}: this draft has slides 1 to ${slides}.`,
      notRecorded: 'Not recorded: the database did not answer. Send it again.',
    },
    command: { formNotOpened: 'Slack did not open the form in time. Click again.' },
  },

  job: {
    cancelNotAllowed: 'Only the requester, approvers and admins can cancel this job.',
    retryNotAllowed: 'Only the requester, approvers and admins can retry this job.',
    cancelTooLate: (status) => `There is nothing to cancel: the job is ${status}.`,
    retryNotNow: (status) => `There is nothing to retry: the job is ${status}.`,
    notFound: 'This job no longer exists.',
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
    'This button is from an older message and no longer does anything. Look for the newest message of the thread.',
  oldForm:
    'This form is from an older version and saves nothing any more. Copy what you typed, close it and open it again.',
  oldShortcut: 'This version does not know that shortcut. `/carousel help` shows what there is.',
  unexpected: (reference) =>
    `Something went wrong on our side and was written down. Please try again; if it stays, an admin (/approvers shows who is one) finds the reference ${reference} in the log.`,
  mentionHelp:
    'Hello! Write `/carousel` or `/blog` and a topic to get a draft, or `/carousel help`, `/blog help`.',
  directMessage:
    'Hello! Here I answer only you. A draft appears in a channel, where approvers see it: choose what to start, and the form asks for the channel.',
  home: {
    heading: 'Greenlight',
    value: 'Agents draft. People decide.',
    guest:
      'You are a guest here: you can read the threads of your channels. Members start drafts, approvers decide on them.',
    newCarousel: 'New carousel',
    newArticle: 'New article',
    addDocument: 'Add a document',
    waiting: 'Waiting for you',
    nothingWaits: 'Nothing waits for your decision.',
    waitingFacts: (what, version, person) => `${what}, version ${version}, asked for by ${person}`,
    notApprovable: 'It cannot be approved as it is: its card says why.',
    pictureOf: (title) => `Overview of "${title}"`,
    confirmApprove: (what, version) => ({
      title: `Approve this ${what}?`,
      text: `You decide on exactly version ${version}. Its whole text, its sources and what the checks found are at its card: Open leads there.`,
      confirm: 'Approve',
      deny: 'Not yet',
    }),
    approved: (title) => `Approved: "${title}". Its final files are in its thread.`,
    open: 'Open',
    more: (n) => `and ${n} more`,
    mine: 'My drafts',
    noneMine: 'You have not asked for a draft yet.',
    notReachable: 'Drafts cannot be shown now: the database did not answer.',
    reviewNote:
      'Drafts are written by a machine and can be wrong, so a person decides on exactly the text that is shown. `/carousel help`, `/blog help` and `/knowledge help` explain the commands.',
  },
};
