import type { KnownBlock } from '@slack/types';
import type { BudgetLine, Health } from '../../ports/content.ts';
import type { ApproverRule, Person, UserGroup } from '../../ports/people.ts';
import {
  actions,
  button,
  clip,
  dateToken,
  heading,
  mention,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { ruleBlock } from './approvers-message.ts';
import { teamActions } from './team-actions.ts';
import type { TeamDesk } from './team-desk.ts';

const PEOPLE_SHOWN = 20;
/** Slower than this, and people wait for what is stored: a message is drawn within seconds. */
const BEHIND_S = 60;
const CODES_SHOWN = 4;
const RULES_SHOWN = 4;

interface TeamState {
  people: Person[];
  rules: ApproverRule[];
  userGroups: UserGroup[];
  budget: BudgetLine[];
  health: Health;
}

/** What an admin wants to know of the team on the Home tab: how things are, what is spent, who approves. */
export async function teamHome(
  desk: TeamDesk,
  teamId: string,
  userId: string,
): Promise<{ first: KnownBlock[]; rest: KnownBlock[] }> {
  const texts = await desk.textsFor(teamId);
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  if (person?.role !== 'admin') return { first: [], rest: [] };
  try {
    const [people, rules, userGroups, budget, health] = await Promise.all([
      desk.people.listRoles(teamId),
      desk.people.listRules(teamId),
      desk.people.listUserGroups(teamId),
      desk.content.getBudget(teamId, userId),
      desk.content.getHealth(teamId, userId),
    ]);
    return {
      first: [],
      rest: health === null ? [] : teamBlocks({ people, rules, userGroups, budget, health }, texts),
    };
  } catch (error) {
    desk.log.warn('team_home_not_read', { user_id: userId, error });
    return { first: [], rest: [small(texts.teamHome.notReachable)] };
  }
}

/** Pure. */
export function teamBlocks(
  { people, rules, userGroups, budget, health }: TeamState,
  texts: Texts,
): KnownBlock[] {
  const t = texts.teamHome;
  return [
    heading(t.heading),
    said([`*${t.health}*`, ...healthLines(health, texts)].join('\n')),
    said([`*${t.budget}*`, ...budgetLines(budget, texts)].join('\n')),
    said([`*${t.roles}*`, ...roleLines(people, texts)].join('\n')),
    ...rules
      .slice(0, RULES_SHOWN)
      .map((rule) => ruleBlock(rule, userGroups, true, texts.team.approvers.rules)),
    ...(rules.length > RULES_SHOWN ? [small(t.moreRules(rules.length - RULES_SHOWN))] : []),
    actions(
      'home_team',
      button(
        teamActions.newRule,
        texts.team.approvers.rules.newRule,
        JSON.stringify({ rule: null, groups: 1 }),
      ),
      button(teamActions.giveRole, t.giveRole, 'give'),
      button(teamActions.changeBudget, t.changeCaps, 'change'),
    ),
  ];
}

function healthLines(
  { outbox, failed_today, model_failed, model_answered_at }: Health,
  texts: Texts,
): string[] {
  const t = texts.teamHome;
  const isBehind = outbox.waiting > 0 && outbox.oldest_s >= BEHIND_S;
  const failed = failed_today.reduce((sum, { jobs }) => sum + jobs, 0);
  const kinds = failed_today
    .slice(0, CODES_SHOWN)
    .map(({ code, jobs, topic }) => `• ${t.times(jobs)} ${meaning(code, topic, texts)}`);
  return [
    isBehind ? `:warning: ${t.behind(outbox.waiting, Math.round(outbox.oldest_s / 60))}` : t.shown,
    ...(outbox.given_up > 0 ? [t.givenUp(outbox.given_up)] : []),
    ...(failed === 0 ? [t.noneFailed] : [`:warning: ${t.failed(failed)}`, ...kinds]),
    model_answered_at === null
      ? t.modelNeverAnswered
      : t.modelAnswered(dateToken(model_answered_at, texts.locale)),
    ...(model_failed === null
      ? []
      : [
          model_failed.at === null
            ? `:warning: ${t.modelRetries(meaning(model_failed.code, model_failed.topic, texts))}`
            : t.modelFailed(
                meaning(model_failed.code, model_failed.topic, texts),
                dateToken(model_failed.at, texts.locale),
              ),
        ]),
  ];
}

/** What happened, in the bot's words. */
function meaning(code: string | null, topic: string | null, texts: Texts): string {
  const error = { code: code ?? 'internal', message: '' };
  return safeText(texts.errors(error, clip(topic ?? '…', 80), 'carousel', 1).happened, 250);
}

function budgetLines(budget: BudgetLine[], texts: Texts): string[] {
  const w = texts.team.budget;
  const month = budget.find(({ scope }) => scope === 'month');
  if (!month) return [];
  const usd = month.spent_usd + month.reserved_usd;
  const tokens = month.spent_tokens + month.reserved_tokens;
  const cap = month.usd === null ? null : month.usd + month.raised_usd;
  const tokenCap = month.tokens + month.raised_tokens;
  const share = Math.max(cap === null || cap === 0 ? 0 : usd / cap, tokens / tokenCap);
  return [
    texts.teamHome.spent(
      w.usd(usd),
      cap === null ? null : w.usd(cap),
      w.tokens(tokens),
      w.tokens(tokenCap),
      Math.floor(share * 100),
    ),
  ];
}

function roleLines(people: Person[], texts: Texts): string[] {
  const w = texts.team.approvers;
  return (['admin', 'approver'] as const).map((role) => {
    const names = people.filter((person) => person.role === role).slice(0, PEOPLE_SHOWN);
    return `${w.roles[role]}: ${names.length === 0 ? w.none[role] : names.map((one) => mention(one.user_id)).join(', ')}`;
  });
}
