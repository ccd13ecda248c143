import type { Locale, Role } from '../../../ports/people.ts';
import { answersEn, buttonsEn, recordingEn } from './answers.ts';
import { approverRulesEn } from './approver-rules.ts';

export type GivenRole = Exclude<Role, 'guest'>;

/** An amount of a cap and what counts against it, as a person reads it. */
interface SpentWords {
  spent: string;
  reserved: string | null;
  cap: string | null;
}

/** What the bot says of roles, the budget and the team's language. */
export const teamEn = {
  locale: 'en' as Locale,

  command: {
    ...answersEn,
    ...recordingEn,
    guest: 'Guests cannot use this command. Ask a member of the team.',
    notRecorded:
      'Not recorded: the database did not answer. Please try again; a repeat changes nothing twice.',
    unknown: (word: string) => `I do not know "${word}" here. The word help behind the command explains it.`,
  },

  approvers: {
    rules: approverRulesEn,
    help: [
      '`/approvers` lists who may approve, and the rules.',
      '`/approvers give @person approver` gives a role: `member`, `approver` or `admin` (admins only).',
      '`/approvers take @person` makes a person a member again (admins only).',
      '`/approvers rule` makes a rule (admins only): for a type of work and a channel, who approves and how many, one group or two, in parallel or in order, with deputies, reminder, escalation and expiry. *Change* at a rule changes or removes it and shows its earlier versions.',
    ].join('\n'),
    heading: 'Who may approve',
    /** Under its heading each role lists its people. */
    roles: {
      admin: 'Admins: approve, and change roles, budget, rules and limits',
      approver: 'Approvers: approve, request changes, reject',
    },
    /** The role as a word for one person. */
    role: { member: 'member', approver: 'approver', admin: 'admin' },
    none: { admin: 'No admin yet.', approver: 'No approver yet.' },
    fourEyes: 'Nobody approves what they asked for or wrote by hand, admins included.',
    onlyOne:
      'Only one person may approve at present, so their own drafts have no approver. Give a second person the role of approver.',
    change: 'Give a role',
    take: (name: string) => `Make ${name} a member`,
    confirmTake: {
      title: 'Take this role away?',
      text: 'The person stays in the team as a member: they can ask for drafts, not decide on them.',
      confirm: 'Take it away',
      deny: buttonsEn.keepIt,
    },
    form: {
      title: 'Give a role',
      submit: 'Give',
      close: buttonsEn.cancel,
      person: 'Person',
      pick: 'Choose a person',
      role: 'Role',
      about: {
        member: 'Member: asks for drafts',
        approver: 'Approver: also decides on drafts',
        admin: 'Admin: also changes roles and rules',
      },
    },
    /** Who was meant is not clear: the form asks. */
    whoIsMeant: (said: string) => `I am not sure who "${said}" is: please choose the person.`,
    changed: (personMrkdwn: string, role: string) =>
      `${personMrkdwn} is now ${role === 'member' ? 'a' : 'an'} ${role}.`,
    /** To the person who has a new role. */
    yours: (role: string, byMrkdwn: string) =>
      `${byMrkdwn} made you ${role === 'member' ? 'a' : 'an'} ${role} in Greenlight.`,
    unchanged: (personMrkdwn: string, role: string) =>
      `${personMrkdwn} is ${role === 'member' ? 'a' : 'an'} ${role} already; nothing has changed.`,
    errors: {
      guest:
        'Guests, deactivated accounts and people of other companies decide nothing here. Nothing has changed.',
      bot: 'An app decides nothing here. Nothing has changed.',
      unknownPerson: 'Slack knows no such person. Nothing has changed.',
      lastAdmin:
        'This is the last admin, and a team needs one. Make another person an admin first; nothing has changed.',
      notAsked: 'Slack did not say in time who this is, so nothing has changed. Please try again.',
    },
  },

  budget: {
    help: [
      '`/budget` shows what was spent, what running work has reserved, and the caps.',
      '`/budget set` changes the caps (admins only).',
    ].join('\n'),
    heading: 'Budget',
    scopes: { job: 'Each job', person_day: 'You, today', month: 'The team, this month' },
    /** The caps themselves, which hold for everyone and always. */
    caps: { job: 'Each job', person_day: 'Each person, per day', month: 'The team, per month' },
    line: (what: string, money: SpentWords, tokens: SpentWords) =>
      `*${what}*\nMoney: ${amounts(money)}\nTokens: ${amounts(tokens)}`,
    jobLine: (what: string, money: string | null, tokens: string) =>
      `*${what}*\nCap: ${money ?? 'none in money'}, ${tokens}`,
    usd: (amount: number) =>
      `USD ${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
    tokens: (amount: number) => `${amount.toLocaleString('en')} tokens`,
    resets: (dayMrkdwn: string, monthMrkdwn: string) =>
      `The day begins anew ${dayMrkdwn}, the month ${monthMrkdwn}.`,
    unpriced: (tokens: string) =>
      `${tokens} of this month were used by a model whose price I do not know. They count no money; the caps in tokens hold them.`,
    bothBind:
      'Whichever cap is reached first stops a job before its next call, and its thread asks what to do: raise the cap, finish with what there is, or stop.',
    changedBy: (what: string, personMrkdwn: string, dateMrkdwn: string) =>
      `${what}: changed by ${personMrkdwn} (${dateMrkdwn})`,
    change: 'Change the caps',
    form: {
      title: 'Change the caps',
      submit: buttonsEn.save,
      close: buttonsEn.cancel,
      intro:
        'A job stops before the call that would pass a cap. The caps in tokens also hold models whose price is unknown.',
      usd: (what: string) => `${what}: USD`,
      usdHint: 'Empty: no cap in money.',
      tokens: (what: string) => `${what}: tokens`,
    },
    saved: (whats: string, byMrkdwn: string) => `Caps changed by ${byMrkdwn}: ${whats}`,
    unchanged: 'The caps are as they were.',
    errors: {
      usd: 'A number from 0 to 1,000,000, or empty for no cap in money.',
      tokens: 'A whole number from 1 to 100,000,000,000.',
      order: 'A wider cap cannot be lower than a narrower one: job, person and day, month.',
    },
  },

  language: {
    help: '`/greenlight language` shows the language of my own texts; `/greenlight language pt-BR` or `en` changes it (admins only). Drafts follow their brief.',
    now: (name: string) => `My own texts are in ${name}. Drafts follow the language of their brief.`,
    names: { en: 'English', 'pt-BR': 'Portuguese' },
    choose: 'Switch to:',
    switched: (name: string) => `From now on I speak ${name} with this team. Open cards follow.`,
    already: (name: string) => `I speak ${name} with this team already; nothing has changed.`,
    unknown: (word: string) =>
      `I do not speak "${word}". Portuguese (pt-BR) and English (en) are possible; nothing has changed.`,
  },
};

export type TeamTexts = typeof teamEn;

function amounts({ spent, reserved, cap }: SpentWords): string {
  return `${spent} spent${reserved === null ? '' : `, ${reserved} reserved`}, ${cap === null ? 'no cap' : `cap ${cap}`}`;
}
