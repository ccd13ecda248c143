import type { Account, ActionStatus, ActionType, Blocker } from '../../ports/outreach.ts';
import type { Confirm } from './confirm.ts';

/**
 * Everything the bot says about outreach, in one language. Arguments named `…Mrkdwn` are mentions and dates that the
 * bot made; every other text argument is words of people and is escaped by whoever shows the sentence.
 */
export interface OutreachTexts {
  locale: 'en' | 'pt-BR';

  command: {
    help: string;
    unknown(word: string, meant: string | null): string;
    later(word: string): string;
    incomplete: { add: string; suppress: string };
    guest: string;
    unknownPerson: string;
    adminsOnly(adminsMrkdwn: string): string;
    noAdmin: string;
    noAccounts: string;
    noSuchAccount(word: string, names: string): string;
    whichAccount: string;
    notAnswered: string;
    formNotOpened: string;
    refused(reason: string): string;
    useAChannel: string;
  };

  types: Record<ActionType, string>;
  /** Of several, for figures. */
  typesPlural: Record<ActionType, string>;
  status: Record<ActionStatus, string>;
  blockers: Record<Blocker, string>;
  accountStatus: Record<Account['status'], string>;
  retryAt(dateMrkdwn: string): string;
  retryUnknown: string;

  card: {
    heading(type: ActionType): string;
    to: string;
    account: string;
    by: string;
    revision(n: number): string;
    invitationWithoutNote: string;
    visitWithoutWords: string;
    withdrawal: string;
    text: string;
    review(peopleMrkdwn: string): string;
    nobodyMayApprove: string;
    approve: string;
    approveAgain: string;
    edit: string;
    reject: string;
    confirmReject: Confirm;
    cancel: string;
    confirmCancel: Confirm;
    reschedule: string;
    approvedBy(personMrkdwn: string, dateMrkdwn: string): string;
    planning: string;
    earliest(dateMrkdwn: string): string;
    accepted(dateMrkdwn: string): string;
    replied(dateMrkdwn: string): string;
    heldBack(reason: string): string;
    dispatching: string;
    completed(dateMrkdwn: string): string;
    alreadyThere: string;
    failed(message: string): string;
    unknown(dateMrkdwn: string): string;
    stillUnknown(dateMrkdwn: string): string;
    unknownAsk(peopleMrkdwn: string): string;
    saidBy(personMrkdwn: string): string;
    wasSent: string;
    wasNotSent: string;
    confirmNotSent: Confirm;
    notSent: string;
    cancelled: string;
    rejected: string;
    skipped(reason: string): string;
    expired: string;
    suppressed: string;
    notInChannel(channelMrkdwn: string): string;
    archived(channelMrkdwn: string): string;
    fallback(type: string, name: string, status: string): string;
  };

  /** What a press led to, where the card does not show it. */
  outcome: {
    alreadyDecided(status: string): string;
    superseded: string;
    author: string;
    role: string;
    guest: string;
    suppressed: string;
    notAllowed: string;
    whoMay(peopleMrkdwn: string): string;
    placeholder(found: string): string;
    unseen: string;
    wrongState(status: string): string;
    notFound: string;
    takesLong: string;
    recordedAfterAll: string;
    notRecorded: string;
    cancelled(name: string): string;
    rescheduled(name: string, dateMrkdwn: string): string;
  };

  edit: {
    title: string;
    submit: string;
    close: string;
    label: string;
    hint(max: number): string;
    voids: string;
    tooLongForAForm: string;
    noWords: string;
    errors: { missing: string; tooLong(length: number, max: number): string; same: string };
  };

  reschedule: {
    title: string;
    submit: string;
    intro(zone: string): string;
    date: string;
    time: string;
    errors: { missing: string; badTime: string; noSuchTime(moved: string): string };
  };

  add: {
    title: string;
    submit: string;
    close: string;
    account: string;
    type: string;
    typeOptions: { view_profile: string; send_invite: string; send_message: string };
    profile: string;
    profileHint: string;
    lead: string;
    leadPlaceholder: string;
    name: string;
    nameHint: string;
    text: string;
    textHint(note: number, message: number): string;
    done: string;
    doneNote: string;
    notCertain: string;
    doneAfterAll: string;
    notDone: string;
    yourText: string;
    accountStops(status: string): string;
    errors: {
      textMissing: string;
      noTextForVisit: string;
      tooLong(length: number, max: number): string;
      url: Record<UrlFault, string>;
      suppressed: string;
      duplicate: string;
      placeholder(found: string): string;
      noAccount: string;
      notAllowed: string;
      other(reason: string): string;
    };
  };

