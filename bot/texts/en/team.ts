import type { RulesTexts } from '../team-texts.ts';

export const rulesEn: RulesTexts = {
  locale: 'en',

  command: {
    notAnswered: 'The database has not answered. Nothing has changed; please try again in a moment.',
    guest: 'Guests cannot use this command. Ask a member of the team.',
    adminsOnly: (admins) => `Only admins change this: ${admins}. Nothing has changed.`,
    noAdmin: 'there is none yet; whoever installed Greenlight names one with `npm run setup`',
    formNotOpened: 'Slack did not open the form in time. Please try again.',
    takesLong: 'This takes longer than usual. I tell you how it ends.',
    notRecorded:
      'Not recorded: the database did not answer. Please try again; a repeat changes nothing twice.',
    recordedAfterAll: 'It is recorded now.',
    unknown: (word) => `I do not know "${word}" here. The word help behind the command explains it.`,
  },

  approvers: {
    help: [
      '`/approvers` lists who may approve.',
      '`/approvers give @person approver` gives a role: `member`, `approver` or `admin` (admins only).',
      '`/approvers take @person` makes somebody a member again (admins only).',
    ].join('\n'),
    heading: 'Who may approve',
    roles: {
      admin: 'Admins: approve, and change roles, budget, rules and limits',
      approver: 'Approvers: approve, request changes, reject',
    },
    role: { member: 'member', approver: 'approver', admin: 'admin' },
    nobody: { admin: 'No admin yet.', approver: 'No approver yet.' },
    fourEyes: 'Nobody approves what they asked for or wrote by hand, admins included.',
    onlyOne:
      'Only one person may approve at present, so their own drafts wait for nobody. Give a second person the role of approver.',
    change: 'Give a role',
    take: (name) => `Make ${name} a member`,
    confirmTake: {
      title: 'Take this role away?',
      text: 'The person stays in the team as a member: they can ask for drafts, not decide on them.',
      confirm: 'Take it away',
      deny: 'Keep it',
    },
    form: {
      title: 'Give a role',
      submit: 'Give',
      close: 'Cancel',
      person: 'Person',
      pick: 'Choose a person',
      role: 'Role',
      about: {
        member: 'Member: asks for drafts',
        approver: 'Approver: also decides on drafts',
        admin: 'Admin: also changes roles and rules',
      },
    },
    whoIsMeant: (said) => `I am not sure who "${said}" is: please choose the person.`,
    whoIsMeantHint:
      'Write `@` and choose the person from Slack’s list, or click the button below `/approvers`.',
    changed: (person, role) => `${person} is now ${role === 'member' ? 'a' : 'an'} ${role}.`,
    yours: (role, by) => `${by} made you ${role === 'member' ? 'a' : 'an'} ${role} in Greenlight.`,
    unchanged: (person, role) =>
      `${person} is ${role === 'member' ? 'a' : 'an'} ${role} already; nothing has changed.`,
    errors: {
      guest:
        'Guests, deactivated accounts and people of other companies decide nothing here. Nothing has changed.',
      bot: 'An app decides nothing here. Nothing has changed.',
      unknownPerson: 'Slack knows no such person. Nothing has changed.',
      lastAdmin:
        'This is the last admin, and a team needs one. Make somebody else an admin first; nothing has changed.',
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
    caps: { job: 'Each job', person_day: 'Each person, per day', month: 'The team, per month' },
    line: (what, money, tokens) => `*${what}*\nMoney: ${amounts(money)}\nTokens: ${amounts(tokens)}`,
    jobLine: (what, money, tokens) => `*${what}*\nCap: ${money ?? 'none in money'}, ${tokens}`,
    noMoneyCap: 'no cap in money',
    usd: (amount) =>
      `USD ${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
    tokens: (amount) => `${amount.toLocaleString('en')} tokens`,
    resets: (day, month) => `The day begins anew ${day}, the month ${month}.`,
    unpriced: (tokens) =>
      `${tokens} of this month were used by a model whose price I do not know. They count no money; the caps in tokens hold them.`,
    bothBind:
      'Whichever cap is reached first stops a job before its next call. Retry goes on from there, and what is paid is not paid again.',
    changedBy: (what, person, date) => `${what}: changed by ${person} (${date})`,
    change: 'Change the caps',
    form: {
      title: 'Change the caps',
      submit: 'Save',
      close: 'Cancel',
      intro:
        'A job stops before the call that would pass a cap. The caps in tokens also hold models whose price is unknown.',
      usd: (what) => `${what}: USD`,
      usdHint: 'Empty: no cap in money.',
      tokens: (what) => `${what}: tokens`,
    },
    saved: (whats, by) => `Caps changed by ${by}: ${whats}`,
    unchanged: 'The caps are as they were.',
    errors: {
      usd: 'A number from 0 to 1,000,000, or empty for no cap in money.',
      tokens: 'A whole number from 1 to 100,000,000,000.',
      order: 'A wider cap cannot be lower than a narrower one: job, person and day, month.',
    },
  },

  language: {
    help: '`/greenlight language` shows the language of my own texts; `/greenlight language pt-BR` or `en` changes it (admins only). Drafts follow their brief.',
    now: (name) => `My own texts are in ${name}. Drafts follow the language of their brief.`,
    names: { en: 'English', 'pt-BR': 'Portuguese' },
    choose: 'Switch to:',
    switched: (name) => `From now on I speak ${name} with this team. Open cards follow.`,
    already: (name) => `I speak ${name} with this team already; nothing has changed.`,
    unknown: (word) =>
      `I do not speak "${word}". Portuguese (pt-BR) and English (en) are possible; nothing has changed.`,
  },
};

function amounts({
  spent,
  reserved,
  cap,
}: {
  spent: string;
  reserved: string | null;
  cap: string | null;
}): string {
  return `${spent} spent${reserved === null ? '' : `, ${reserved} reserved`}, ${cap === null ? 'no cap' : `cap ${cap}`}`;
}
