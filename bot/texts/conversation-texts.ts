import type { Language } from '../../ports/content.ts';
import type { Confirm } from './confirm.ts';

/** What the bot says where an agent asks, and where people write in a job's thread. */
export interface ConversationTexts {
  question: {
    plan(number: number): string;
    planFallback(topic: string): string;
    /** Who may answer. */
    pleaseAgree(personMrkdwn: string): string;
    angle: string;
    audience: string;
    language: string;
    keywords: string;
    outline: string;
    unread: string;
    moreUnread(n: number): string;
    goOn: string;
    change: string;
    replyHint: string;
    goneOn(personMrkdwn: string, dateMrkdwn: string): string;
    changeAsked(personMrkdwn: string, dateMrkdwn: string): string;
    agreedInThread: string;
    superseded: string;
    replyBeingMet: string;
    closed: Record<'cancelled' | 'failed' | 'expired', string>;
    kit(name: string): string;
    kitFallback(name: string): string;
    kitIntro(person: string, adminsMrkdwn: string): string;
    kitPicture(name: string): string;
    kitWarnings: string;
    use: string;
    discard: string;
    confirmUse: Confirm;
    /** What only documents of the other language treat. */
    offer: {
      heading: string;
      fallback(names: string): string;
      intro(personMrkdwn: string, namesMrkdwn: string, asked: Language, documents: number): string;
      /** The draft's language if they are used. */
      use(offered: Language): string;
      leave: string;
      replyHint: string;
      used(personMrkdwn: string, dateMrkdwn: string): string;
      left(personMrkdwn: string, dateMrkdwn: string): string;
      answeredInThread: string;
    };
    inUse(personMrkdwn: string, dateMrkdwn: string): string;
    discarded(personMrkdwn: string, dateMrkdwn: string): string;
  };

  /** Why a press on a question's button changed nothing. */
  answer: {
    alreadyAnswered(byMrkdwn: string, dateMrkdwn: string): string;
    busy: string;
    superseded: string;
    notYours: string;
    adminsOnly: string;
    stale: string;
    notFound: string;
    notOpen(status: string): string;
  };

  changeForm: {
    title: string;
    intro: string;
    label: string;
    hint: string;
  };

  reply: {
    understood: string;
    nextVersion(n: number): string;
    nextPlan: string;
    answer: string;
    unclear: string;
    useButtons: string;
    offline: string;
  };

  /** To one person, about what they wrote in a job's thread. */
  thread: {
    approved: string;
    ended(what: string): string;
    notYours(what: string): string;
    heard: string;
    heardStopped: string;
    /** A message was read before it was edited. */
    editedTooLate: string;
    filesNotRead: string;
    notKept: string;
  };
}
