import type { JobError, JobStatus, JobView, Structure, TellName } from '../../ports/content.ts';
import type { Confirm } from './confirm.ts';
import type { ConversationTexts } from './conversation-texts.ts';
import type { DraftKindTexts } from './draft-kind-texts.ts';
import type { ErrorParams } from './error-details.ts';
import type { PartNames } from './part-names.ts';
import type { SupportTexts } from './support-texts.ts';

/** Words in `steps[].detail`, such as `12 passages`; anything else is shown as it is. */
export const stepDetails = [
  'passages',
  'sections',
  'words',
  'characters',
  'slides',
  'pages',
  'files',
  'warnings',
  'to repair',
  'passed',
] as const;
export type StepDetail = (typeof stepDetails)[number];

/** What a job is about, for people. */
export type WorkType = JobView['type'];

/**
 * Everything the bot says, in one language. Arguments named `…Mrkdwn` are mentions, dates and links that the bot made;
 * every other text argument is words of people and is escaped by whoever shows the sentence, or shown as plain text.
 * `what` is one of `work`.
 */
export interface Texts extends ConversationTexts {
  locale: 'en' | 'pt-BR';

  /** As in "your article". */
  work: Record<WorkType, string>;
  /** What is different between `/carousel` and `/blog`. */
  kinds: Record<'carousel' | 'blog', DraftKindTexts>;

  command: {
    /** Ephemeral acknowledgement; the draft follows in the channel. */
    started: string;
    tooLong(length: number, max: number): string;
    yourText: string;
    unknownCommand(command: string): string;
    inAChannel(command: string): string;
    guest: string;
    unknownPerson: string;
    notCertain: string;
    startedAfterAll(what: string): string;
    nothingStarted: string;
    notStarted: string;
    formNotOpened(command: string): string;
    refused(reason: string): string;
    /** The database knows no such team. */
    unknownTeam: string;
    notInChannel(channelMrkdwn: string, what: string): string;
    archived(channelMrkdwn: string, what: string): string;
    /** While a job runs: what is made cannot be shown where it was asked for. */
    archivedMeanwhile(channelMrkdwn: string, what: string): string;
    leftChannel(channelMrkdwn: string, what: string): string;
    missingScope(scope: string): string;
    /** In place of `started` while Slack refuses the bot's token. */
    storedForLater: string;
    /** The process ends before the database has answered. */
    stoppedUncertain(what: string): string;
  };

  form: {
    submit: string;
    close: string;
    brief: string;
    briefHint: string;
    channel: string;
    channelHint: string;
    audience: string;
    language: string;
    languages: { auto: string; pt: string; en: string };
    lengthHint(standard: number): string;
    tone: string;
    toneHint: string;
    keywords: string;
    keywordsHint: string;
    callToAction: string;
    addresses: string;
    addressesHint(max: number): string;
    errors: {
      tooLong(length: number, max: number): string;
      length(min: number, max: number): string;
      notAnAddress(line: string): string;
      tooManyAddresses(given: number, max: number): string;
    };
  };

  brief: {
    heading: Record<WorkType, string>;
    requestedBy(person: string): string;
    fields: {
      audience: string;
      language: string;
      slides: string;
      words: string;
      tone: string;
      keywords: string;
      callToAction: string;
      pages: string;
      address: string;
    };
    status: Record<JobStatus, string>;
    /** In place of `completed` where nothing was approved. */
    stored: string;
    inUse: string;
    discarded: string;
    version(n: number): string;
  };

  progress: {
    steps: Record<string, string>;
    /** What came of a step, by the word that the agent wrote behind its count. */
    details: Record<StepDetail, (n: number) => string>;
    step(n: number, of: number): string;
    waiting: string;
    working(version: number): string;
    /** A reply of the thread, or a note. */
    readingReply: string;
    readingDocument: string;
    drawing: string;
    /** This run took up work that had stopped. */
    goingOn(step: number, name: string): string;
    /** Below the steps of a job that stopped. */
    retryFrom(step: number, name: string): string;
    awaitingReview(version: number): string;
    awaitingAnswer: string;
    completed: string;
    done: string;
    rejected: string;
    cancelledBy(personMrkdwn: string): string;
    cancelled: string;
    expired: string;
    failed: string;
    retryAt(attempt: number, of: number, dateMrkdwn: string): string;
    cancel: string;
    retry: string;
    confirmCancel(what: string): Confirm;
  };

  /** What happened and what to do. Shown as plain text. */
  /** @param attempts Of the job since it last waited for a person, the failed one included. */
  errors(
    error: JobError,
    topic: string,
    type: WorkType,
    attempts: number,
  ): { happened: string; todo: string };
  /** A finding of the agents' checks, which write English; what is not known stays as it is. */
  finding(message: string): string;
  support: SupportTexts;
  /** A sentence that sounds like a machine's; `signs` are words of `tells`. */
  aiSounding(sentence: string, signs: string): string;
  tells: Record<TellName, string>;
  /** Why a page or file was not read, as the end of a sentence. */
  unread(code: string, params?: ErrorParams): string;

