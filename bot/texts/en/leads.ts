import type { ShownLead } from '../../../ports/outreach.ts';
import type { Locale } from '../../../ports/people.ts';
import { answersEn, buttonsEn, recordingEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');
const counted = (n: number, one: string, more: string): string => `${number(n)} ${n === 1 ? one : more}`;

const fields = {
  name: 'name',
  first_name: 'first name',
  last_name: 'last name',
  title: 'title',
  company: 'company',
  company_url: "company's LinkedIn page",
  website: 'website',
  email: 'e-mail address',
  industry: 'industry',
  headcount: 'employees',
  seniority: 'seniority',
  country: 'country',
  time_zone: 'time zone',
  language: 'language',
  source: 'source',
  tags: 'tags',
} as const;

/** What the bot says of leads. */
export const leadsEn = {
  locale: 'en' as Locale,
  fields,
  /** What a column may be. */
  meanings: {
    ...fields,
    profile: 'LinkedIn profile',
    sales_profile: 'Sales Navigator profile',
    linkedin_id: 'LinkedIn id',
    email_status: 'whether the e-mail is verified',
  },
  date: (iso: string) => iso.slice(0, 10),

  command: {
    ...answersEn,
    help: [
      '*`/leads` keeps the people whom outreach may reach, with where each fact about them came from.*',
      '• `/leads import` takes a CSV: a preview shows columns, duplicates and problems before anything is stored. A file that is in a conversation already: *Import leads* in the menu of its message.',
      '• `/leads show <name, e-mail or LinkedIn profile>` shows what is known of a person, who may be the same one, and what was done.',
      '• `/leads enrich [which]` reads the sites of their companies and proposes what is missing, each value with the words of its page: `/leads enrich country:BR tag:feira`. No lead changes before it is approved.',
      '• `/leads top [filter]` ranks them with the reasons of each score. `country:BR tag:fair score:60 tier:A`, or words, choose among them.',
      '• `/leads score` shows the rules that make the order; admins change them. `/leads score history` leads back.',
      '• `/leads rollback` lists what was imported or enriched lately; each can be taken back.',
      '• `/leads erase <name or LinkedIn profile>` removes a person for good, from outreach and drafts: for admins.',
      '• `/leads help` shows this.',
    ].join('\n'),
    unknown: (word: string, meant: string | null) =>
      `I do not know "${word}". ${meant ? `Did you mean /leads ${meant}?` : 'Try /leads help.'}`,
    incomplete: {
      show: 'Say who: `/leads show Ana Paz` or `/leads show https://www.linkedin.com/in/ana-paz`.',
      erase: 'Say who: `/leads erase Ana Paz` or `/leads erase https://www.linkedin.com/in/ana-paz`.',
    },
    guest: 'Guests cannot use leads. Ask a member of the team. Nothing was changed.',
    unknownPerson: 'Slack did not tell me in time who you are, so nothing was done. Please try again.',
  },

  form: {
    title: 'Import leads',
    submit: 'Preview',
    close: buttonsEn.cancel,
    intro: 'A preview comes first: nothing is stored before a person clicks *Import* below it.',
    channel: 'Channel',
    channelHint: 'Preview and result appear there.',
    file: 'File',
    fileHint: (megabytes: number, rows: number) =>
      `CSV as Excel, Google Sheets or a sales tool writes it; at most ${megabytes} MB and ${number(rows)} rows.`,
    tag: 'Tag for all of them',
    tagHint: 'For example the fair or the list that they come from. Audiences can be chosen by it.',
    noFile: 'Choose a file.',
    working: (name: string) => `Reading "${name}" …`,
    workingTitle: 'Import leads',
    closeNotice: 'Close',
    started: 'The preview is in the channel.',
    notCertain:
      'It is not certain whether the preview was posted. Look into the channel before you send the form again.',
    notPosted:
      'I cannot post in that channel. Invite me with /invite, then send the form again. Nothing was stored.',
    noFileInMessage:
      'That message has no file. Choose "Import leads" in the menu of the message with the CSV. Nothing was stored.',
    inDirectMessage:
      'Use "Import leads" in a channel, where others see what was imported. Nothing was stored.',
  },
  file: {
    too_large: (name: string, megabytes: number) =>
      `"${name}" is larger than ${megabytes} MB. Split it; nothing was stored.`,
    type: (name: string) =>
      `"${name}" is no CSV. Save the sheet as CSV (in Excel: CSV UTF-8), then try again. Nothing was stored.`,
    empty: (name: string) => `"${name}" is empty. Nothing was stored.`,
    gone: (name: string) => `"${name}" is no longer in Slack. Nothing was stored.`,
    external: (name: string) =>
      `"${name}" lies at another service, of which Slack only has the link. Upload the file itself. Nothing was stored.`,
    no_scope: () =>
      'The Slack app may not read files. An admin installs it anew from the manifest. Nothing was stored.',
    stopped: (name: string) =>
      `Greenlight was stopped while it read "${name}". Please try again. Nothing was stored.`,
    not_read: (name: string) => `Slack did not hand over "${name}". Please try again. Nothing was stored.`,
  },
  table: {
    empty: () => 'The file holds no row. Nothing was stored.',
    no_header: () =>
      'The first line already holds a person. Put the names of the columns in the first line, then try again. Nothing was stored.',
    no_rows: () => 'The file names its columns and holds no row below them. Nothing was stored.',
    too_many_rows: (count: number, most: number) =>
      `The file has ${number(count)} rows; at most ${number(most)} are read at once. Split it. Nothing was stored.`,
    too_many_columns: (count: number, most: number) =>
      `The file has ${number(count)} columns; at most ${number(most)} are read. Remove those that say nothing about people. Nothing was stored.`,
    open_quote: (row: number) =>
      `In row ${number(row)} a quotation mark opens and never closes, so that it is not certain where its cell ends. Mend it in the sheet and save it again. Nothing was stored.`,
    not_text: () =>
      'The file is no text: perhaps a workbook with another name. Save the sheet as CSV (in Excel: CSV UTF-8). Nothing was stored.',
  },

  preview: {
    heading: (name: string) => `Import of ${name}`,
    looking: (rows: number, personMrkdwn: string) =>
      `Looking at ${counted(rows, 'row', 'rows')} for ${personMrkdwn} …`,
    interrupted:
      'Greenlight was interrupted each time it looked at this file. Nothing was stored. Split the file and import its parts, or look again.',
    lookAgain: 'Look again',
    rows: (rows: number, personMrkdwn: string) =>
      `*${counted(rows, 'row', 'rows')}*, for ${personMrkdwn}. Nothing is stored yet.`,
    importedBefore: (personMrkdwn: string, date: string) =>
      `${personMrkdwn} imported this same file before (${date}).`,
    columnsHeading: 'Columns',
    unnamed: (n: number) => `column ${n}`,
    leftOut: (names: string) => `Left out: ${names}`,
    noProfileColumn:
      ':warning: No column holds the address of a LinkedIn profile, so that no row can be imported. Click *Columns* and say which one does.',
    counts: {
      new: (n: number) => `*${counted(n, 'new lead', 'new leads')}*`,
      changed: (n: number) => `*${counted(n, 'known lead changes', 'known leads change')}*`,
      unchanged: (n: number) =>
        n === 1 ? '1 lead is known and stays as it is' : `${number(n)} leads are known and stay as they are`,
      repeated: (n: number) => `${counted(n, 'row repeats', 'rows repeat')} a person of an earlier row`,
      no_address: (n: number) => `${counted(n, 'row has', 'rows have')} no address of a person at LinkedIn`,
      suppressed: (n: number) => `${counted(n, 'person', 'people')} must never be contacted: not imported`,
      erased: (n: number) => `${counted(n, 'person was', 'people were')} erased: not imported`,
    },
    nothing: 'No row changes anything.',
    problems: (n: number) => counted(n, 'problem', 'problems'),
    row: (n: number, line: string) => `Row ${n}: ${line}`,
    moreProblems: (n: number) => `and ${number(n)} more; all of them come as a file with the import.`,
    rules: 'Blank cells change nothing. The whole import can be rolled back.',
    import: (n: number) => `Import ${number(n)}`,
    columns: 'Columns',
    cancel: buttonsEn.cancel,
    cancelled: (personMrkdwn: string) => `Not imported: ${personMrkdwn} cancelled. Nothing was stored.`,
    notStarted:
      'It is not certain whether the import was started. Click *Import* again: it is never started twice.',
  },
  columnsForm: {
    title: 'Columns of the file',
    submit: 'Look again',
    close: buttonsEn.cancel,
    reading: 'Reading the file …',
    example: (value: string) => `For example: ${value}`,
    noExample: 'No row has a value here.',
    none: 'leave out',
    twice: 'Another column has this meaning already.',
  },

  problem: {
    rowColumn: 'Row',
    column: 'Problem',
    repeated: (row: number) => `the same person as in row ${row}, which counts`,
    suppressed: 'this person must never be contacted',
    erased: 'this person was erased and is not stored again',
    address: {
      missing: 'no address of a LinkedIn profile',
      company: 'the address of a company, not of a person',
      school: 'the address of a school, not of a person',
      sales_navigator: 'an address of Sales Navigator or Recruiter that names no person',
      short_link: 'a short link (lnkd.in), which only LinkedIn can resolve',
      other_site: 'the address of another site',
      not_a_profile: 'no address of a LinkedIn profile',
    },
    cell: {
      formula: (column: string, value: string) => `${column}: a formula (${value}); left empty`,
      excel_error: (column: string, value: string) =>
        `${column}: an error of the sheet (${value}); left empty`,
      excel_date: (column: string, value: string) =>
        `${column}: Excel made a date of it (${value}); left empty`,
      email: (column: string, value: string) => `${column}: no e-mail address (${value}); left empty`,
      headcount: (column: string, value: string) =>
        `${column}: no number of employees (${value}); left empty`,
      time_zone: (column: string, value: string) =>
        `${column}: no time zone such as America/Sao_Paulo (${value}); left empty`,
      language: (column: string, value: string) => `${column}: no language (${value}); left empty`,
    },
    fileName: (name: string) => `${name}-problems.csv`,
    file: (rows: number, cells: number) =>
      `${counted(rows, 'row', 'rows')} not imported, ${counted(cells, 'cell', 'cells')} left empty. Mended, this file can be imported.`,
  },

  batch: {
    running: (done: number, total: number, personMrkdwn: string) =>
      `Importing for ${personMrkdwn}: ${number(done)} of ${number(total)} rows.`,
    applied: (personMrkdwn: string) => `:white_check_mark: Imported for ${personMrkdwn}.`,
    nothing: 'Nothing changed.',
    codes: {
      new: (n: number) => counted(n, 'new lead', 'new leads'),
      changed: (n: number) => counted(n, 'lead changed', 'leads changed'),
      unchanged: (n: number) => `${number(n)} known before, unchanged`,
      repeated: (n: number) => counted(n, 'repeated row left out', 'repeated rows left out'),
      no_address: (n: number) =>
        counted(n, 'row without an address left out', 'rows without an address left out'),
      suppressed: (n: number) => `${number(n)} must never be contacted: left out`,
      erased: (n: number) => `${number(n)} erased: left out`,
      cells: (n: number) => counted(n, 'cell left empty', 'cells left empty'),
    } as Record<string, (n: number) => string>,
    failed: (why: string) =>
      `:warning: The import stopped: ${why}. What was imported until then stays, and can be rolled back.`,
    errors: {
      file_gone: 'the file is no longer in Slack',
      file_changed: 'the file is not the one of the preview',
    } as Record<string, string>,
    errorUnknown: 'the reason is not known',
    rollBack: 'Roll back',
    confirm: {
      title: 'Roll back?',
      text: 'New leads that were not used since are removed, changed fields get back what they held. What people changed since stays.',
      confirm: 'Roll back',
      deny: buttonsEn.keepIt,
    },
    rollingBack: (personMrkdwn: string) => `${personMrkdwn} is rolling it back …`,
    rolledBack: (personMrkdwn: string) => `:leftwards_arrow_with_hook: Rolled back by ${personMrkdwn}.`,
    rolledBackBelow: {
      import: (title: string) => `The import of ${title} was rolled back.`,
      enrichment: (title: string) => `The enrichment of ${title} was rolled back.`,
    },
    restored: (n: number) => `${counted(n, 'lead is', 'leads are')} as before`,
    removed: (n: number) => `${counted(n, 'new lead removed', 'new leads removed')}`,
    keptCount: (n: number) => `${counted(n, 'lead keeps', 'leads keep')} what changed or was done since`,
    keptHeading: 'Kept, as it changed or was used since:',
    keptLead: (name: string, changed: string) => (changed === '' ? `${name}: in use` : `${name}: ${changed}`),
    keptMore: (n: number) => `and ${number(n)} more.`,
    list: 'Imports and enrichments, newest first',
    listNone: 'Nothing has been imported or enriched yet.',
    line: (kind: 'import' | 'enrichment', personMrkdwn: string, dateMrkdwn: string, status: string) =>
      `${kind === 'import' ? 'Import' : 'Enrichment'} by ${personMrkdwn} (${dateMrkdwn}) · ${status}`,
    status: {
      looking: 'being looked at',
      proposed: 'waiting for a decision',
      running: 'under way',
      applied: 'applied',
      rejected: 'rejected',
      cancelled: 'cancelled',
      failed: 'stopped',
      rolling_back: 'being rolled back',
      rolled_back: 'rolled back',
    },
    notFound: (word: string) => `There is no import or enrichment "${word}". /leads rollback lists them.`,
    notAllowed:
      'Only the person who began it, approvers of outreach and admins may roll it back. Nothing was changed.',
    wrongState: 'It cannot be rolled back now: it has changed nothing yet.',
    known: 'It is rolled back, or being so, already.',
    rollbackStarted: 'It is being rolled back; the result comes where it was reported.',
  },

  show: {
    several: (words: string) => `Several people match "${words}":`,
    none: (words: string) => `I know no person "${words}".`,
    open: 'Show',
    unnamed: 'without a name',
    suppressed: ':no_entry: Must never be contacted.',
    erased: 'Erased',
    score: (score: number, tier: string) => `Score: ${score} (${tier})`,
    fieldsHeading: 'What is known',
    noFields: 'Nothing but the address.',
    source: {
      import: (title: string) => `import of ${title}`,
      enrichment: (title: string) => `enrichment of ${title}`,
      person: 'a person',
      linkedin: 'LinkedIn profile',
      setup: 'setup',
    },
    merged: 'of the other address',
    quote: (quote: string, url: string) => `“${quote}” (${url})`,
    namesHeading: 'Recognised by',
    nameKinds: {
      slug: 'address',
      provider_id: 'id',
      member_id: 'number',
      sales_id: 'id of Sales Navigator',
      email: 'verified e-mail',
    } as Record<string, string>,
    actionsHeading: 'What was done',
    noActions: 'No action yet.',
    versionsHeading: (n: number) => counted(n, 'version', 'versions'),
    version: (n: number, changed: string) => `${n}: ${changed}`,
    nothingChanged: 'no field',
    reasons: {
      import: 'import',
      enrichment: 'enrichment',
      rollback: 'rollback',
      read: 'profile read',
      merge: 'two leads merged',
      split: 'split',
      added: 'added',
    } as Record<string, string>,
    actors: { governor: 'the governor', setup: 'setup', seed: 'setup' } as Record<string, string>,
    mergedHeading: 'The same person under another address',
    foundBy: {
      slug: 'one address',
      provider_id: 'one id at LinkedIn',
      member_id: 'one number at LinkedIn',
      sales_id: 'one id of Sales Navigator',
      email: 'one verified e-mail address',
      person: 'said by a person',
    } satisfies Record<ShownLead['merged'][number]['by'], string>,
    split: 'Split',
    confirmSplit: {
      title: 'Two people?',
      text: 'They are kept apart from now on, also if LinkedIn shows one id for both.',
      confirm: 'Split',
      deny: buttonsEn.keepIt,
    },
    suggestionsHeading: 'Perhaps the same person',
    suggestedBy: {
      email: 'one e-mail address',
      domain: 'the same name and website',
      company: 'the same name and company',
    } satisfies Record<ShownLead['suggestions'][number]['by'], string>,
    merge: 'Merge',
    apart: 'Not the same',
    notThere: 'One of them is no longer there. Nothing was changed.',
  },

  outcome: {
    ...recordingEn,
    notRecorded:
      'The database has not answered, so that it is not certain whether this was recorded. Please click again.',
  },
};
export type LeadsTexts = typeof leadsEn;
