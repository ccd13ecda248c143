const number = (n: number): string => n.toLocaleString('en');

/** What the bot says where a draft is made of what people wrote in a thread. */
export const fromThreadEn = {
  form: {
    title: 'Draft from this thread',
    intro:
      'I read what people wrote in this thread up to now and use it as material beside the knowledge base. The draft appears in this thread; replies to it steer it from then on.',
    kind: 'What to make',
    kinds: { carousel: 'Carousel', blog: 'Article', research: 'Report with sources' },
    brief: 'Brief',
    briefHint: 'What it should be about. For a report: the question.',
    names: 'Names',
    keepNames: "Keep people's names",
    keepNamesHint: 'Without it people are "colleague 1", "colleague 2", and mentions are left out.',
  },
  /** In the form's place while the thread is read. */
  reading: 'I am reading the thread…',
  started: 'Got it. The draft will appear in this thread.',
  formNotOpened:
    'Slack did not open the form in time. Please choose "Draft from this thread" in the menu of the message again.',
  inDirectMessage:
    'This is a conversation of two, where no approver sees a draft. Choose "Draft from this thread" on a message of a channel that I am in, or write `/carousel` or `/blog` there.',
  notInChannel:
    'I am not in this channel, so I cannot read the thread. Write /invite @Greenlight there, then click Start again.',
  notMember:
    'Only members of a channel make drafts of its threads. Join the channel, then click Start again.',
  membersNotRead:
    'Slack did not tell me who is in this channel, so nothing was read or started. Please click Start again.',
  notRead: 'Slack did not hand over the thread, so nothing was started. Please click Start again.',
  missingScope: (scope: string) =>
    `Slack does not let me read this: the app lacks the permission ${scope}. Nothing was started. An admin adds it and installs the app again; npm run doctor says how.`,
  gone: 'The message was deleted meanwhile, so there is no thread to read. Nothing was started.',
  nothingWritten:
    'People wrote too little in this thread to make something of it: pictures, emoji and messages of apps do not count. Nothing was started. With /carousel, /blog or /research you start from a brief alone.',
  tooLong: (most: number) =>
    `This thread has more than ${number(most)} messages; I read no longer ones. Nothing was started. Add what matters with /knowledge add.`,
  hasJob:
    'This thread already has a draft that is not finished. Write into the thread what should change, or end it there (Cancel, Approve, Reject) and click Start again.',
  /** To who asked, once it has started. */
  leftOut: (left: number, all: number) =>
    `The thread is long: I took its first message and the newest ones; ${number(left)} of ${number(all)} messages between them were left out.`,
  shortened: (n: number) =>
    n === 1 ? 'One very long message was shortened.' : `${number(n)} very long messages were shortened.`,
  filesNotRead: (names: string) =>
    `Files in the thread were not read: ${names}. To let drafts use one, add it with \`/knowledge add\`.`,
  moreFiles: (n: number) => `and ${n} more`,
  /** Title of the thread as a source. */
  source: (channel: string | null, date: string) =>
    channel === null ? `Thread of ${date}` : `Thread in #${channel}, ${date}`,
  colleague: (n: number) => `colleague ${n}`,
  aColleague: 'a colleague',
  fileLine: (name: string) => `[file: ${name}]`,
  /** A mention in a thread, to its author alone. */
  offer: (what: string) =>
    `A ${what} from this thread? The form asks what it should be about; I read the thread once you send it.`,
  offerAny: 'I can also make a draft of this thread.',
  open: 'Draft from this thread',
};

export type FromThreadTexts = typeof fromThreadEn;
