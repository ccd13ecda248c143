import { buttonsEn } from './answers.ts';
import { conversationEn } from './conversation.ts';
import { articleEn, carouselEn, reportEn } from './draft-kinds.ts';
import { refusalEn } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of a job from its command to its files: briefs, steps, questions, replies. */
export const draftsEn = {
  ...conversationEn,

  /** As in "your article". */
  work: {
    carousel: 'carousel',
    blog: 'article',
    research: 'report',
    plan: 'plan',
    knowledge: 'document',
    brand_kit: 'brand kit',
    outreach_notes: 'set of notes',
    lead_enrichment: 'lead enrichment',
    incoming_webhook: 'answer',
  },
  /** What is different between `/carousel`, `/blog` and `/research`. */
  kinds: { carousel: carouselEn, blog: articleEn, research: reportEn },
  command: {
    /** Ephemeral acknowledgement; the draft follows in the channel. */
    started: 'Got it. The draft will appear in a thread of this channel.',
    tooLong: (length: number, max: number) =>
      `This brief has ${number(length)} characters; up to ${number(max)} are accepted. Nothing was started. Shorten it, or add the long text to the knowledge base with /knowledge add and name its topic here.`,
    noTopic:
      'I see only names and signs there. Nothing was started. Say in a few words what it should be about.',
    yourText: 'Your text:',
    unknownCommand: (command: string) =>
      `I do not know ${command}. Try /carousel help, /blog help, /research help, /plan help or /knowledge help.`,
    guest:
      'Guests cannot start drafts. Ask a member of the team to do it; you can still read the thread. Nothing was started.',
    unknownPerson:
      'Slack did not tell me in time who you are, so nothing was started. Please send the command again.',
    notCertain:
      'Not certain yet: the database has not answered. Please do not repeat the command; I keep asking and tell you here how it ended.',
    startedAfterAll: (what: string) => `It worked: your ${what} is under way and appears in the channel.`,
    nothingStarted: 'Nothing was started.',
    notStarted:
      'It did not work: the database could not be reached and nothing was started. Please send the command again.',
    formNotOpened: (command: string) =>
      `Slack did not open the form in time. Please try again; \`${command}\` with your words behind it works without a form.`,
    /** The database knows no such team. */
    unknownTeam:
      'Nothing was started: this workspace is not set up yet. The person who installed Greenlight runs `npm run setup`.',
    refused: (code: string) => `Nothing was started: ${refusalEn(code)}`,
    notInChannel: (channelMrkdwn: string, what: string) =>
      `I am not in ${channelMrkdwn}, so I could not post there and your ${what} was not started. Write \`/invite @Greenlight\` in that channel and send the command again.`,
    archived: (channelMrkdwn: string, what: string) =>
      `${channelMrkdwn} is archived or closed for posts, so your ${what} was not started. Send the command in another channel.`,
    /** While a job runs: what is made cannot be shown where it was asked for. */
    fileAltered: (file: string) =>
      `The stored file "${file}" is not the one that was shown and approved: its bytes have changed. I post it nowhere. Please tell an admin, who finds the details in the log.`,
    archivedMeanwhile: (channelMrkdwn: string, what: string) =>
      `${channelMrkdwn} is archived or closed for posts, so I cannot show your ${what} there. Nothing is lost: open the channel again and it goes on by itself.`,
    leftChannel: (channelMrkdwn: string, what: string) =>
      `I am no longer in ${channelMrkdwn}, so I cannot show your ${what} there. Nothing is lost: write \`/invite @Greenlight\` in that channel and it goes on by itself.`,
    missingScope: (scope: string) =>
      `Slack does not let me post: the app lacks the permission \`${scope}\`. Your command is stored and goes on once an admin has added it (api.slack.com/apps, OAuth & Permissions) and installed the app again.`,
    /** In place of `started` while Slack refuses the bot's token. */
    storedForLater:
      'Your command is stored. Slack does not accept my token at present; the work starts once an admin has set a valid `SLACK_BOT_TOKEN`; `npm run doctor` checks it.',
    /** The process ends before the database has answered. */
    stoppedUncertain: (what: string) =>
      `I have to stop before the database answered. If no message about your ${what} appears in the channel within some minutes, please send the command again.`,
  },
  form: {
    submit: 'Start',
    close: buttonsEn.cancel,
    channel: 'Channel',
    channelHint: 'Where the thread appears. I must be in it: /invite @Greenlight.',
    audience: 'Audience',
    language: 'Language',
    languages: { pt: 'Portuguese', en: 'English' },
    tone: 'Tone',
    toneHint: 'E.g. plain and technical.',
    keywords: 'Keywords',
    keywordsHint: 'What people search for, separated by commas.',
    approver: 'Whom to ask first',
    approverHint: 'One of those who may approve it. The rule of the team binds all the same.',
    callToAction: 'Call to action',
    addresses: 'Pages to read',
    addressesHint: (max: number) =>
      `Addresses with https:// or http://, one in each line, up to ${max}. They are read besides the knowledge base.`,
    errors: {
      approver:
        'This person may not approve it. Choose one of those who may, as /approvers lists them, and not yourself.',
      tooLong: (length: number, max: number) =>
        `${number(length)} characters; up to ${number(max)} are accepted.`,
      length: (min: number, max: number) => `A whole number from ${number(min)} to ${number(max)}.`,
      notAnAddress: (line: string) =>
        `"${line}" is no address that I can read: it must begin with https:// or http:// and name a site.`,
      tooManyAddresses: (given: number, max: number) => `${given} addresses; up to ${max} are accepted.`,
    },
  },
  brief: {
    heading: {
      carousel: 'Carousel',
      blog: 'Article',
      research: 'Research',
      plan: 'Plan',
      knowledge: 'Document',
      brand_kit: 'Brand kit',
      outreach_notes: 'Notes of a campaign',
      lead_enrichment: 'Lead enrichment',
      incoming_webhook: 'Reply',
    },
    requestedBy: (person: string) => `Asked for by ${person}`,
    /** `owner`: of the token, where that is another person. */
    requestedThrough: (person: string, tokenMrkdwn: string, owner: string | null) =>
      `Asked for by ${person}, through ${tokenMrkdwn}${owner === null ? '' : ` (token of ${owner})`}`,
    fields: {
      audience: 'Audience',
      language: 'Language',
      slides: 'Slides',
      words: 'Words',
      tone: 'Tone',
      keywords: 'Keywords',
      callToAction: 'Call to action',
      pages: 'Pages to read',
      rounds: 'Rounds',
      address: 'Address',
    },
    status: {
      queued: 'Waiting for an agent',
      running: 'An agent is working on it; see the thread',
      awaiting_review: 'A draft waits for review in the thread',
      awaiting_input: 'Waiting for an answer in the thread',
      awaiting_budget: 'Stopped at a spending cap; see the thread',
      completed: 'Approved; the final files are in the thread',
      rejected: 'Rejected; see the thread',
      failed: 'Stopped by a problem; see the thread',
      cancelled: 'Cancelled',
      expired: 'Expired without a decision; see the thread',
    },
    /** In place of `completed` where nothing was approved. */
    stored: 'Stored; see the thread',
    inUse: 'In use',
    discarded: 'Discarded; nothing was changed',
    version: (n: number) => `version ${n}`,
  },
  progress: {
    steps: {
      retrieve: 'Search the knowledge base',
      research: 'Read the given pages and search the knowledge base',
      plan: 'Plan the angle and the outline',
      outline: 'Outline: angle, audience, keywords, sections',
      write: 'Write the text',
      check: 'Check claims, lengths and house rules',
      render: 'Design the slides',
      preview: 'Make the preview and the files',
      fetch: 'Fetch the document',
      read: 'Read its text',
      store: 'Store it in the knowledge base',
      draw: 'Draw sample slides',
      propose: 'Propose briefs that the documents carry',
      read_sites: 'Read the sites of the companies',
      gather: 'Put the changes together',
      read_reply: 'Read what the person wants',
      write_answer: 'Draft an answer and check it',
    } as Record<string, string>,
    /** Steps of a report that are named as another job's and do something else. */
    researchSteps: {
      plan: 'Split the question into smaller ones',
      search: 'Search for each question',
      read: 'Read what was found and note quotes',
      write: 'Write the report',
      check: 'Check every statement against its quotes',
      preview: 'Make the PDF and the files',
    } as Record<string, string>,
    /** What came of a step. */
    details: {
      notes: (n: number) => `words for ${number(n)} ${n === 1 ? 'person' : 'people'}`,
      briefs: (n: number) => `${number(n)} ${n === 1 ? 'brief' : 'briefs'}`,
      passages: (n: number) => `${number(n)} ${n === 1 ? 'passage' : 'passages'}`,
      questions: (n: number) => `${number(n)} ${n === 1 ? 'question' : 'questions'}`,
      questions_open: (n: number) => `${number(n)} ${n === 1 ? 'question open' : 'questions open'}`,
      pages_to_read: (n: number) => `${number(n)} ${n === 1 ? 'page to read' : 'pages to read'}`,
      pages_read: (n: number) => `${number(n)} ${n === 1 ? 'page read' : 'pages read'}`,
      pages_unread: (n: number) => `${number(n)} not`,
      sections: (n: number) => `${number(n)} ${n === 1 ? 'section' : 'sections'}`,
      words: (n: number) => `${number(n)} ${n === 1 ? 'word' : 'words'}`,
      slides: (n: number) => `${number(n)} ${n === 1 ? 'slide' : 'slides'}`,
      pages: (n: number) => `${number(n)} ${n === 1 ? 'page' : 'pages'}`,
      to_repair: (n: number) => `${number(n)} to correct`,
      warnings: (n: number) => `${number(n)} ${n === 1 ? 'warning' : 'warnings'}`,
      records_read: (n: number) => `${number(n)} read`,
      records: (n: number) => `of ${number(n)} ${n === 1 ? 'lead' : 'leads'}`,
      leads_changed: (n: number) => `${number(n)} ${n === 1 ? 'lead' : 'leads'} with something new`,
      kilobytes: (n: number) => `${number(n)} KB`,
      characters: (n: number) => `${number(n)} ${n === 1 ? 'character' : 'characters'}`,
      pixels_wide: (n: number) => `${number(n)} px wide`,
      pixels_high: (n: number) => `${number(n)} px high`,
      passed: () => 'passed',
    },
    step: (n: number, of: number) => `Step ${n} of ${of}`,
    waiting: 'Waiting for an agent',
    working: (version: number) => `Working on version ${version}`,
    /** A reply of the thread, or a note. */
    readingReply: 'Reading the reply',
    readingDocument: 'Reading the document',
    drawing: 'Drawing the preview',
    /** This run took up work that had stopped. */
    goingOn: (step: number, name: string) =>
      `Going on from step ${step}: ${name}. What was done before is kept.`,
    /** Below the steps of a job that stopped. */
    retryFrom: (step: number, name: string) => `Retry goes on from step ${step}: ${name}.`,
    awaitingReview: (version: number) => `Version ${version} waits for review below`,
    awaitingAnswer: 'Waiting for your answer below',
    awaitingBudget: 'Stopped at a spending cap; decide below',
    done: 'Done',
    completed: 'Done: the final files are below',
    rejected: 'Rejected; nothing more will be done',
    cancelledBy: (personMrkdwn: string) => `Cancelled by ${personMrkdwn}`,
    cancelled: 'Cancelled',
    failed: 'Stopped by a problem',
    expired: 'Expired without a decision; Resume is below',
    expiredForGood: 'Expired without a decision',
    retryAt: (attempt: number, of: number, dateMrkdwn: string) =>
      `Attempt ${attempt} of ${of} failed; next: ${dateMrkdwn}`,
    cancel: 'Cancel',
    retry: 'Retry',
    /** After the bot's name. */
    atWork: (what: string) => `is working on the ${what}…`,
    confirmCancel: (what: string) => ({
      title: `Cancel this ${what}?`,
      text: 'Work stops and nothing more is posted. What is in the thread stays.',
      confirm: `Cancel the ${what}`,
      deny: buttonsEn.keepIt,
    }),
  },
  files: {
    pages: (version: number, pages: number) =>
      `Version ${version}: ${pages} ${pages === 1 ? 'slide' : 'slides'} (draft)`,
    freshPages: (version: number, pages: number) =>
      `Version ${version}: ${pages} new ${pages === 1 ? 'slide' : 'slides'} (draft); the card shows all`,
    overview: (version: number) => `Version ${version}: all slides (draft); none of them is new`,
    article: (version: number, pages: number) =>
      `Version ${version}: ${pages} ${pages === 1 ? 'page' : 'pages'} of preview, Markdown and HTML (draft)`,
    report: (version: number) => `Version ${version}: PDF and Markdown (draft)`,
    samples: (pages: number) => `${pages} sample ${pages === 1 ? 'slide' : 'slides'}`,
    final: 'Final files',
  },
  job: {
    cancelNotAllowed: 'Only the requester, approvers and admins can cancel this job.',
    retryNotAllowed: 'Only the requester, approvers and admins can retry this job.',
    resumeNotAllowed: 'Only the requester and those who may approve can resume this job.',
    cancelTooLate: (status: string) => `There is nothing to cancel: the job is ${status}.`,
    retryNotNow: (status: string) => `There is nothing to retry: the job is ${status}.`,
    resumeNotNow: (status: string) => `There is nothing to resume: the job is ${status}.`,
    resumeTooLate: 'This job expired too long ago: its files are gone. Send the command again to start anew.',
    /** In place of the buttons of what waited for people. */
    expired: {
      until: (dateMrkdwn: string) =>
        `*Expired: no one decided in time.* Resume opens it again as it is. Files are kept until: ${dateMrkdwn}`,
      forGood: '*Expired: no one decided in time.* Its files are gone; send the command again to start anew.',
      resume: 'Resume',
    },
    notFound: 'This job no longer exists.',
    status: {
      queued: 'waiting for an agent',
      running: 'being worked on',
      awaiting_review: 'waiting for review',
      awaiting_input: 'waiting for an answer',
      awaiting_budget: 'stopped at a spending cap',
      completed: 'completed',
      rejected: 'rejected',
      failed: 'stopped by a problem',
      cancelled: 'cancelled',
      expired: 'expired',
    },
  },
};

export type DraftsTexts = typeof draftsEn;