  card: {
    heading(version: number): string;
    review(peopleMrkdwn: string): string;
    nobodyMayApprove: string;
    slideTitles: string;
    /** How a carousel is told. */
    structures: Record<Structure, string>;
    /** Above the picture of slides that changed. */
    beforeAndAfter: string;
    /** Above the pictures of the team's own that slides show. */
    pictures: string;
    post: string;
    otherTitles: string;
    sections: string;
    facts: {
      slug: string;
      metaDescription: string;
      keywords: string;
      readingTime: string;
      language: string;
    };
    readingTime(minutes: number, words: number): string;
    characters(n: number): string;
    changes: string;
    partNames: PartNames;
    partChanged(before: number, after: number): string;
    partAdded(words: number): string;
    partRemoved(words: number): string;
    partMoved: string;
    moreChanges(n: number): string;
    proofs: string;
    /** `number`: one of those that are not shown. */
    moreProofs(n: number, number: string): string;
    basedOn: string;
    moreSources(n: number): string;
    warnings: string;
    slide(n: number): string;
    offline: string;
    aiMade(model: string): string;
    /** Under the line that names the model. */
    unpriced: string;
    change: string;
    approve: string;
    requestChanges: string;
    reject: string;
    confirmReject(what: string): Confirm;
    /** In place of the buttons while the agent reads what was written. */
    replyBeingMet: string;
    replyHint: string;
    /** Above what the last checks found. */
    closedFor: string;
    askToMend(personMrkdwn: string): string;
    noFinalFiles(personMrkdwn: string): string;
    quorum(approvals: number, quorum: number, peopleMrkdwn: string): string;
    approved(byMrkdwn: string): string;
    byAt(personMrkdwn: string, dateMrkdwn: string): string;
    finalBelow: string;
    superseded(version: number): string;
    changesRequested(personMrkdwn: string, dateMrkdwn: string): string;
    changesUnderway(version: number): string;
    rejected(personMrkdwn: string, dateMrkdwn: string): string;
    closed: Record<'cancelled' | 'failed' | 'expired', string>;
    fallback(version: number, title: string): string;
  };

  files: {
    pages(version: number, pages: number): string;
    freshPages(version: number, pages: number): string;
    overview(version: number): string;
    article(version: number, pages: number): string;
    samples(pages: number): string;
    final: string;
  };

  /** What goes out once a version is approved. */
  finals: {
    open: string;
    forYou(version: number): string;
    sent(link: string | null): string;
    notSent: string;
    notYours: string;
    gone: string;
    record(byMrkdwn: string, version: number, hash: string): string;
  };

  outcome: {
    completed(personMrkdwn: string, what: string): string;
    readyToCopy: string;
    /** Publishing is a person's act. */
    articleReady: string;
    stored: string;
    storedPicture: string;
    pictureKnown: string;
    pictureHint: string;
    storedFacts(passages: number, language: string): string;
    alreadyKnown: string;
    replacesEarlier: string;
    searchHint: string;
    readingNotes: string;
    readingNote: Record<
      | 'pages_without_text'
      | 'hidden_text'
      | 'little_text'
      | 'behind_paywall'
      | 'signs_unclear'
      | 'language_differs'
      | 'not_embedded',
      string
    >;
    kitInUse(personMrkdwn: string): string;
    kitDiscarded(personMrkdwn: string): string;
    rejected(personMrkdwn: string, byMrkdwn: string, what: string): string;
    failed(personMrkdwn: string, what: string): string;
    /** `person` null: they did it themselves. */
    cancelled(personMrkdwn: string | null, byMrkdwn: string | null, what: string): string;
    expired(personMrkdwn: string, what: string): string;
  };

  review: {
    superseded(version: number, current: number, linkMrkdwn: string | null): string;
    openCurrent: string;
    alreadyDecided: {
      approve(byMrkdwn: string, dateMrkdwn: string): string;
      request_changes(byMrkdwn: string, dateMrkdwn: string): string;
      reject(byMrkdwn: string, dateMrkdwn: string): string;
      other(status: string): string;
      busy: string;
    };
    notAllowed: {
      requester: string;
      role: string;
      guest: string;
      author: string;
      closed: string;
      noFinalFiles: string;
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
    command: { formNotOpened: string };
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
  oldForm: string;
  oldShortcut: string;
  unexpected(reference: string): string;
  mentionHelp: string;
  /** In a direct message: how to start. */
  directMessage: string;
  home: {
    heading: string;
    value: string;
    guest: string;
    newCarousel: string;
    newArticle: string;
    addDocument: string;
    waiting: string;
    nothingWaits: string;
    waitingFacts(what: string, version: number, personMrkdwn: string): string;
    notApprovable: string;
    pictureOf(title: string): string;
    confirmApprove(what: string, version: number): Confirm;
    approved(title: string): string;
    open: string;
    more(n: number): string;
    mine: string;
    noneMine: string;
    notReachable: string;
    reviewNote: string;
  };
}
