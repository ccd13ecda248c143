import { capital } from '../capital.ts';
import { buttonsEn } from './answers.ts';

/** What the bot says of campaigns. */
export const campaignsEn = {
  buttons: {
    pause: 'Pause',
    resume: 'Resume',
    end: 'End',
  },
  confirmEnd: {
    title: 'End the campaign?',
    text: 'What has not gone yet never will. A campaign that was ended does not begin again.',
    confirm: 'End',
    deny: buttonsEn.back,
  },

  form: {
    title: 'New campaign',
    submit: 'Start',
    close: buttonsEn.cancel,
    account: 'Account',
    name: 'Name',
    nameHint: 'As people will call it, for example "Fair in May".',
    purpose: 'Purpose',
    purposeHint:
      'For the agent that writes the words: what you offer, and what the person is to do. Nothing goes before people have approved the words for each person.',
    language: 'Language of the words',
    languageHint: 'For people whose own language is not known; the others are written to in theirs.',
    languages: { 'pt-BR': 'Portuguese', en: 'English' },
    audience: 'People',
    audienceHint:
      'For example: country:BR title:"diretor clínico" tag:fair implants. Fields: country, company, title, industry, tag, source, language, score. Empty: all leads, the best first.',
    count: 'Count the people',
    counting: 'Count who would be written to before you start.',
    counted: (chosen: number, matching: number) =>
      chosen === 1
        ? `*1 person* would be in it, of ${matching} whom the filter finds.`
        : `*${chosen.toLocaleString('en')} people* would be in it, of ${matching.toLocaleString('en')} whom the filter finds.`,
    first: (names: string) => `The first: ${names}`,
    leftOut: (reasons: string) => `Left out: ${reasons}`,
    notCounted: 'The database has not answered; click once more.',
    steps: 'Steps',
    visit: 'Visit the profile first',
    visitHint: 'The invitation follows one working day later.',
    invitation: 'Invitation',
    invitations: {
      with_note: 'with a note',
      without_note: 'without a note',
      none: 'none: people who are connected already',
    },
    message: 'Message, working days after the invitation is accepted',
    messageHint: 'Empty: no message. 0: on the same day.',
    followUp: 'Follow-up, working days after the message',
    secondFollowUp: 'Second follow-up, working days after the first',
    waitHint: '1 to 60; empty: none.',
    stop: 'Stop',
    stopHint: 'A reply always ends the campaign for the person who wrote it.',
    companyReply: 'A reply also ends it for colleagues at the same company',
    perCompany: 'People of one company in any 7 days',
    perCompanyHint: '1 to 50; empty: no limit.',
    weight: 'Weight among campaigns of the account',
    weightHint: '1 to 5: with 2 it has twice as many places a day as one with 1.',
    channel: 'Channel',
    channelHint: 'Where the campaign stands, and where people approve the words.',
    errors: {
      name: 'A name of at most 80 characters, on one line.',
      nameTaken: 'A campaign of this name is under way. Give another name.',
      purpose: 'Say what it is to bring about, in at most 2,000 characters.',
      unknownField: (word: string) =>
        `I do not know "${word}:". Fields: country, company, title, industry, tag, source, language, score.`,
      badScore: 'score takes a whole number, for example score:60.',
      empty: 'The filter finds no one.',
      allLeftOut: (n: number, reasons: string) =>
        n === 1
          ? `The filter finds 1 person, who is left out: ${reasons}.`
          : `The filter finds ${n} people, and all are left out: ${reasons}.`,
      wait: 'A whole number from 0 to 60.',
      followUpWithoutMessage: 'A follow-up needs the message before it.',
      noSteps: 'Choose at least one step.',
      perCompany: 'A whole number from 1 to 50.',
      noAccount: 'This account is not connected any more.',
      notAllowed: 'You may not start campaigns here.',
      notCertain:
        'Not certain: the database did not answer. Send it again; the same campaign is not started twice.',
      other: (code: string) => `Nothing was started: ${code}.`,
    },
  },
  useAChannel: 'Use `/outreach campaign` in a channel, where others see it. Nothing was started.',

  status: { drafting: 'waiting for its words', running: 'under way', paused: 'paused', ended: 'ended' },
  endReasons: {
    finished: 'everyone has gone through it',
    ended: 'a person ended it',
    notes_rejected: 'its words were rejected',
    notes_cancelled: 'the work on its words was cancelled',
    notes_failed: 'the work on its words failed',
    notes_expired: 'no one decided on its words in time',
    notes_refused: 'its words could not be asked for',
  } as Record<string, string>,
  /** Why a person is left out, for a figure in front. */
  leftOut: {
    suppressed: 'must not be contacted',
    in_campaign: 'in another campaign',
    in_conversation: 'have written to us',
    contacted: 'written to in the last 30 days, or about to be',
    connected: 'connected already',
    invited: 'invited already',
    withdrawn: 'invitation withdrawn less than 21 days ago',
    not_connected: 'not connected',
    over_limit: 'more than the 300 of one campaign',
    by_person: 'left out by an approver',
    replied: 'replied',
    ended: 'not reached before it was ended',
    company_reply: 'a colleague replied',
    same_person: 'the same person twice',
    already_connected: 'turned out to be connected already',
    earlier_step: 'an earlier step did not go',
    not_connected_any_more: 'not connected any more',
    expired: 'approval too old',
    cancelled: 'cancelled',
    profile_gone: 'profile gone',
    same_words: 'had these words already',
    failed: 'not sent',
    duplicate: 'had these words already',
    placeholder: 'words with a placeholder',
    unseen: 'words with invisible signs',
    too_long: 'words too long',
    empty: 'no words',
    approval: 'approval does not count any more',
    notes_rejected: 'words rejected',
    notes_cancelled: 'work on the words cancelled',
    notes_failed: 'words not written',
    notes_expired: 'words not decided in time',
    notes_refused: 'words not asked for',
  } as Record<string, string>,
  leftOutOther: (code: string) => `not reached (${code})`,

  card: {
    heading: (name: string) => `Campaign: ${name}`,
    fallback: (name: string, status: string) => `Campaign ${name}: ${status}`,
    by: (personMrkdwn: string, account: string) => `Started by ${personMrkdwn} · Account: ${account}`,
    standing: (status: string, people: number) =>
      `*${capital(status)}* · ${people === 1 ? '1 person' : `${people} people`}`,
    draftingHint:
      'The words for each person are written and approved in this thread. Nothing goes before that.',
    ended: (reason: string) => `Ended: ${reason}`,
    pausedBy: (personMrkdwn: string, dateMrkdwn: string) => `Paused by ${personMrkdwn} (${dateMrkdwn})`,
    step: (number: number, what: string, sent: number) =>
      `${number}. ${what}: ${sent === 0 ? 'none yet' : sent}`,
    kinds: {
      view_profile: 'Visits',
      send_invite: 'Invitations',
      send_invite_with_note: 'Invitations with a note',
      send_message: 'Messages',
    },
    after: (days: number) =>
      days === 0 ? 'on the same day' : days === 1 ? '1 working day later' : `${days} working days later`,
    afterAccepted: (days: number) =>
      days === 0
        ? 'on the day of the acceptance'
        : days === 1
          ? '1 working day after the acceptance'
          : `${days} working days after the acceptance`,
    places: {
      drafting: 'without approved words',
      ready: 'approved, not begun',
      active: 'on their way',
      replied: 'replied',
      finished: 'through all steps',
      skipped: 'left out',
      stopped: 'stopped',
    },
    accepted: (n: number, of: number, range: string) => `Accepted: ${n} of ${of} (${range})`,
    replied: (n: number, of: number, range: string) => `Replied: ${n} of ${of} (${range})`,
    range: (rate: number, low: number, high: number) => `${rate} %, likely ${low} to ${high} %`,
    nothingYet: 'Nothing went yet',
    needsPerson: (n: number) =>
      n === 1 ? '1 action waits for a person, below.' : `${n} actions wait for a person, below.`,
    next: (dateMrkdwn: string) => `Next: no earlier than ${dateMrkdwn}`,
    limits: (perCompany: number | null, weight: number) =>
      `${perCompany === null ? 'No limit for a company' : `At most ${perCompany} of one company in 7 days`} · Weight ${weight}`,
    companyReply: 'A reply ends it for the whole company',
  },

  list: {
    heading: (n: number) => `Campaigns: ${n}`,
    empty: 'There is no campaign yet. `/outreach campaign` starts one.',
    more: (n: number) => `and ${n} more`,
    which: (names: string) => `Which campaign? ${names}`,
    none: (word: string) => `There is no campaign "${word}" under way.`,
  },
  steer: {
    paused: (personMrkdwn: string, name: string) => `${personMrkdwn} paused the campaign ${name}.`,
    resumed: (personMrkdwn: string, name: string) => `${personMrkdwn} resumed the campaign ${name}.`,
    ended: (personMrkdwn: string, name: string) =>
      `${personMrkdwn} ended the campaign ${name}. What waited is cancelled.`,
    finished: (name: string, reason: string) => `The campaign ${name} is over: ${reason}.`,
    inFlight: 'What is on its way to LinkedIn at this moment may still arrive.',
    already: (status: string) => `Nothing was changed: the campaign is ${status}.`,
    notAllowed:
      'Only who started it, admins and those who may approve outreach can do this. Pausing is for everyone.',
    guest: 'Guests cannot do this.',
    gone: 'This campaign is not there any more.',
    notRecorded: '*Not certain that it is done*: the database did not answer. Click again.',
  },
  goOn: {
    button: 'Let the campaign go on',
    title: 'Let it go on',
    submit: 'Go on',
    close: buttonsEn.back,
    intro: (name: string) =>
      `The steps that are left for ${name} wait again, with the words that were approved. What was sent is not sent again, and a new message stops it as ever.`,
    date: 'Not before',
    dateHint:
      'Such as the day on which the person is back. Empty: once the working days of the next step have passed.',
    errors: {
      bad_date: 'Choose today or a day of the next 180.',
      newer_reply: 'The person has written again meanwhile, so nothing was changed.',
      no_steps: 'No step of this campaign is left for this person.',
      suppressed: 'This person must not be contacted.',
      ended: 'This campaign is over.',
      other_campaign: 'The person is in another campaign meanwhile.',
      answered: 'The person was answered meanwhile, so the campaign does not go on.',
      role: 'Only those who may approve outreach and admins can do this; who started the campaign can, where the person is away.',
      guest: 'Guests cannot do this.',
      gone: 'This message is not there any more.',
    },
  },
};

export type CampaignTexts = typeof campaignsEn;
