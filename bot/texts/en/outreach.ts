import type { ActionType, ErrorClass, UnsentCode } from '../../../ports/outreach.ts';
import type { Locale } from '../../../ports/people.ts';
import { answersEn, buttonsEn, recordingEn } from './answers.ts';
import { campaignsEn } from './campaigns.ts';
import { forecastEn } from './forecast.ts';
import { refusalEn } from './refusals.ts';
import { whyEn } from './why.ts';

const kinds = { person: 'this person', company: 'this company', domain: 'this domain' } as const;

/** What the bot says of outreach. */
export const outreachEn = {
  locale: 'en' as Locale,
  campaigns: campaignsEn,
  forecast: forecastEn,

  command: {
    ...answersEn,
    help: [
      '*`/outreach` sends approved LinkedIn actions, one by one and inside the limits that admins set.*',
      '• `/outreach add` opens a form; `/outreach add invite https://www.linkedin.com/in/name "Your note"` does it in one line (`visit`, `invite`, `message`). An approver who is not its author decides on exactly that text.',
      '• `/outreach status [account]` shows today and the last 14 days; `/outreach queue` what waits, and why.',
      '• `/outreach forecast [account] [days]` shows what the coming days are likely to bring, within ranges; *Preview* in the form of the limits does so before they are saved.',
      '• `/outreach campaign` opens the form of a campaign: the same steps for many people, whose words are approved person by person. `/outreach campaign list`; `/outreach campaign pause|resume|end [name]`.',
      '• `/outreach why <address, name or id>` tells what happened: who approved what, what holds it and until when, what LinkedIn answered.',
      '• `/outreach pause [account] [reason]` stops an account, `/outreach pause all` every account, at once. `/outreach resume [account]` is for admins.',
      '• `/outreach suppress person|company|domain …` never contacts them again; `/outreach unsuppress [name]` ends that (admins, with a reason).',
      '• `/outreach config [account]` sets limits, window and pauses between actions (admins).',
      '• `/outreach help` shows this.',
    ].join('\n'),
    unknown: (word: string, meant: string | null) =>
      `I do not know "${word}". ${meant ? `Did you mean /outreach ${meant}?` : 'Try /outreach help.'}`,
    incomplete: {
      add: 'Write `/outreach add` alone for the form, or `/outreach add invite https://www.linkedin.com/in/name "Your note"` (`visit`, `invite` or `message`).',
      suppress:
        'Say who: `/outreach suppress person https://www.linkedin.com/in/name`, `/outreach suppress company Acme Medical` or `/outreach suppress domain example.com`.',
    },
    guest: 'Guests cannot use outreach. Ask a member of the team. Nothing was changed.',
    unknownPerson:
      'Slack did not tell me in time who you are, so nothing was done. Please send the command again.',
    noAccounts: 'No LinkedIn account is connected yet. An admin connects one first.',
    noSuchAccount: (word: string, names: string) => `There is no account "${word}". Accounts: ${names}.`,
    whichAccount: 'Which account?',
    refused: (code: string) => `Nothing was changed: ${refusalEn(code)}`,
    useAChannel:
      'Use `/outreach add` in a channel, where an approver can see the card. Nothing was proposed.',
  },

  why: whyEn,
  types: {
    view_profile: 'Profile visit',
    send_invite: 'Invitation',
    send_message: 'Message',
    withdraw_invite: 'Withdrawal of an invitation',
  },
  /** Of several, for figures. */
  typesPlural: {
    view_profile: 'Profile visits',
    send_invite: 'Invitations',
    send_message: 'Messages',
    withdraw_invite: 'Withdrawn invitations',
  },
  status: {
    draft: 'a draft',
    pending_approval: 'waiting for approval',
    approved: 'approved',
    scheduled: 'scheduled',
    dispatching: 'being sent',
    completed: 'sent',
    failed: 'failed',
    unknown: 'of unknown outcome',
    not_sent: 'not sent',
    cancelled: 'cancelled',
    skipped: 'skipped',
    expired: 'expired',
    suppressed: 'suppressed',
  },
  blockers: {
    kill_switch: 'all outreach is stopped',
    paused: 'the account is paused',
    terms_not_acknowledged: "the account's owner has not accepted LinkedIn's rules yet",
    account_status: 'the account is not connected properly',
    breaker: 'LinkedIn gave a warning and the account rests',
    window: 'outside the sending hours',
    holiday: 'a day off or a holiday',
    gap: 'the pause since the last action is not over',
    in_flight: 'another action of the account is under way',
    quota: "today's quota is used up",
    rolling_cap: 'the limit of any 7 days is reached',
    pending_cap: 'too many invitations are unanswered',
    warm_up: 'the account is still warming up',
    suppressed: 'this person must not be contacted',
    replied: 'the person has replied',
    answered_by_hand: 'the person was answered by hand on LinkedIn',
    campaign_paused: 'its campaign is paused',
    earlier_step: 'an earlier step of the campaign comes first',
    company_cap: 'enough people of this company were contacted this week',
    stale_inbox: 'the inbox was not read in the last minutes',
    same_words: 'the person has these words already',
    earlier_unknown: 'it is not known yet what became of an earlier one to this person',
    not_connected:
      'the person is not a connection yet; it goes once they accept, and I look for that less and less often, at last once a day',
    already_connected: 'the person is a connection already',
    already_invited: 'the person was invited already',
    profile_gone: 'the person has no profile on LinkedIn any more',
    approval: 'the approval does not match the text',
    not_due: 'its time has not come yet',
  },
  /** Why it was not sent, as the end of a sentence: what the governor saw itself, else what the provider's answer means. */
  unsent: {
    no_provider_id: 'the profile could not be read',
    no_text: 'it has no text',
    no_invitation: 'there is no pending invitation to this person',
    note_too_long: 'the note is longer than this account may send',
    stale_claim: 'the process stood still just before sending',
    clock_jumped: 'the clock of the database jumped just before sending',
  } satisfies Record<UnsentCode, string>,
  refused: {
    success_equivalent: 'LinkedIn had it already',
    verify: 'this person was invited a short time ago',
    permanent_action: 'LinkedIn does not accept it in this form',
    permanent_recipient: 'LinkedIn does not let this account reach this person',
    permanent_lead: 'the profile is gone',
    capability: "the account's plan does not allow it",
    account_limit: "the account has reached one of LinkedIn's limits",
    rate: 'LinkedIn asks for fewer calls',
    account_down: 'the account is not connected',
    checkpoint: 'LinkedIn wants its owner to confirm the account',
    restricted: 'LinkedIn has restricted the account',
    config: 'the key of Unipile is not valid',
    not_sent: 'there was no connection to Unipile',
    unknown: 'the reason is not known',
  } satisfies Record<ErrorClass, string>,
  accountStatus: {
    ok: 'connected',
    connecting: 'connecting',
    credentials: 'signed out: its owner must sign in again',
    checkpoint: 'LinkedIn asks its owner for a confirmation',
    restricted: 'restricted by LinkedIn',
    error: 'in trouble at the provider',
    stopped: 'disconnected',
  },
  retryAt: (dateMrkdwn: string) => `next try: ${dateMrkdwn}`,
  retryUnknown: 'no next try until that changes',

  card: {
    heading: (type: ActionType) =>
      ({
        view_profile: 'Visit a profile',
        send_invite: 'Invite to connect',
        send_message: 'Send a message',
        withdraw_invite: 'Withdraw an invitation',
      })[type],
    to: 'To',
    account: 'Account',
    by: 'Proposed by',
    revision: (n: number) => `revision ${n}`,
    invitationWithoutNote: 'An invitation without a note.',
    visitWithoutWords: 'A visit of the profile; the person can see it. No words are sent.',
    withdrawal: 'The unanswered invitation is withdrawn. LinkedIn allows no new one for about 3 weeks.',
    text: 'Exactly this text would be sent:',
    review: (peopleMrkdwn: string) => `${peopleMrkdwn}: please decide.`,
    nobodyMayApprove:
      'Nobody but its author may approve this yet. An admin gives a person the role of approver with `/approvers`.',
    quorum: (approvals: number, quorum: number, people: string) =>
      `${approvals} of ${quorum} approvals: ${people}`,
    /** A line for each of two groups. */
    groupDone: (name: string, approvals: number, quorum: number) =>
      `*${name}*: ${approvals} of ${quorum} approvals, complete`,
    groupWaits: (name: string, approvals: number, quorum: number) =>
      `*${name}*: ${approvals} of ${quorum} approvals, waited for`,
    groupComesNext: (name: string, approvals: number, quorum: number) =>
      `*${name}*: ${approvals} of ${quorum} approvals, asked after the first group`,
    unreachable:
      'Too few people are left who may approve this. An admin changes the rule or gives a person the role of approver with `/approvers`.',
    approve: 'Approve',
    approveAgain: 'Approve once more',
    edit: 'Edit',
    reject: 'Reject',
    confirmReject: {
      title: 'Reject this action?',
      text: 'It ends here and nothing is sent. To change the words, use Edit.',
      confirm: 'Reject',
      deny: buttonsEn.back,
    },
    cancel: 'Cancel',
    confirmCancel: {
      title: 'Cancel this action?',
      text: 'It ends here and nothing is sent.',
      confirm: 'Cancel it',
      deny: buttonsEn.keepIt,
    },
    reschedule: 'Reschedule',
    approvedBy: (personMrkdwn: string, dateMrkdwn: string) => `Approved by ${personMrkdwn} · ${dateMrkdwn}`,
    planning: 'A sending time will be set shortly.',
    earliest: (dateMrkdwn: string) => `Goes out no earlier than ${dateMrkdwn}`,
    accepted: (dateMrkdwn: string) => `Accepted · ${dateMrkdwn}`,
    replied: (dateMrkdwn: string) => `Reply · ${dateMrkdwn}`,
    heldBack: (reason: string) => `Waiting: ${reason}`,
    dispatching: 'It is being sent now.',
    completed: (dateMrkdwn: string) => `Sent · ${dateMrkdwn}`,
    alreadyThere: 'LinkedIn had it already; nothing went out.',
    failed: (reason: string) => `Not sent: ${reason}.`,
    unknown: (dateMrkdwn: string) => `It may have been sent (${dateMrkdwn}); checking. It is not sent again.`,
    stillUnknown: (dateMrkdwn: string) =>
      `It may have been sent (${dateMrkdwn}); LinkedIn does not show it. It is not sent again.`,
    unknownAsk: (peopleMrkdwn: string) =>
      `${peopleMrkdwn}: check on LinkedIn what happened, then say so here.`,
    saidBy: (personMrkdwn: string) => `as ${personMrkdwn} says`,
    wasSent: 'It was sent',
    wasNotSent: 'It was not sent',
    confirmNotSent: {
      title: 'Sure it was not sent?',
      text: 'Look at the conversation or the sent invitations on LinkedIn first: the person may have it.',
      confirm: 'It was not sent',
      deny: buttonsEn.back,
    },
    notSent: 'It was not sent.',
    because: (reason: string) => `Why: ${reason}.`,
    cancelled: 'Cancelled; nothing was sent.',
    rejected: 'Rejected; nothing was sent.',
    skipped: (reason: string) => `Skipped; nothing was sent: ${reason}.`,
    expired: 'Expired; nothing was sent.',
    notInChannel: (channelMrkdwn: string) =>
      `I am not in ${channelMrkdwn}, so your proposal is not seen there yet. Write \`/invite @Greenlight\` in that channel; the card follows within a minute.`,
    archived: (channelMrkdwn: string) =>
      `${channelMrkdwn} is archived, so your proposal cannot be approved there. Propose it in another channel.`,
    suppressed: 'Stopped: this person must not be contacted. Nothing was sent.',
    fallback: (type: string, name: string, status: string) => `${type} to ${name}: ${status}`,
  },

  /** What a press led to, where the card does not show it. */
  outcome: {
    ...recordingEn,
    alreadyDecided: (status: string) =>
      `Already decided: this action is ${status}. Your click changed nothing.`,
    superseded:
      'This text was changed meanwhile, so this card is out of date. Nothing was decided; look at the card again.',
    author: 'You wrote this text, so another person decides on it (four eyes).',
    role: 'Your role may not decide on this.',
    guest: 'Guests cannot decide on outreach.',
    notYet: (groupMrkdwn: string) => `Not yet: ${groupMrkdwn} approves first. You are asked after that.`,
    enough: 'The group that you belong to has given its approvals; the other one is waited for.',
    groupUnread:
      'Slack did not tell me just now who is in the user group that decides here, so nothing was decided. Click again in a moment.',
    alreadyApproved: (approvals: number, quorum: number) =>
      `Your approval is already counted: ${approvals} of ${quorum}. Another person is needed.`,
    suppressed: 'This person must not be contacted. The action was stopped; nothing is sent.',
    notAllowed: 'You may not do this.',
    whoMay: (peopleMrkdwn: string) => `Who may: ${peopleMrkdwn}.`,
    placeholder: (found: string) =>
      `This text still holds the placeholder ${found}. Edit it first; nothing was approved.`,
    unseen:
      'This text holds characters that cannot be seen. Open Edit and save it: they are taken out. Nothing was approved.',
    wrongState: (status: string) => `That is not possible any more: this action is ${status}.`,
    notFound: 'This action no longer exists.',
    notRecorded: 'Not certain: the database did not answer. Click again; a decision counts only once.',
    cancelled: (name: string) => `Cancelled: the action for ${name}. Nothing is sent.`,
    rescheduled: (name: string, dateMrkdwn: string) =>
      `The action for ${name} goes out no earlier than ${dateMrkdwn}.`,
  },

  edit: {
    title: 'Edit the text',
    submit: buttonsEn.save,
    close: buttonsEn.back,
    label: 'Text',
    hint: (max: number) => `Up to ${max.toLocaleString('en')} characters.`,
    voids: 'Another text is a new revision: it needs a new approval, by a person who did not write it.',
    tooLongForAForm:
      'This text is longer than the 3,000 characters that a form of Slack holds. Reject it and propose a shorter one.',
    noWords: 'This action has no words to edit.',
    errors: {
      missing: 'Write the text.',
      tooLong: (length: number, max: number) =>
        `${length.toLocaleString('en')} characters; up to ${max.toLocaleString('en')} are accepted.`,
      same: 'This is the text as it was.',
    },
  },

  reschedule: {
    title: 'Reschedule',
    submit: buttonsEn.save,
    intro: (zone: string) =>
      `Not before this date and time (${zone}). The limits of the account still decide when it goes.`,
    date: 'Date',
    time: 'Time',
    errors: {
      missing: 'Choose a date and a time.',
      badTime: 'This time is in the past, or more than 90 days ahead.',
      noSuchTime: (moved: string) => `The clocks skip this time that day. The next one there is: ${moved}.`,
    },
  },

  add: {
    title: 'New outreach action',
    submit: 'Propose',
    close: buttonsEn.cancel,
    channel: 'Channel',
    channelHint: 'Where its card appears, for an approver to see. I must be in it: /invite @Greenlight.',
    account: 'Account',
    type: 'Action',
    typeOptions: { view_profile: 'Visit the profile', send_invite: 'Invite', send_message: 'Message' },
    profile: 'Or the address of a profile',
    profileHint: 'E.g. https://www.linkedin.com/in/name; it counts before the list.',
    lead: 'Person',
    leadPlaceholder: 'Choose one of the leads',
    name: 'Name',
    nameHint: 'As it should be shown here; empty: read from the profile later.',
    text: 'Note or message',
    textHint: (note: number, message: number) =>
      `Note of an invitation: up to ${note} characters, empty for none. Message: up to ${message.toLocaleString('en')} (3,000 in this form). Visit: leave it empty.`,
    done: 'Proposed. The card appears in this channel.',
    doneNote: 'Nothing is sent before an approver has decided.',
    notCertain:
      'Not certain yet: the database has not answered. Please do not repeat it; I keep asking and tell you here how it ended.',
    doneAfterAll: 'It worked: the action is proposed and its card appears in the channel.',
    notDone: 'It did not work: the database could not be reached and nothing was proposed. Please try again.',
    yourText: 'Your text:',
    accountStops: (status: string) => `Note: the account is ${status}.`,
    errors: {
      textMissing: 'A message needs words.',
      noTextForVisit: 'A visit sends no words. Leave the text empty, or choose Invite or Message.',
      tooLong: (length: number, max: number) =>
        `${length.toLocaleString('en')} characters; up to ${max.toLocaleString('en')} are accepted here.`,
      url: {
        missing: 'Give the address of a profile: https://www.linkedin.com/in/name',
        company: 'This is a company page. Outreach goes to people: https://www.linkedin.com/in/name',
        school: 'This is the page of a school. Outreach goes to people: https://www.linkedin.com/in/name',
        sales_navigator:
          'This is an address of Sales Navigator or Recruiter. Open the public profile and take its address: https://www.linkedin.com/in/name',
        short_link:
          'This is a short link (lnkd.in), which only LinkedIn can resolve. Open it and take the address of the profile: https://www.linkedin.com/in/name',
        other_site: 'This is not LinkedIn. A profile looks like https://www.linkedin.com/in/name',
        not_a_profile: 'This is no profile. A profile looks like https://www.linkedin.com/in/name',
      },
      suppressed: 'This person must not be contacted (suppressed). Nothing was proposed.',
      erased: 'This person was erased and must not be contacted. Nothing was proposed or stored.',
      duplicate: 'The same action or the same words for this person exist already. See /outreach queue.',
      placeholder: (found: string) =>
        `The text still holds the placeholder ${found}. Fill it in; nothing was proposed.`,
      noAccount: 'This account is not connected any more.',
      notAllowed: 'You may not propose actions here.',
      other: (code: string) => `Nothing was proposed: ${refusalEn(code)}`,
    },
  },

  config: {
    title: 'Outreach limits',
    submit: buttonsEn.save,
    close: buttonsEn.cancel,
    choose: 'Whose limits?',
    intro: (name: string, version: number) => `${name}, settings version ${version}`,
    ceiling:
      'Each day a number between minimum and maximum is drawn for each type. A maximum is a ceiling, not a target.',
    fields: {
      time_zone: 'Time zone',
      window_start: 'Sending hours from',
      window_end: 'Sending hours until',
      working_days: 'Working days',
      holidays: 'Holidays kept',
      gap_min_minutes: 'Shortest pause between two actions (minutes)',
      gap_max_minutes: 'Longest drawn pause (minutes)',
      warm_up_days: 'Warm-up (sending days)',
      pending_invites_max: 'Unanswered invitations at most',
      withdraw_after_days: 'Withdraw unanswered invitations after (days)',
      daily_min: 'a day at least',
      daily_max: 'a day at most',
      rolling_7d_max: 'in any 7 days at most',
    },
    hints: {
      time_zone: 'E.g. America/Sao_Paulo, Europe/Berlin.',
      window_end: 'Not included. Earlier than the start: over midnight.',
      gap_min_minutes: 'Between all actions of the account, of any type.',
      warm_up_days: 'The daily maximum rises from 20 % to 100 % over these days. 0: no warm-up.',
      withdraw_after_days: '7 to 180; empty: never.',
      rolling_7d_max: 'Empty: no such limit.',
    },
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    holidays: {
      none: 'None',
      country: (name: string, region: string | null) => (region ? `${name}, ${region}` : name),
    },
    none: 'none',
    changedMeanwhile:
      'Somebody changed these settings meanwhile. Nothing was saved; close this form and open it again.',
    notSaved: 'Not certain: the database did not answer. Send it again; nothing is saved twice.',
    problems: {
      number: (min: number, max: number) => `A whole number from ${min} to ${max}.`,
      unknownZone: (given: string) => `"${given}" is no time zone that I know. E.g. America/Sao_Paulo.`,
      minAboveMax: (min: number, max: number) => `The minimum ${min} is above the maximum ${max}.`,
      gapMinAboveMax: (min: number, max: number) => `The shortest pause ${min} is above the longest ${max}.`,
      gapTooShort: (min: number) =>
        `At least ${min} minutes between two actions: shorter pauses look like a machine, and LinkedIn restricts accounts for them.`,
      aboveProvider: (max: number) =>
        `At most ${max}: above that LinkedIn and the provider limit or restrict accounts.`,
      badTime: (given: string) => `"${given}" is no time of day. E.g. 09:00.`,
      unknownField: (field: string) => `There is no setting "${field}".`,
      noWorkingDay: 'Choose at least one working day.',
      emptyWindow: 'Start and end are the same, so that nothing could ever go.',
      minimaDoNotFit: ({
        start,
        end,
        minutes,
        gap,
        fit,
        sum,
      }: {
        start: string;
        end: string;
        minutes: number;
        gap: number;
        fit: number;
        sum: number;
      }) =>
        `${start}-${end} holds ${minutes} minutes; with ${gap} minutes between actions at most ${fit} fit, the minima sum to ${sum}.`,
      minimaAboveWeek: (min: number, days: number, sum: number, cap: number) =>
        `${min} a day on ${days} days are ${sum} in a week; in any 7 days at most ${cap} are allowed.`,
      unknownHolidays: (given: string) => `I have no holidays for "${given}".`,
      other: (code: string, params: string) => `This cannot work (${code}${params ? `: ${params}` : ''}).`,
    },
    saved: (personMrkdwn: string) => `Limits changed by ${personMrkdwn}`,
    unchanged: 'Saved: nothing is different from before.',
    atMost: (fit: number, wanted: number) =>
      `The maxima sum to ${wanted}, but at most ${fit} a day fit into the hours with this pause. The maxima stay as ceilings.`,
    oldNew: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  },

  terms: {
    button: "Read and accept LinkedIn's rules",
    needed: (ownerMrkdwn: string) =>
      `Nothing is sent from this account until ${ownerMrkdwn}, its owner, accepts LinkedIn's rules.`,
    onlyOwner: (ownerMrkdwn: string) => `Only the owner of the account, ${ownerMrkdwn}, can do this.`,
    title: "LinkedIn's rules",
    submit: 'I accept',
    close: buttonsEn.cancel,
    sentence:
      "LinkedIn's User Agreement (section 8.2) forbids bots and other automated methods to access the service, add contacts or send messages.",
    risk: (account: string) =>
      `Greenlight sends automatically from "${account}". LinkedIn may restrict or close the account, whatever limits are set here; no number of actions is allowed by LinkedIn. Your acceptance is recorded with your name and the time.`,
    check: 'I have read this. The account is mine and I take the risk.',
    missing: 'Tick the box, or cancel.',
    done: (ownerMrkdwn: string) =>
      `${ownerMrkdwn} accepted LinkedIn's rules. Approved actions of this account may go now.`,
    already: "LinkedIn's rules were accepted for this account before.",
  },

  statusView: {
    heading: (name: string) => `Outreach: ${name}`,
    alt: (name: string) => `Chart of today and the last 14 days of ${name}`,
    owner: (ownerMrkdwn: string, tier: string) => `Account of ${ownerMrkdwn}, LinkedIn ${tier}`,
    window: (start: string, end: string, zone: string) => `Sending hours ${start}-${end} (${zone})`,
    today: 'Today',
    line: (type: string, sent: number, quota: number | null) =>
      quota === null ? `${type}: ${sent}` : `${type}: ${sent} of ${quota}`,
    unknown: (n: number) => `${n} of unknown outcome`,
    rolling: (used: number, max: number | null) =>
      max === null ? `${used} in 7 days` : `${used} of ${max} in 7 days`,
    fourteenDays: (sent: number, accepted: number, replied: number) =>
      `Last 14 days: ${sent} sent, ${accepted} accepted, ${replied} replied`,
    pending: (n: number, max: number) => `${n} of at most ${max} invitations unanswered`,
    queued: (n: number) => `${n} in the queue`,
    next: (dateMrkdwn: string) => `Next: no earlier than ${dateMrkdwn}`,
    nextHeld: (reason: string) => `Next: waiting, ${reason}`,
    nothingNext: 'Next: nothing is approved and waiting',
    health: 'Account',
    paused: (reason: string, dateMrkdwn: string) => `paused (${dateMrkdwn}): ${reason}`,
    breaker: (reason: string) => `resting after a warning: ${reason}`,
    breakerUntil: (dateMrkdwn: string) => `until: ${dateMrkdwn}`,
    breakerNeedsPerson: 'an admin must resume it',
    termsMissing: "its owner has not accepted LinkedIn's rules yet",
    asked: (personMrkdwn: string) => `Asked for by ${personMrkdwn}`,
    picture: {
      today: 'Today',
      days: 'Sent in the last 14 days',
      of: (sent: number, quota: number | null) => (quota === null ? `${sent}` : `${sent} of ${quota}`),
      sent: 'sent',
      quota: 'quota',
      window: 'Sending hours',
      nothing: 'nothing sent',
      nothingNext: 'nothing is approved and waiting',
      nextAt: (local: string) => `no earlier than ${local}`,
      next: 'Next',
    },
  },

  queue: {
    heading: (n: number) => `Outreach queue: ${n}`,
    empty: 'Nothing waits. `/outreach add` proposes an action.',
    more: (n: number) => `and ${n} more`,
  },

  pause: {
    noReason: 'no reason given',
    paused: (personMrkdwn: string, account: string) =>
      `${personMrkdwn} paused outreach of ${account}. Nothing more is sent from it.`,
    pausedAll: (personMrkdwn: string) =>
      `${personMrkdwn} stopped all outreach. Nothing more is sent from any account.`,
    governor: 'The governor',
    alreadyPaused: (account: string) => `${account} is paused already.`,
    teamStopped: 'All outreach is stopped as well; `/outreach resume all` ends that.',
    reason: 'Reason:',
    inFlight: 'What is on its way to LinkedIn at this moment may still arrive.',
    resumed: (personMrkdwn: string, account: string) => `${personMrkdwn} resumed outreach of ${account}.`,
    resumedAll: (personMrkdwn: string) =>
      `${personMrkdwn} resumed outreach of all accounts that were stopped together.`,
    freshGap: 'Nothing goes at once: a fresh pause between actions comes first.',
    breakerLasts: (account: string, dateMrkdwn: string) =>
      `${account} stays stopped after a warning of LinkedIn until ${dateMrkdwn}: what that covers does not go before.`,
    everything: 'Everything',
    whichPause: 'Pause what?',
    whichResume: 'Resume what?',
    nothingToResume: 'There is nothing to resume.',
    resumeAdminsOnly: (adminsMrkdwn: string) =>
      `Only admins can resume outreach. Admins here: ${adminsMrkdwn}.`,
    notRecorded: '*Not certain that it is paused*: the database did not answer. Send the command again.',
  },

  /** In place of what was said of a person. */
  erased: {
    person: 'a person who was erased',
    words: 'The words were erased with the person.',
    notice: 'This message was about a person who was erased.',
  },

  suppress: {
    ask: (kind: 'person' | 'company' | 'domain') => `Never contact ${kinds[kind]} again?`,
    explain: 'It holds for every account and every campaign. What waits for them is stopped.',
    button: 'Never contact again',
    confirm: {
      title: 'Never contact again?',
      text: 'Everything that waits for them is stopped, on every account.',
      confirm: 'Suppress',
      deny: buttonsEn.back,
    },
    done: (personMrkdwn: string, kind: 'person' | 'company' | 'domain') =>
      `${personMrkdwn} suppressed ${kinds[kind]}:`,
    stopped: (n: number) =>
      n === 0
        ? 'No waiting action was affected.'
        : n === 1
          ? '1 waiting action was stopped.'
          : `${n} waiting actions were stopped.`,
    badPerson: 'A person is named by the address of the profile: https://www.linkedin.com/in/name',
    badDomain: (given: string) => `"${given}" is no domain. It looks like example.com.`,
    publicSuffix: (given: string) =>
      `"${given}" is no company's domain: strangers have names below it too. It looks like example.com.`,
    tooLong: 'At most 300 characters.',
    defaultReason: 'asked for in Slack',
    askedFor: 'the person asked for it',
    gone: 'This message is not known any more, so nothing was done.',
    writerDone: (personMrkdwn: string) =>
      `${personMrkdwn} decided that this person is never contacted again.`,
    notRecorded: '*Not certain that it is recorded*: the database did not answer. Click again.',
  },

  unsuppress: {
    title: 'May be contacted again',
    submit: 'End it',
    intro: 'Who may be contacted again? Your reason is kept for good.',
    more: (n: number) =>
      `${n} more ${n === 1 ? 'entry is' : 'entries are'} on the list: add part of the name to the command, as in /outreach unsuppress silva.`,
    which: 'Person, company or domain',
    reason: 'Why?',
    hint: '5 to 500 characters, such as who asked for it and when.',
    kinds: { person: 'Person', company: 'Company', domain: 'Domain' },
    adminsOnly: 'Only admins end that someone is never contacted. Nothing was changed.',
    none: 'There is no one on the list of who is never contacted.',
    noneLike: (words: string) => `No one on the list of who is never contacted is like "${words}".`,
    gone: 'It is not on the list any more.',
    done: (personMrkdwn: string) => `${personMrkdwn} took this off the list of who is never contacted:`,
    stays: 'What was stopped stays stopped: propose it anew.',
  },

  event: {
    turn: (peopleMrkdwn: string, group: string) =>
      `${peopleMrkdwn} ${group} has approved this action. It is your turn: please decide.`,
    unreachable: (adminsMrkdwn: string) =>
      `${adminsMrkdwn} this action waits, and too few people are left who may approve it. Change the rule or give a person the role of approver with \`/approvers\`; the card follows by itself.`,
    breakerOpened: (account: string, reason: string) => `${account} rests after a warning: ${reason}`,
    accountStatus: (account: string, status: string) => `${account} is ${status}.`,
    pendingCap: (personMrkdwn: string, account: string, max: number) =>
      `${personMrkdwn}: ${account} has ${max.toLocaleString('en')} unanswered invitations, as many as it may have. Further invitations wait.`,
    pendingRoom: (days: number | null) =>
      days === null
        ? 'Unanswered ones are not withdrawn by themselves: `/outreach config` changes that, and how many there may be.'
        : `Those older than ${days} days are withdrawn once people approve it, within a limit of their own; \`/outreach config\` changes both.`,
    accepted: (personMrkdwn: string, name: string) => `${personMrkdwn}: ${name} accepted the invitation.`,
    replied: (personMrkdwn: string, name: string) =>
      `${personMrkdwn}: ${name} replied. What was waiting for this person is stopped.`,
    readsAway: 'It reads as if the person is away.',
    wentOn: (personMrkdwn: string, dateMrkdwn: string) =>
      `${personMrkdwn} let the campaign go on for this person: no earlier than ${dateMrkdwn}.`,
    wantsNoMore: (personMrkdwn: string, name: string) =>
      `${personMrkdwn}: ${name} asks for no more messages. Everything that waited is stopped; so that no one writes again later, click the button.`,
    answerRefused: (personMrkdwn: string, name: string, why: string) =>
      `${personMrkdwn}: the approved answer to ${name} does not go out: ${why}.`,
    answerRefusals: {
      newer_reply: 'the person wrote again meanwhile',
      answered: 'another message answers it already',
      went_on: 'the campaign goes on for this person instead',
      suppressed: 'the person is never contacted again',
      duplicate: 'the person has these words already',
    },
    replyWithoutText: '(no text: a picture, a file or a voice message)',
    other: (account: string, code: string) => `${account}: ${code}`,
    providerSignals: {
      limit: 'LinkedIn says that a limit is reached',
      rate: 'too many requests in a short time',
      account_down: 'the account is not connected',
      may_be_restricted:
        'the account was stopped, and LinkedIn may have restricted it: its owner looks on LinkedIn before an admin resumes it',
      checkpoint: 'LinkedIn asks its owner for a confirmation',
      restricted: 'LinkedIn restricted the account',
      server_errors: 'the provider failed several times',
      restored:
        'the database was restored from a backup and does not know what went out since: look on LinkedIn before you resume; each action is looked up there before it goes',
      low_acceptance: 'fewer than 15 percent of the last 40 invitations were accepted',
      two_accounts_warned: 'LinkedIn warned two accounts within 24 hours',
      config: 'the connection to the provider is set up wrongly',
      server_error: 'the provider failed several times',
      not_found: 'many profiles could not be found',
    } as Record<string, string>,
  },

  home: {
    heading: 'Outreach today',
    approvals: 'Outreach that waits for your decision',
    noApprovals: 'No outreach waits for your decision.',
    approval: (type: string, channelMrkdwn: string, authorMrkdwn: string) =>
      `${type} in ${channelMrkdwn}, proposed by ${authorMrkdwn}`,
    decideAtCard: (channelMrkdwn: string) => `The text is long; decide at its card in ${channelMrkdwn}.`,
    moreApprovals: (n: number) => `and ${n} more`,
    notReachable: 'Outreach cannot be shown just now: the database did not answer.',
  },
};

export type OutreachTexts = typeof outreachEn;