  config: {
    title: string;
    submit: string;
    close: string;
    choose: string;
    configure: string;
    intro(name: string, version: number): string;
    ceiling: string;
    fields: {
      time_zone: string;
      window_start: string;
      window_end: string;
      working_days: string;
      holidays: string;
      gap_min_minutes: string;
      gap_max_minutes: string;
      warm_up_days: string;
      pending_invites_max: string;
      withdraw_after_days: string;
      daily_min: string;
      daily_max: string;
      rolling_7d_max: string;
    };
    hints: {
      time_zone: string;
      window_end: string;
      gap_min_minutes: string;
      warm_up_days: string;
      withdraw_after_days: string;
      rolling_7d_max: string;
    };
    days: [string, string, string, string, string, string, string];
    holidays: { none: string; country(name: string, region: string | null): string };
    none: string;
    changedMeanwhile: string;
    notSaved: string;
    problems: {
      number(min: number, max: number): string;
      unknownZone(given: string): string;
      minAboveMax(min: number, max: number): string;
      gapMinAboveMax(min: number, max: number): string;
      gapTooShort(min: number): string;
      aboveProvider(max: number): string;
      badTime(given: string): string;
      unknownField(field: string): string;
      noWorkingDay: string;
      emptyWindow: string;
      minimaDoNotFit(p: {
        start: string;
        end: string;
        minutes: number;
        gap: number;
        fit: number;
        sum: number;
      }): string;
      minimaAboveWeek(min: number, days: number, sum: number, cap: number): string;
      unknownHolidays(given: string): string;
      other(code: string, params: string): string;
    };
    saved(personMrkdwn: string): string;
    unchanged: string;
    atMost(fit: number, wanted: number): string;
    oldNew(field: string, before: string, after: string): string;
  };

  terms: {
    button: string;
    needed(ownerMrkdwn: string): string;
    onlyOwner(ownerMrkdwn: string): string;
    title: string;
    submit: string;
    close: string;
    sentence: string;
    risk(account: string): string;
    check: string;
    missing: string;
    done(ownerMrkdwn: string): string;
    already: string;
  };

  statusView: {
    heading(name: string): string;
    alt(name: string): string;
    owner(ownerMrkdwn: string, tier: string): string;
    window(start: string, end: string, zone: string): string;
    today: string;
    line(type: string, sent: number, quota: number | null): string;
    unknown(n: number): string;
    rolling(used: number, max: number | null): string;
    fourteenDays(sent: number, accepted: number, replied: number): string;
    pending(n: number, max: number): string;
    queued(n: number): string;
    next(dateMrkdwn: string): string;
    nextHeld(reason: string): string;
    nothingNext: string;
    health: string;
    paused(reason: string, dateMrkdwn: string): string;
    breaker(reason: string): string;
    breakerUntil(dateMrkdwn: string): string;
    breakerNeedsPerson: string;
    termsMissing: string;
    asked(personMrkdwn: string): string;
    picture: {
      today: string;
      days: string;
      of(sent: number, quota: number | null): string;
      sent: string;
      quota: string;
      window: string;
      nothing: string;
      nextAt(local: string): string;
      nothingNext: string;
      next: string;
    };
  };

  queue: {
    heading(n: number): string;
    empty: string;
    more(n: number): string;
  };

  pause: {
    noReason: string;
    paused(personMrkdwn: string, account: string): string;
    pausedAll(personMrkdwn: string): string;
    governor: string;
    alreadyPaused(account: string): string;
    teamStopped: string;
    reason: string;
    inFlight: string;
    resumed(personMrkdwn: string, account: string): string;
    resumedAll(personMrkdwn: string): string;
    freshGap: string;
    everything: string;
    whichPause: string;
    whichResume: string;
    notPaused: string;
    nothingToResume: string;
    resumeAdminsOnly(adminsMrkdwn: string): string;
    notRecorded: string;
  };

  suppress: {
    ask(kind: 'person' | 'company' | 'domain'): string;
    explain: string;
    button: string;
    confirm: Confirm;
    done(personMrkdwn: string, kind: 'person' | 'company' | 'domain'): string;
    stopped(n: number): string;
    badPerson: string;
    badDomain(given: string): string;
    publicSuffix(given: string): string;
    tooLong: string;
    defaultReason: string;
    notRecorded: string;
  };

  event: {
    breakerOpened(account: string, reason: string): string;
    accountStatus(account: string, status: string): string;
    accepted(personMrkdwn: string, name: string): string;
    replied(personMrkdwn: string, name: string): string;
    replyWithoutText: string;
    other(account: string, code: string): string;
    providerSignals: Record<string, string>;
  };

  home: {
    heading: string;
    approvals: string;
    noApprovals: string;
    approval(type: string, channelMrkdwn: string, authorMrkdwn: string): string;
    moreApprovals(n: number): string;
    decideAtCard(channelMrkdwn: string): string;
    notReachable: string;
  };
}

/** Why an address is no person's profile. */
export type UrlFault =
  | 'missing'
  | 'company'
  | 'school'
  | 'sales_navigator'
  | 'short_link'
  | 'other_site'
  | 'not_a_profile';
