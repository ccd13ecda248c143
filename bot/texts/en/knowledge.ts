import type { KnowledgeTexts } from '../knowledge-texts.ts';

const number = (n: number): string => n.toLocaleString('en');
const counted = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;

export const knowledgeEn: KnowledgeTexts = {
  locale: 'en',
  languages: { pt: 'Portuguese', en: 'English' },
  installation: 'the installation',

  outcome: {
    takesLong: 'This takes longer than usual; you will be told here how it ended.',
    recordedAfterAll: 'It worked.',
    notRecorded: 'The database did not answer, so it is not certain that this was done. Please click again.',
  },

  command: {
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
    unknown: (word, meant, said) =>
      meant === null
        ? `I do not know "${word}". To search for it, write /knowledge search ${said}. Everything else: /knowledge help.`
        : `I do not know "${word}". Did you mean /knowledge ${meant}? Everything else: /knowledge help.`,
    incomplete: {
      search: 'Say what to look for, for example `/knowledge search passivation of titanium`.',
      remove:
        'Say which document, by words of its title or its number in `/knowledge list`, for example `/knowledge remove titanium`.',
    },
    guest: 'Guests cannot use the knowledge base. Ask a member of the team.',
    adminsOnly: (admins) => `Only admins may change this: ${admins}. Nothing was changed.`,
    noAdmin: 'the team has none at present',
    notAnswered: 'The database did not answer. Nothing was changed. Please try again in a moment.',
    formNotOpened: 'Slack did not open the form in time. Please try again.',
    useAChannel:
      'Use this in a channel: its thread shows the progress, and the team can see it. Nothing was started.',
    refused: (reason) => `That was refused: ${reason}`,
    yourText: 'Your text:',
  },

  add: {
    title: 'Add a document',
    submit: 'Add',
    close: 'Cancel',
    intro:
      'Give only *one*: an address, a file or a text. Drafts may then quote the document, word for word and with its source; a picture is only shown on slides, never quoted.',
    channel: 'Channel',
    channelHint: 'Where its thread appears. I must be in it: /invite @Greenlight.',
    address: 'Address of a page',
    addressHint: 'Of a page, PDF or text that anybody can open. It is read once, now.',
    file: 'File',
    fileHint: (megabytes) =>
      `PDF, DOCX, Markdown, text, CSV or HTML, or a picture for slides in PNG, JPEG or WebP; up to ${megabytes} MB. A scan without text cannot be read.`,
    alt: 'What the picture shows',
    altHint: (max) =>
      `Only with a picture, and needed there: for people who do not see it, and for choosing its slide. Up to ${number(max)} characters.`,
    text: 'Text',
    textHint: (max) =>
      `Up to ${number(max)} characters; a longer text comes as a file. An empty line ends a paragraph.`,
    name: 'Title',
    nameHint: 'Empty: taken from the document.',
    language: 'Language',
    auto: 'Find out from the document',
    started: (count) =>
      count === 1
        ? 'Got it. A thread in this channel shows the progress.'
        : `Got it: ${count} documents. Each has a thread in this channel that shows the progress.`,
    working: (name) =>
      `Slack is handing over "${name}". You may close this; a thread in the channel shows the progress. If none has appeared after a few minutes, please add it again.`,
    workingTitle: 'One moment',
    errors: {
      nothing: 'Give an address, a file or a text.',
      several: 'Give only one of address, file and text; add the others afterwards.',
      notAnAddress: (said) => `"${said}" is no address of a page. It looks like https://example.com/page.`,
      scheme: 'Only addresses that begin with https:// or http:// can be read.',
      credentials:
        'This address contains a name or password. Take it out, or add the text or a file instead.',
      addressTooLong: 'This address is too long: up to 2,000 characters are accepted.',
      tooManyAddresses: (count, max) =>
        `These are ${count} addresses; up to ${max} are accepted at once. Nothing was added.`,
      titleTooLong: (length, max) =>
        `This title has ${number(length)} characters; up to ${number(max)} are accepted.`,
      shortText: (min) =>
        `This text is too short to be a document: at least ${min} characters. For a page, give its whole address; for a form, write /knowledge add alone.`,
      fileName: (word) =>
        `"${word}" is a file's name; a command cannot carry the file itself. Write /knowledge add alone and give it in the form.`,
      altMissing: 'Say what the picture shows, in a sentence: people who do not see it will hear that.',
      altShort: (min) => `Say what the picture shows in words: at least ${min} characters.`,
      altLong: (length, max) => `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
      altCalls:
        'This goes out with the picture: write it without mentions such as @channel and without links.',
      altAlone:
        'This goes with a picture in PNG, JPEG or WebP alone. Leave it empty, or give the picture as the file.',
      uploadNotStored: 'The database did not answer, so nothing was stored. Please send it again.',
      tooManyUploads:
        'Too many of your files still wait to be read. Please try again when their threads have ended.',
    },
  },

  start: {
    guest: 'Guests cannot add documents. Ask a member of the team. Nothing was started.',
  },

  file: {
    gone: (name) => `"${name}" is no longer in Slack. Please choose it again.`,
    external: (name) =>
      `"${name}" lies at another service, not in Slack. Download it and give the file itself.`,
    type: (name, accepted) => `"${name}" is of a kind that I cannot read. Accepted: ${accepted}.`,
    tooLarge: (name, size, max) =>
      `"${name}" is ${size}; up to ${max} are accepted. Split it, or give the part that matters.`,
    empty: (name) => `"${name}" is empty.`,
    noScope:
      'Slack does not let me read files: the app lacks the permission files:read. An admin has to install the app again. Nothing was stored.',
    stopped: 'I was restarted while Slack handed over the file. Nothing was stored; please send it again.',
    notRead: (name) => `Slack did not hand over "${name}". Nothing was stored; please send it again.`,
  },

  list: {
    heading: (total) => `Knowledge base: ${counted(total, 'document', 'documents')}`,
    headingMatching: (total, words) => `${counted(total, 'document', 'documents')} with "${words}"`,
    range: (from, to, total) => `${number(from)} to ${number(to)} of ${number(total)}`,
    empty: 'The knowledge base is empty. Add a page, file or text with `/knowledge add`.',
    noneMatching: (words) =>
      `No document has "${words}" in its title, file name or address. /knowledge list shows all, /knowledge search looks inside them.`,
    kind: { text: 'Text', file: 'File', url: 'Page', seed: 'Sample document', picture: 'Picture' },
    details: (d) =>
      `${d.kindMrkdwn} · ${d.language} · ${counted(d.passages, 'passage', 'passages')} · ${d.personMrkdwn} · ${d.dateMrkdwn}`,
    newer: 'Newer',
    older: 'More',
    open: 'Open',
    remove: 'Remove',
    confirmRemove: (title) => ({
      title: 'Remove this document?',
      text: `"${title}" is no longer found for new drafts. Drafts that quote or show it keep that. You can undo it.`,
      confirm: 'Remove',
      deny: 'Keep',
    }),
  },

  reading: {
    title: 'Document',
    close: 'Close',
    previous: 'Previous page',
    next: 'Next page',
    page: (page, of) =>
      `Page ${number(page)} of ${number(of)} · the text as it was stored, which drafts quote`,
    notRead: 'The database did not answer, so the document was not opened. Please try again in a moment.',
  },

  remove: {
    removed: (title) => `Removed: "${title}". Drafts that quote or show it keep that.`,
    undo: 'Undo',
    restored: (title) => `Restored: "${title}".`,
    notAllowed: (owner, admins) =>
      `Only ${owner}, who added it, and admins (${admins}) may do that. Nothing was changed.`,
    alreadyRemoved: 'It was removed already.',
    alreadyBack: 'It is there already.',
    notFound: 'There is no such document any more.',
    sameText: (title) => `Its text is there already, as "${title}", so this one stays removed.`,
    noneMatching: (words) =>
      `No document has "${words}" in its title, file name or address, so nothing was removed. /knowledge list shows all.`,
    noSuchNumber: (n, total) =>
      `There is no document number ${number(n)}: the list has ${number(total)}. Nothing was removed.`,
    which: (count) => `${counted(count, 'document matches', 'documents match')}. Which one?`,
    isItThis: 'Is it this one?',
    tooMany: (count) => `${number(count)} more match. Give more words of the title.`,
  },

  search: {
    heading: (query) => `What the knowledge base says about "${query}"`,
    nothing: (query) =>
      `The knowledge base says nothing about "${query}". Try other words, or add a document about it with /knowledge add.`,
    noMeaning:
      'These words are too small to search for. Name the matter, for example /knowledge search passivation.',
    foundNowhere: (words) => `In none of these: ${words}`,
    emptyBase:
      'The knowledge base is empty. Add a page, file or text with /knowledge add, then search again.',
    tooLong: (length, max) =>
      `This search has ${number(length)} characters; up to ${number(max)} are accepted. Give the words that matter.`,
  },

  rules: {
    heading: (version) => (version === 0 ? 'House rules' : `House rules, version ${version}`),
    changedBy: (person, date) => `Last changed by ${person}, ${date}`,
    voice: 'Voice',
    samples: (count) => `Samples of the voice (${count})`,
    noSamples:
      'No samples: three to ten texts that you like let the writer hear how you sound. They prove no fact.',
    noVoice: 'Not described yet.',
    none: 'There are no rules yet. None blocks a draft.',
    kinds: {
      banned_word: 'Banned words',
      banned_claim: 'Claims that must not be made',
      required_disclaimer: 'Sentences that must be there',
      guideline: 'Guidelines',
    },
    severity: { block: 'blocks a draft', warn: 'warns' },
    everyLanguage: 'every language',
    range: (from, to, total) => `Rules ${from} to ${to} of ${total}`,
    editVoice: 'Change the voice',
    addRule: 'Add a rule',
    edit: 'Change',
    history: 'History',
    previous: 'Previous',
    next: 'More rules',
    membersNote: 'Admins change these rules. Every draft is checked against them before it is shown.',
    gone: 'This rule is no longer there. /knowledge rules shows those in force.',
  },

  ruleForm: {
    titleAdd: 'Add a rule',
    titleEdit: 'Change a rule',
    submit: 'Save',
    close: 'Cancel',
    kind: 'What it does',
    kindOptions: {
      banned_word: 'Bans a word',
      banned_claim: 'Bans a claim, also in other words',
      required_disclaimer: 'Demands a sentence',
      guideline: 'Guides, judged by the model',
    },
    pattern: 'Words',
    patternHint:
      'A banned word also meets its inflections, whatever its case and accents. A demanded sentence must stand word for word.',
    severity: 'When a draft breaks it',
    severityOptions: {
      block: 'The draft is blocked until it is corrected',
      warn: 'The draft is shown with a warning',
    },
    language: 'For drafts in',
    reason: 'Why',
    reasonHint: 'Stands beside the finding, so that people can judge it.',
    remove: 'Remove',
    removeOption: 'Remove this rule',
    errors: {
      patternMissing: 'Give the words.',
      tooBroad:
        'That would block nearly every draft: these words stand in nearly every text. Name the word or claim itself.',
      tooShort: 'Give a whole sentence: at least three words.',
      duplicate: 'There is a rule with these words already.',
      tooLong: (length, max) => `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
      tooMany: (max) => `There are ${max} rules already, which is the most. Remove one first.`,
      reasonMissing: 'Say why, in a few words.',
    },
  },

  voiceForm: {
    title: 'Change the voice',
    submit: 'Save',
    close: 'Cancel',
    label: 'How the texts sound',
    sample: (number) => `Sample ${number}`,
    samplesHint: (min, max) =>
      `A text that you like, word for word: ${min} to ${max} of them, or none. The writer takes their sound, never their facts.`,
    tooFew: (count, min) =>
      `${count} of ${min}: a voice is heard in at least ${min} texts, or leave all empty.`,
    hint: (max) => `Whom they speak to, in which tone, what they avoid. Up to ${number(max)} characters.`,
    tooLong: (length, max) => `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
  },

  setting: {
    inForce: (version) => `Version ${version} is in force:`,
    undo: 'Undo',
    unchanged: 'That is how it is already; nothing was changed.',
    changedMeanwhile: (person, version) =>
      `${person} changed this meanwhile: version ${version}. What you typed is kept below; save again to put it on top.`,
    ruleGoneMeanwhile: 'The rule itself is gone; saving adds it anew.',
    now: 'It now says:',
    stale: (person, version) =>
      `${person} changed this meanwhile: version ${version} is in force. Nothing was changed; look at it before you click again.`,
    unknownVersion: (version) => `There is no version ${version}. Nothing was changed.`,
    notSaved: 'The database did not answer, so it is not certain that this was saved. Please send it again.',
    adminsOnly: (admins) => `Only admins may change this: ${admins}. Nothing was changed.`,
    change: {
      voice: 'changed the voice',
      samples: 'changed the samples of the voice',
      ruleAdded: (pattern) => `added the rule "${pattern}"`,
      ruleChanged: (pattern) => `changed the rule "${pattern}"`,
      ruleRemoved: (pattern) => `removed the rule "${pattern}"`,
      backTo: (version) => `back to version ${version}`,
      brandFields: (fields) => `changed: ${fields}`,
      first: 'first version',
    },
  },

  history: {
    rules: 'Versions of the house rules',
    brand: 'Versions of the brand kit',
    none: 'There is no version yet.',
    version: (version) => `Version ${version}`,
    inForce: 'in force',
    backTo: 'Back to this',
    confirmBack: (version) => ({
      title: `Back to version ${version}?`,
      text: `A new version is made that says what version ${version} said. Nothing is lost; you can undo it.`,
      confirm: 'Back to this',
      deny: 'Keep',
    }),
    older: (count) => `The ${count} newest are shown.`,
  },

  brand: {
    heading: (version) => (version === 0 ? 'Brand kit' : `Brand kit, version ${version}`),
    none: 'There is no brand kit yet, so no pictures can be drawn. An admin proposes the first one here.',
    name: 'Name',
    handle: 'Handle',
    fonts: (heading, body) => `Headings in ${heading}, text in ${body}`,
    colours: {
      dark: 'Dark ground',
      dark_alt: 'Second dark ground',
      paper: 'Light ground',
      ink: 'Text',
      accent: 'Accent',
      accent_alt: 'Second accent',
      muted: 'Quiet text',
    },
    logo: 'Logo',
    change: 'Propose a change',
    history: 'History',
    howItChanges:
      'A change is drawn first: sample slides appear in a thread, and an admin takes it into use there.',
    membersNote: 'Admins change it.',
    started:
      'Got it. Sample slides appear in a thread of this channel; nothing changes before an admin takes them into use.',
    working:
      'Slack is handing over the logo. You may close this; a thread in the channel shows the sample slides. If none has appeared after a few minutes, please propose it again.',
    fields: {
      name: 'name',
      handle: 'handle',
      'fonts.heading': 'font of headings',
      'fonts.body': 'font of text',
      logo_svg: 'logo',
    },
    form: {
      title: 'Propose a brand kit',
      submit: 'Draw it',
      close: 'Cancel',
      intro: (version) =>
        version === 0
          ? 'The first brand kit of the team. It is drawn first; nothing changes before an admin takes it into use.'
          : `Filled with version ${version}. It is drawn first; nothing changes before an admin takes it into use.`,
      colourHint: 'As #RRGGBB, for example #0B2530.',
      headingFont: 'Font of headings',
      bodyFont: 'Font of text',
      logo: 'Logo',
      logoHint: (kilobytes) =>
        `SVG or PNG, about square, up to ${kilobytes} KB. Empty: the present one stays.`,
      errors: {
        nameMissing: 'Give the name that stands on the slides.',
        tooLong: (length, max) =>
          `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
        colour: (given) =>
          `"${given}" is no colour. It looks like #0B2530: # and six digits or letters A to F.`,
        same: 'Nothing differs from the brand kit in force.',
        logoMissing: 'The first brand kit needs a logo.',
        logo: {
          not_a_picture: 'This file is neither an SVG nor a PNG, whatever its name says.',
          not_svg: 'This SVG is broken. Export it again, or give a PNG.',
          active:
            'This SVG holds more than drawing (scripts, embedded pages, animations or declarations). Export it as plain SVG, or give a PNG.',
          external: 'This SVG fetches something from elsewhere. Embed it, or give a PNG.',
          no_size: 'The size of this logo is missing or too small: at least 32 by 32.',
          not_square:
            'This logo is not about square. Give it a square ground, so that it fits on the slides.',
          too_many_pixels: 'This PNG has too many pixels: up to 2,048 on each side.',
          too_complex:
            'This SVG would take too long to draw (filters, markers, dashed lines, or too many parts). Export it with these turned into plain shapes, or give a PNG.',
        },
      },
    },
  },
};
