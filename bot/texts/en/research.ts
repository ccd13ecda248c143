const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of a question that is looked into, and of the report that answers it. */
export const researchEn = {
  /** The sub-questions, before anything is searched. */
  questions: {
    heading: (version: number) =>
      version === 1 ? 'Questions of the research' : `Questions of the research, version ${version}`,
    fallback: (question: string) => `The questions of the research wait for your answer: ${question}`,
    /** Who may answer. */
    pleaseAgree: (personMrkdwn: string) =>
      `${personMrkdwn}: to answer this I would look into these questions. Nothing is searched or read before you start it.`,
    searched: 'Searched',
    places: {
      knowledge: 'the knowledge base',
      tavily: 'the web (Tavily)',
      brave: 'the web (Brave Search)',
      exa: 'the web (Exa)',
      searxng: 'the web (SearXNG)',
      'offline-search': 'example pages of the sandbox, in place of the web',
    } as Record<string, string>,
    pages: 'Pages to read',
    rounds: 'Rounds',
    roundsUpTo: (n: number) =>
      n === 1 ? 'one' : `up to ${n}; each looks for what the one before did not find`,
    language: 'Language',
    estimate: 'Estimate',
    atMost: (calls: string, usd: string) => `about ${calls} calls, at most ${usd} USD`,
    unpriced: (calls: string, tokens: string) =>
      `about ${calls} calls, at most ${tokens} tokens; I do not know what this model costs`,
    free: (calls: string) => `about ${calls} calls, no cost`,
    start: 'Start',
    change: 'Change',
    discard: 'Discard',
    replyHint:
      'A reply in this thread works too, e.g. "add a question about packaging", "remove question 2" or "start".',
    started: (personMrkdwn: string, dateMrkdwn: string) => `Started by ${personMrkdwn} (${dateMrkdwn})`,
    discarded: (personMrkdwn: string, dateMrkdwn: string) =>
      `Discarded by ${personMrkdwn} (${dateMrkdwn}); nothing was searched`,
    startedInThread: 'Accepted in the thread; the report follows below.',
    superseded: 'Newer questions are below ↓',
  },
  changeForm: {
    title: 'Change the questions',
    label: 'Questions, one in each line',
    hint: 'Reword, delete, move or add lines; the order counts. You can also say in the thread what should be different.',
    errors: {
      none: 'Leave at least one question.',
      tooMany: (given: number, max: number) => `${given} questions; up to ${max} are accepted.`,
      tooLong: (line: number, length: number, max: number) =>
        `Line ${line} has ${number(length)} characters; up to ${max} are accepted.`,
      same: 'These are the same questions. Change a line, or close this and click Start.',
    },
  },
  report: {
    question: 'Question',
    findings: 'Findings',
    tried: (queries: string) => `tried: ${queries}`,
    leftOut: 'What I could not read or left out',
    shortened: (title: string) => `${title}: too long, only its beginning was read`,
    resultsCut: (n: number) =>
      n === 1
        ? 'one more result was not read: others fit the questions better'
        : `${number(n)} more results were not read: others fit the questions better`,
    searchFault: (where: string, reason: string) => `a search failed (${where}): ${reason}`,
    sources: 'Sources',
    more: (n: number) => `and ${n} more, in the PDF`,
    inThePdf: '(the rest is in the PDF)',
    replyHint:
      'A reply in this thread changes the report as well, e.g. "a shorter summary" or "remove finding 2". Only the buttons decide.',
    /** Under an approved report. */
    ready: 'Nothing was published: what becomes of it is up to a person.',
    reuse: 'A draft can be made of it; what it quotes comes first:',
    makeCarousel: 'Make a carousel from this',
    makeArticle: 'Make an article from this',
  },
  /** A draft from an approved report; each ends before anything is started. */
  from: {
    unknown:
      'I know no research behind this link or id. Copy the link of a message in the thread of an approved report.',
    otherTeam: 'This research belongs to another team, so its report cannot be used here.',
    noResearch: 'This is no research: a draft can only be made from an approved report of /research.',
    notApproved: 'This research is not approved yet; a draft can be made from it once its report is.',
    rejected: 'This report was rejected, so no draft can be made from it.',
    stopped: 'This research ended without a report, so no draft can be made from it.',
    notRead: 'The database did not say in time which report this is. Please try again.',
    /** In the message in the channel that opens the thread. */
    field: 'From a research',
    approvedReport: 'its approved report; what that quotes comes first',
  },
};

export type ResearchTexts = typeof researchEn;
