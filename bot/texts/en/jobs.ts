import { answersEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of jobs beside their threads. */
export const jobsEn = {
  command: answersEn,
  help: [
    '`/jobs` lists your jobs: what they wait for, their versions, and a link to each thread.',
    '`/jobs open` lists the open jobs of the team.',
    '`/jobs 3f2a9c1e` shows one job by the short id that lists show: its steps, versions and cost, with Cancel and Retry for those who may.',
  ].join('\n'),
  unknown: (word: string) =>
    `I do not know "${word}" here. Accepted are mine, open, the id of a job, and help.`,
  heading: {
    mine: (total: number) => (total === 1 ? 'Your job' : `Your ${number(total)} jobs`),
    open: (total: number) =>
      total === 1 ? '1 open job of the team' : `${number(total)} open jobs of the team`,
  },
  none: {
    mine: 'You have no jobs yet. `/carousel`, `/blog` and `/research` start one.',
    open: 'There is no open job that you can see.',
  },
  askedFor: (personMrkdwn: string, dateMrkdwn: string) => `asked for by ${personMrkdwn} (${dateMrkdwn})`,
  waitsFor: (peopleMrkdwn: string, more: number) =>
    `Waits for ${peopleMrkdwn}${more > 0 ? ` and ${number(more)} more` : ''}`,
  range: (from: number, to: number, total: number) => `${number(from)} to ${number(to)} of ${number(total)}`,
  details: 'Details',
  newer: 'Newer',
  older: 'Older',
  openThread: 'Open the thread',
  backToList: 'Back to the list',
  versions: 'Versions',
  olderVersions: (n: number) => `(${number(n)} older)`,
  madeBy: {
    edit: (personMrkdwn: string) => `edited by ${personMrkdwn}`,
    restore: (personMrkdwn: string) => `restored by ${personMrkdwn}`,
    pick: (personMrkdwn: string) => `put together by ${personMrkdwn}`,
  },
  /** A job that ended longer ago than the team keeps what ended. */
  removed: {
    gone: (what: string) => `The texts and files of this ${what} are kept no more. What remains of it:`,
    approved: (version: number, peopleMrkdwn: string) =>
      `version ${number(version)} approved by ${peopleMrkdwn}`,
    hash: 'SHA-256 of what was approved',
  },
  removedAfter: (days: number) => `What ended more than ${number(days)} days ago is removed.`,
  outcome: {
    not_found:
      'I know no job of that id that you can see. `/jobs` and `/jobs open` list jobs with their ids.',
    ambiguous: 'Several jobs begin with that id. Please give more letters of it.',
  },
};

export type JobsTexts = typeof jobsEn;
