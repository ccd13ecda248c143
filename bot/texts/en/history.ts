const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of what was made. */
export const historyEn = {
  help: [
    '`/history` lists what the team made: from which brief, by whom, approved by whom, with what result and cost.',
    'It takes, in any order: a person (`@person` or `me`), a type (`carousel`, `article`, `report`, `plan`, `document`, `brand kit`), a period (`2026-11`, `2026-11-01..2026-11-15`, `30d`, `last week`, `this month`, `november`) and words.',
    'Words are looked for in what was approved: title, brief and text. Quotation marks make words of what would be a type or a period.',
    '`csv` behind it sends the same as a file to you alone, up to 5,000 lines: `/history carousel last month csv`.',
    'Without a type, documents and brand kits are left out. A period is of when it was asked for, on your clock.',
  ].join('\n'),
  guest: 'Guests see no history. Ask a member of the team.',
  badPeriod: (word: string) =>
    `"${word}" is no period that I can read. Accepted are, for example, 2026-11, 2026-11-30, 2026-11-01..2026-11-15, 30d, last week and november.`,
  nameNotChosen: (word: string) =>
    `I am not sure who is meant by "${word}". Type @ and choose one person from Slack's list.`,
  heading: (total: number) => (total === 1 ? '1 entry' : `${number(total)} entries`),
  none: 'Nothing of that kind was made.',
  removedAfter: (days: number) =>
    `What ended more than ${number(days)} days ago is removed. \`/jobs <id>\` still tells who approved which version of it.`,
  noMeaning: (words: string) =>
    `"${words}" has no word that can be looked for: small words and numbers below 100 are left out.`,
  by: (personMrkdwn: string) => `by ${personMrkdwn}`,
  period: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  approvedWith: (words: string) => `approved, with: ${words}`,
  prompt: (prompt: string) => `Brief: ${prompt}`,
  approvedBy: (peopleMrkdwn: string) => `approved by ${peopleMrkdwn}`,
  overridden: 'in spite of unverified claims',
  decidedBy: (status: string, personMrkdwn: string) => `${status} by ${personMrkdwn}`,
  csv: 'Send me this as CSV',
  fileName: (date: string) => `greenlight-history-${date}.csv`,
  file: (lines: number, total: number) =>
    lines < total
      ? `The newest ${number(lines)} of ${number(total)} entries: a file holds no more. Ask for a shorter period for the rest.`
      : `The history that you asked for: ${number(lines)} ${lines === 1 ? 'entry' : 'entries'}.`,
  sent: 'The file is in your direct messages with me.',
  notSent: 'Slack did not take the file. Please try again in a moment.',
  yes: 'yes',
  columns: {
    id: 'Id',
    type: 'Type',
    title: 'Title',
    prompt: 'Brief',
    requester: 'Asked for by',
    asked: (zone: string) => `Asked for (${zone})`,
    ended: (zone: string) => `Ended (${zone})`,
    result: 'Result',
    versions: 'Versions',
    approvedBy: 'Approved by',
    decidedBy: 'Last decision by',
    note: 'Note of the decision',
    overridden: 'In spite of unverified claims',
    usd: 'Cost in USD',
    tokens: 'Tokens',
    model: 'Model',
    thread: 'Thread',
  },
};

export type HistoryTexts = typeof historyEn;
