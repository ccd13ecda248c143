import type { JobError, JobStatus } from '../../ports/content.ts';

/** Words in `steps[].detail`, such as `12 passages`; anything else is shown as it is. */
export const stepDetails = [
  'passages',
  'slides',
  'pages',
  'files',
  'warnings',
  'to repair',
  'passed',
] as const;
export type StepDetail = (typeof stepDetails)[number];

/**
 * Everything the bot says, in one language. Arguments named `…Mrkdwn` are mentions, dates and links that the bot made;
 * every other text argument is words of people and is escaped by whoever shows the sentence, or shown as plain text.
 */
export interface Texts {
  locale: 'en' | 'pt-BR';

  command: {
    help: string;
    /** Ephemeral acknowledgement; the draft follows in the channel. */
    started: string;
    tooLong(length: number, max: number): string;
    yourText: string;
    slidesOutOfRange(asked: number, min: number, max: number): string;
    didYouMean(word: string, meant: 'help' | 'status' | 'cancel' | 'retry'): string;
    unknownCommand(command: string): string;
    useAChannel: string;
    guest: string;
    unknownPerson: string;
    notCertain: string;
    startedAfterAll: string;
    notStarted: string;
    formNotOpened: string;
    refused(reason: string): string;
    /** The database knows no such team. */
    unknownTeam: string;
    notInChannel(channelMrkdwn: string): string;
    archived(channelMrkdwn: string): string;
    /** While a job runs: what is made cannot be shown where it was asked for. */
    archivedMeanwhile(channelMrkdwn: string): string;
    leftChannel(channelMrkdwn: string): string;
    missingScope(scope: string): string;
    /** In place of `started` while Slack refuses the bot's token. */
    storedForLater: string;
    /** The process ends before the database has answered. */
    stoppedUncertain: string;
  };

  form: {
    title: string;
    submit: string;
    close: string;
    brief: string;
    briefHint: string;
    audience: string;
    audienceHint: string;
    language: string;
    languages: { auto: string; pt: string; en: string };
    slides(min: number, max: number): string;
    slidesHint(standard: number): string;
    tone: string;
    toneHint: string;
    callToAction: string;
    callToActionHint: string;
    errors: {
      briefMissing: string;
      tooLong(length: number, max: number): string;
      slides(min: number, max: number): string;
    };
  };

  brief: {
    heading: string;
    requestedBy(personMrkdwn: string): string;
    fields: { audience: string; language: string; slides: string; tone: string; callToAction: string };
    status: Record<JobStatus, string>;
    version(n: number): string;
    fallback(topic: string): string;
  };

  progress: {
    steps: Record<string, string>;
    /** What came of a step, by the word that the agent wrote behind its count. */
    details: Record<StepDetail, (n: number) => string>;
    step(n: number, of: number): string;
    waiting: string;
    working(version: number): string;
    finishing: string;
    awaitingReview(version: number): string;
    awaitingAnswer: string;
    completed: string;
    rejected: string;
    cancelledBy(personMrkdwn: string): string;
    cancelled: string;
    expired: string;
    failed: string;
    retryAt(attempt: number, of: number, dateMrkdwn: string): string;
    cancel: string;
    retry: string;
    confirmCancel: Confirm;
  };

  /** What happened and what to do. Shown as plain text. */
  errors(error: JobError, topic: string): { happened: string; todo: string };

  card: {
    heading(version: number): string;
    review(peopleMrkdwn: string): string;
    nobodyMayApprove: string;
    overviewAlt(title: string, slides: number): string;
    slideTitles: string;
    post: string;
    basedOn: string;
    moreSources(n: number): string;
    warnings: string;
    slide(n: number): string;
    /** Findings of the house rules; `reason` is the team's own sentence. */
    ruleForbids(words: string, reason: string): string;
    ruleRequires(words: string, reason: string): string;
    offline: string;
    aiMade(model: string): string;
    change: string;
    approve: string;
    requestChanges: string;
    reject: string;
    confirmReject: Confirm;
    quorum(approvals: number, quorum: number, peopleMrkdwn: string): string;
    approved(byMrkdwn: string): string;
    byAt(personMrkdwn: string, dateMrkdwn: string): string;
    makingFinal: string;
    finalBelow: string;
    finalFailed: string;
    superseded(version: number): string;
    changesRequested(personMrkdwn: string, dateMrkdwn: string): string;
    changesUnderway(version: number): string;
    rejected(personMrkdwn: string, dateMrkdwn: string): string;
    closed: Record<'cancelled' | 'failed' | 'expired', string>;
    fallback(version: number, title: string): string;
  };

  files: {
    pages(version: number, pages: number): string;
    final: string;
  };

  outcome: {
    completed(personMrkdwn: string): string;
    readyToCopy: string;
    rejected(personMrkdwn: string, byMrkdwn: string): string;
    failed(personMrkdwn: string): string;
    cancelled(personMrkdwn: string, byMrkdwn: string | null): string;
    expired(personMrkdwn: string): string;
    retryHint: string;
    fallback: Record<'completed' | 'rejected' | 'failed' | 'cancelled' | 'expired', string>;
  };

  review: {
    superseded(version: number, current: number, linkMrkdwn: string | null): string;
    openCurrent: string;
    alreadyDecided: {
      approve(byMrkdwn: string, dateMrkdwn: string): string;
      request_changes(byMrkdwn: string, dateMrkdwn: string): string;
      reject(byMrkdwn: string, dateMrkdwn: string): string;
      other(status: string): string;
    };
    notAllowed: {
      requester: string;
      role: string;
      guest: string;
      alreadyApproved(approvals: number, quorum: number): string;
    };
    whoMay(peopleMrkdwn: string): string;
    nobodyMay: string;
    notRecorded: string;
    recordingTakesLong: string;
    recordedAfterAll: string;
    yourNote: string;
    unknownDraft: string;
  };

  changes: {
    title: string;
    submit: string;
    close: string;
    intro(version: number): string;
    label: string;
    hint: string;
    errors: {
      missing: string;
      tooLong(length: number, max: number): string;
      noSuchSlide(slide: number, slides: number): string;
      notRecorded: string;
    };
  };

  job: {
    cancelNotAllowed: string;
    retryNotAllowed: string;
    cancelTooLate(status: string): string;
    retryNotNow(status: string): string;
    notFound: string;
    status: Record<JobStatus, string>;
  };

  oldButton: string;
  unexpected(reference: string): string;
  mentionHelp: string;
  home: { heading: string; value: string; commands: string; how: string; reviewNote: string };
}

export interface Confirm {
  title: string;
  text: string;
  confirm: string;
  deny: string;
}
