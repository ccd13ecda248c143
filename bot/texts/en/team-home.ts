const number = (n: number): string => n.toLocaleString('en');

/** What admins read of their team on the Home tab. */
export const teamHomeEn = {
  heading: 'Team',
  roles: 'Who may approve',
  budget: 'Budget of this month',
  /** `percent` of the cap that is nearest; null: there is none. */
  spent: (money: string, moneyCap: string | null, tokens: string, tokensCap: string, percent: number) =>
    `${moneyCap === null ? `${money}, no cap in money` : `${money} of ${moneyCap}`}; ${tokens} of ${tokensCap} (${number(percent)}%)`,
  health: 'Health',
  shown: 'Slack shows everything that is stored.',
  behind: (messages: number, minutes: number) =>
    `${number(messages)} ${messages === 1 ? 'message waits' : 'messages wait'} to be shown in Slack, the oldest for ${number(minutes)} min. \`npm run doctor\` checks why.`,
  givenUp: (messages: number) =>
    `${number(messages)} ${messages === 1 ? 'message was' : 'messages were'} given up: channels that are archived, or that I was removed from.`,
  noneFailed: 'No job was stopped by a problem today.',
  failed: (jobs: number) =>
    `${number(jobs)} ${jobs === 1 ? 'job was' : 'jobs were'} stopped by a problem today:`,
  times: (n: number) => (n === 1 ? '' : `${number(n)} times:`),
  modelAnswered: (dateMrkdwn: string) => `The model last answered (${dateMrkdwn}).`,
  modelNeverAnswered: 'No model has answered here yet.',
  modelFailed: (what: string, dateMrkdwn: string) => `It last stopped a job (${dateMrkdwn}): ${what}`,
  modelRetries: (what: string) => `A job waits for it to answer again: ${what}`,
  moreRules: (n: number) => `and ${number(n)} more ${n === 1 ? 'rule' : 'rules'}: \`/approvers\` lists all`,
  giveRole: 'Give a role',
  changeCaps: 'Change the caps',
  notReachable: 'Roles, budget and health cannot be shown now: the database did not answer.',
};

export type TeamHomeTexts = typeof teamHomeEn;
