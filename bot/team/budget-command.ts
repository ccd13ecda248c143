import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { type BudgetLine, capScopes } from '../../ports/content.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readPress, tellLine } from '../asking/press.ts';
import { letters, mention, said } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { budgetMessage } from './budget-message.ts';
import { budgetModal, fieldOf } from './budget-modal.ts';
import { readBudget } from './read-budget.ts';
import { formOrigin } from './role-modal.ts';
import { type Asked, adminAsks, memberAsks, type RulesDesk } from './rules-desk.ts';

/** A trigger opens a form for 3 s. */
const LOOK_MS = 1500;
/** Slack waits 3 s for the answer to a form. */
const ANSWER_MS = 2400;

/** `/budget`: everybody of the team sees it, admins change the caps. */
export function budgetCommand(desk: RulesDesk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const { team: t } = await desk.textsFor(command.team_id);
    const word = exactWords(command.text).toLowerCase();
    if (['help', 'ajuda', '?', '-h', '--help'].includes(word)) {
      return ack({ response_type: 'ephemeral', text: t.budget.help, blocks: [said(t.budget.help)] });
    }
    const changes = ['set', 'change', 'raise', 'alterar', 'mudar', 'definir', 'aumentar'].includes(word);
    if (word !== '' && !changes && !['show', 'list', 'ver', 'mostrar'].includes(word)) {
      return ack({ response_type: 'ephemeral', ...letters(t.command.unknown(word.slice(0, 40))) });
    }
    await ack();
    const asked: Asked = {
      teamId: command.team_id,
      userId: command.user_id,
      triggerId: command.trigger_id,
      to: {
        user_id: command.user_id,
        channel_id: command.channel_id,
        response_url: command.response_url,
      },
    };
    return changes ? openBudget(desk, asked, t) : showBudget(desk, asked, t);
  };
}

/** Change the caps: the form. */
export function changeBudgetAction(desk: RulesDesk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    await ack();
    const press = readPress(body);
    await openBudget(desk, press, (await desk.textsFor(press.teamId)).team);
  };
}

async function showBudget(desk: RulesDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return;
  const lines = await readLines(desk, asked);
  if (!lines) return tellLine(desk, asked.to, t.command.notAnswered);
  await desk.tell(asked.to, budgetMessage(lines, desk.clock.now(), person.role === 'admin', t));
}

async function openBudget(desk: RulesDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const [allowed, lines] = await Promise.all([
    adminAsks(desk, asked, t),
    within(desk.clock, LOOK_MS, readLines(desk, asked)),
  ]);
  if (!allowed) return;
  if (!lines) return tellLine(desk, asked.to, t.command.notAnswered);
  const { channel_id, response_url = null } = asked.to;
  await openForm(desk, asked, budgetModal({ channel_id, response_url }, lines, t), t);
}

async function readLines(desk: RulesDesk, { teamId, userId }: Asked): Promise<BudgetLine[] | null> {
  return desk.content.getBudget(teamId, userId).catch((error: unknown) => {
    if (noAnswer(error)) return null;
    throw error;
  });
}

/** The caps were sent: saved, or the form stays open with what is wrong under its field. */
export function submitBudget(desk: RulesDesk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const teamId = body.team?.id ?? view.team_id;
    const userId = body.user.id;
    const { team: t } = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const refuse = (errors: Record<string, string>) => ack({ response_action: 'errors', errors });
    const first = (line: string) => refuse({ [fieldOf('usd', 'job')]: line });
    const read = readBudget(view.state.values, t);
    if ('errors' in read) return refuse(read.errors);
    await desk.knowPerson(teamId, userId).catch(() => null);
    const saving = desk.content
      .setBudget({ team_id: teamId, person_id: userId, caps: read.caps })
      .catch((error: unknown) => {
        if (noAnswer(error)) return null;
        if (isExpected(error, 'not_allowed')) return 'not_allowed' as const;
        throw error;
      });
    const changed = await within(desk.clock, ANSWER_MS, saving);
    if (!changed) return first(t.command.notRecorded);
    if (changed === 'not_allowed') return first(t.command.adminsOnly(await adminNames(desk, teamId, t)));
    await ack();
    desk.log.info('budget_changed', { user_id: userId, count: changed.length });
    const to = { user_id: userId, ...origin };
    if (changed.length === 0) return tellLine(desk, to, t.budget.unchanged);
    const what = capScopes.filter((scope) => changed.includes(scope)).map((scope) => t.budget.caps[scope]);
    await tellLine(desk, to, t.budget.saved(what.join(', '), mention(userId)));
    await showBudget(desk, { teamId, userId, triggerId: '', to }, t);
  };
}

/** Errors of a form are plain text, in which a mention is letters. */
async function adminNames(desk: RulesDesk, teamId: string, t: TeamTexts): Promise<string> {
  const admins = (await desk.adminsOf(teamId)).slice(0, 10);
  const names = admins.map(async (id) => (await desk.knowPerson(teamId, id).catch(() => null))?.name ?? id);
  return (await Promise.all(names)).join(', ') || t.command.noAdmin;
}
