/** What the bot says on the Home tab and to those who write to it. */
export const homeEn = {
  mentionHelp:
    'Hello! Write `/carousel` or `/blog` and a topic to get a draft, or `/research` and a question to get a report with sources. `/plan` and a theme proposes a week of briefs. `/carousel help`, `/blog help`, `/research help` and `/plan help` explain them.',
  /** In a direct message: how to start. */
  directMessage:
    'Hello! Here I answer only you. A draft appears in a channel, where approvers see it: choose what to start, and the form asks for the channel.',
  home: {
    heading: 'Greenlight',
    value: 'Agents draft. People decide.',
    guest:
      'You are a guest here: you can read the threads of your channels. Members start drafts, approvers decide on them.',
    newCarousel: 'New carousel',
    newArticle: 'New article',
    newResearch: 'New research',
    newPlan: 'New plan',
    addDocument: 'Add a document',
    waiting: 'Waiting for you',
    nothingWaits: 'Nothing waits for your decision.',
    waitingFacts: (what: string, version: number, personMrkdwn: string) =>
      `${what}, version ${version}, asked for by ${personMrkdwn}`,
    since: (dateMrkdwn: string) => `waiting since: ${dateMrkdwn}`,
    approvals: (given: number, quorum: number) => `${given} of ${quorum} approvals`,
    atACap: (what: string, personMrkdwn: string) =>
      `${what} asked for by ${personMrkdwn}, waiting at a cap: its card says what a raise would add`,
    notApprovable: 'It cannot be approved as it is: its card says why.',
    pictureOf: (title: string) => `Overview of "${title}"`,
    confirmApprove: (what: string, version: number) => ({
      title: `Approve this ${what}?`,
      text: `You decide on exactly version ${version}. Its whole text, its sources and what the checks found are at its card: Open leads there.`,
      confirm: 'Approve',
      deny: 'Not yet',
    }),
    open: 'Open',
    more: (n: number) => `and ${n} more`,
    mine: 'My jobs',
    noneMine: 'You have not asked for a draft yet.',
    doesNotFit: 'More does not fit here: `/jobs` and `/outreach queue` list all.',
    notReachable: 'Drafts cannot be shown now: the database did not answer.',
    reviewNote:
      'Drafts are written by a machine and can be wrong, so a person decides on exactly the text that is shown. `/carousel help`, `/blog help`, `/research help`, `/plan help` and `/knowledge help` explain the commands; `/jobs` lists what runs, `/history` what was made.',
  },
};

export type HomeTexts = typeof homeEn;
