import { answersEn, buttonsEn, recordingEn } from './answers.ts';
import { refusalEn } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('en');
const counted = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;

/** What the bot says of the knowledge base. */
export const documentsEn = {
  languages: { pt: 'Portuguese', en: 'English' },
  /** In the place of a person, for what was there from the beginning. */
  installation: 'the installation',
  outcome: {
    ...recordingEn,
    notRecorded: 'The database did not answer, so it is not certain that this was done. Please click again.',
  },
  command: {
    ...answersEn,
    help: [
      '*`/knowledge` keeps what drafts may be based on: documents, house rules and the brand kit.*',
      '• `/knowledge add https://…` reads a page; with words behind the address, they become its title. Up to five addresses at once.',
      '• `/knowledge add` alone opens a form: address, file (PDF, DOCX, Markdown, text, CSV, HTML; or a picture in PNG, JPEG or WebP for slides) or pasted text. A text may also stand behind the command.',
      '• `/knowledge search passivation of titanium` shows what the documents say about it.',
      '• `/knowledge list` shows the documents, newest first; `/knowledge list titanium` those with that word in the title.',
      '• `/knowledge remove titanium` removes a document, and offers to undo it.',
      '• `/knowledge rules` shows voice, banned words and required sentences; admins change them there.',
      '• `/knowledge brand` shows name, colours and fonts of pictures; admins propose others there.',
      'Nothing that is added changes by itself: a page is kept as it was when it was read.',
    ].join('\n'),
    unknown: (word: string, meant: string | null, said: string) =>
      meant === null
        ? `I do not know "${word}". To search for it, write /knowledge search ${said}. Everything else: /knowledge help.`
        : `I do not know "${word}". Did you mean /knowledge ${meant}? Everything else: /knowledge help.`,
    incomplete: {
      search: 'Say what to look for, for example `/knowledge search passivation of titanium`.',
      remove:
        'Say which document, by words of its title or its number in `/knowledge list`, for example `/knowledge remove titanium`.',
    },
    guest: 'Guests cannot use the knowledge base. Ask a member of the team.',
    useAChannel:
      'Use this in a channel: its thread shows the progress, and the team can see it. Nothing was started.',
    refused: (code: string) => `Nothing was changed: ${refusalEn(code)}`,
    yourText: 'Your text:',
  },
  add: {
    title: 'Add a document',
    submit: 'Add',
    close: buttonsEn.cancel,
    intro:
      'Give only *one*: an address, a file or a text. Drafts may then quote the document, word for word and with its source; a picture is only shown on slides, never quoted.',
    channel: 'Channel',
    channelHint: 'Where its thread appears. I must be in it: /invite @Greenlight.',
    address: 'Address of a page',
    addressHint: 'Of a page, PDF or text that is open to all. It is read once, now.',
    file: 'File',
    fileHint: (megabytes: number) =>
      `PDF, DOCX, Markdown, text, CSV or HTML, or a picture for slides in PNG, JPEG or WebP; up to ${megabytes} MB. A scan without text cannot be read.`,
    alt: 'What the picture shows',
    altHint: (max: number) =>
      `Only with a picture, and needed there: for people who do not see it, and for choosing its slide. Up to ${number(max)} characters.`,
    text: 'Text',
    textHint: (max: number) =>
      `Up to ${number(max)} characters; a longer text comes as a file. An empty line ends a paragraph.`,
    name: 'Title',
    nameHint: 'Empty: taken from the document.',
    language: 'Language',
    auto: 'Find out from the document',
    /** Ephemeral acknowledgement; the thread follows in the channel. */
    started: (count: number) =>
      count === 1
        ? 'Got it. A thread in this channel shows the progress.'
        : `Got it: ${count} documents. Each has a thread in this channel that shows the progress.`,
    working: (name: string) =>
      `Slack is handing over "${name}". You may close this; a thread in the channel shows the progress. If none has appeared after a few minutes, please add it again.`,
    workingTitle: 'One moment',
    errors: {
      nothing: 'Give an address, a file or a text.',
      several: 'Give only one of address, file and text; add the others afterwards.',
      notAnAddress: (said: string) =>
        `"${said}" is no address of a page. It looks like https://example.com/page.`,
      scheme: 'Only addresses that begin with https:// or http:// can be read.',
      credentials:
        'This address contains a name or password. Take it out, or add the text or a file instead.',
      addressTooLong: 'This address is too long: up to 2,000 characters are accepted.',
      tooManyAddresses: (count: number, max: number) =>
        `These are ${count} addresses; up to ${max} are accepted at once. Nothing was added.`,
      titleTooLong: (length: number, max: number) =>
        `This title has ${number(length)} characters; up to ${number(max)} are accepted.`,
      shortText: (min: number) =>
        `This text is too short to be a document: at least ${min} characters. For a page, give its whole address; for a form, write /knowledge add alone.`,
      fileName: (word: string) =>
        `"${word}" is a file's name; a command cannot carry the file itself. Write /knowledge add alone and give it in the form.`,
      altMissing: 'Say what the picture shows, in a sentence: people who do not see it will hear that.',
      altShort: (min: number) => `Say what the picture shows in words: at least ${min} characters.`,
      altLong: (length: number, max: number) =>
        `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
      altCalls:
        'This goes out with the picture: write it without mentions such as @channel and without links.',
      altAlone:
        'This goes with a picture in PNG, JPEG or WebP alone. Leave it empty, or give the picture as the file.',
      uploadNotStored: 'The database did not answer, so nothing was stored. Please send it again.',
      tooManyUploads:
        'Too many of your files still wait to be read. Please try again when their threads have ended.',
    },
  },
  /** Of starting a job for a document or a brand kit. */
  start: {
    guest: 'Guests cannot add documents. Ask a member of the team. Nothing was started.',
  },
  file: {
    gone: (name: string) => `"${name}" is no longer in Slack. Please choose it again.`,
    external: (name: string) =>
      `"${name}" lies at another service, not in Slack. Download it and give the file itself.`,
    type: (name: string, accepted: string) =>
      `"${name}" is of a kind that I cannot read. Accepted: ${accepted}.`,
    tooLarge: (name: string, size: string, max: string) =>
      `"${name}" is ${size}; up to ${max} are accepted. Split it, or give the part that matters.`,
    empty: (name: string) => `"${name}" is empty.`,
    noScope:
      'Slack does not let me read files: the app lacks the permission files:read. An admin has to install the app again. Nothing was stored.',
    stopped: 'I was restarted while Slack handed over the file. Nothing was stored; please send it again.',
    notRead: (name: string) => `Slack did not hand over "${name}". Nothing was stored; please send it again.`,
  },
  list: {
    heading: (total: number) => `Knowledge base: ${counted(total, 'document', 'documents')}`,
    headingMatching: (total: number, words: string) =>
      `${counted(total, 'document', 'documents')} with "${words}"`,
    range: (from: number, to: number, total: number) =>
      `${number(from)} to ${number(to)} of ${number(total)}`,
    empty: 'The knowledge base is empty. Add a page, file or text with `/knowledge add`.',
    noneMatching: (words: string) =>
      `No document has "${words}" in its title, file name or address. /knowledge list shows all, /knowledge search looks inside them.`,
    kind: { text: 'Text', file: 'File', url: 'Page', seed: 'Sample document', picture: 'Picture' },
    details: (d: {
      kindMrkdwn: string;
      language: string;
      personMrkdwn: string;
      dateMrkdwn: string;
      passages: number;
    }) =>
      `${d.kindMrkdwn} · ${d.language} · ${counted(d.passages, 'passage', 'passages')} · ${d.personMrkdwn} · ${d.dateMrkdwn}`,
    newer: 'Newer',
    older: 'More',
    open: 'Open',
    remove: 'Remove',
    confirmRemove: (title: string) => ({
      title: 'Remove this document?',
      text: `"${title}" is no longer found for new drafts. Drafts that quote or show it keep that; open ones then ask for a reason before approval. You can undo it.`,
      confirm: 'Remove',
      deny: 'Keep',
    }),
  },
  /** The stored text of one document. */
  reading: {
    title: 'Document',
    close: 'Close',
    previous: 'Previous page',
    next: 'Next page',
    page: (page: number, of: number) =>
      `Page ${number(page)} of ${number(of)} · the text as it was stored, which drafts quote`,
    notRead: 'The database did not answer, so the document was not opened. Please try again in a moment.',
  },
  remove: {
    removed: (title: string) =>
      `Removed: "${title}". Drafts that quote or show it keep that. Open ones that quote it ask for a reason before they are approved; of approved ones the approvers are told in the thread.`,
    undo: buttonsEn.undo,
    restored: (title: string) => `Restored: "${title}".`,
    notAllowed: (ownerMrkdwn: string, adminsMrkdwn: string) =>
      `Only ${ownerMrkdwn}, who added it, and admins (${adminsMrkdwn}) may do that. Nothing was changed.`,
    alreadyRemoved: 'It was removed already.',
    alreadyBack: 'It is there already.',
    notFound: 'There is no such document any more.',
    sameText: (title: string) => `Its text is there already, as "${title}", so this one stays removed.`,
    noneMatching: (words: string) =>
      `No document has "${words}" in its title, file name or address, so nothing was removed. /knowledge list shows all.`,
    noSuchNumber: (n: number, total: number) =>
      `There is no document number ${number(n)}: the list has ${number(total)}. Nothing was removed.`,
    which: (count: number) => `${counted(count, 'document matches', 'documents match')}. Which one?`,
    isItThis: 'Is it this one?',
    tooMany: (count: number) => `${number(count)} more match. Give more words of the title.`,
  },
  search: {
    heading: (query: string) => `What the knowledge base says about "${query}"`,
    nothing: (query: string) =>
      `The knowledge base says nothing about "${query}". Try other words, or add a document about it with /knowledge add.`,
    noMeaning:
      'These words are too small to search for. Name the matter, for example /knowledge search passivation.',
    foundNowhere: (words: string) => `In none of these: ${words}`,
    emptyBase:
      'The knowledge base is empty. Add a page, file or text with /knowledge add, then search again.',
    tooLong: (length: number, max: number) =>
      `This search has ${number(length)} characters; up to ${number(max)} are accepted. Give the words that matter.`,
  },
};

export type DocumentsTexts = typeof documentsEn;
