import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { type BudgetLine, capScopes } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer, nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, noted, onForm, onPress, tellLine } from '../asking/press.ts';
import { adminAsks, adminNames, memberAsks } from '../asking/who-asks.ts';
import { mention } from '../slack/blocks.ts';
import { uploadPicture } from '../slack/upload-picture.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import type { Texts } from '../texts/texts.ts';
import { budgetMessage, kindOfWork } from './budget-message.ts';
import { budgetModal, fieldOf } from './budget-modal.ts';
import { readBudget } from './read-budget.ts';
import { formOrigin } from './role-modal.ts';
import type { DrawSpending, SpendingView } from './spending-picture.ts';
import type { TeamDesk } from './team-desk.ts';

/** Change the caps: the form. */
export function changeBudgetAction(desk: TeamDesk) {
  return onPress(async (press) => {
    await openBudget(desk, press, (await desk.textsFor(press.teamId)).team);
  });
}

/** `/budget`: all of the team see what was spent, reserved and capped, and what it went to, as a picture and as text. */
export async function showBudget(
  desk: TeamDesk,
  draw: DrawSpending,
  asked: Asked,
  t: TeamTexts,
): Promise<void> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return;
  const reading = Promise.all([
    desk.content.getBudget(asked.teamId, asked.userId),
    desk.content.getSpending(asked.teamId),
  ]);
  const read = await reading.catch(nullIfNoAnswer);
  if (!read) return tellLine(desk, asked.to, t.command.notAnswered);
  const [lines, spending] = read;
  const texts = await desk.textsFor(asked.teamId);
  const now = desk.clock.now();
  const view = { lines, spending, month: `${new Date(now).toISOString().slice(0, 7)}-01` };
  const alt = texts.spending.alt(view.month.slice(0, 7));
  const pictureId = await picture(desk, draw, asked.teamId, { ...view, alt }, texts);
  const message = (id: string | null) =>
    budgetMessage({ lines, spending, pictureId: id, alt }, now, person.role === 'admin', texts);
  // Without the picture where Slack shows none.
  if (!(await desk.tell(asked.to, message(pictureId))) && pictureId !== null)
    await desk.tell(asked.to, message(null));
}

/** Null: the figures go without it. */
async function picture(
  desk: TeamDesk,
  draw: DrawSpending,
  teamId: string,
  { alt, ...view }: Omit<SpendingView, 'nameOf'> & { alt: string },
  texts: Texts,
): Promise<string | null> {
  try {
    const known = await Promise.all(
      view.spending.people.slice(0, 10).map(({ name }) => desk.knowPerson(teamId, name).catch(() => null)),
    );
    const names = new Map(known.flatMap((person) => (person ? [[person.user_id, person.name]] : [])));
    const nameOf: SpendingView['nameOf'] = (list, name) => {
      if (list === 'types') return kindOfWork(name, texts);
      return (list === 'people' ? names.get(name) : undefined) ?? name;
    };
    const png = await draw({ ...view, nameOf }, texts);
    return await uploadPicture(desk, { name: `budget-${view.month.slice(0, 7)}.png`, alt, png });
  } catch (error) {
    desk.log.warn('budget_picture_not_made', { error });
    return null;
  }
}

/** `/budget set`: the form, for admins. */
export async function openBudget(desk: TeamDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const [allowed, lines] = await Promise.all([
    adminAsks(desk, asked, t),
    within(desk.clock, deadlines.look, readLines(desk, asked)),
  ]);
  if (!allowed) return;
  if (!lines) return tellLine(desk, asked.to, t.command.notAnswered);
  const { channel_id, response_url = null } = asked.to;
  await openForm(desk, asked, budgetModal({ channel_id, response_url }, lines, t), t);
}

async function readLines(desk: TeamDesk, { teamId, userId }: Asked): Promise<BudgetLine[] | null> {
  return desk.content.getBudget(teamId, userId).catch(nullIfNoAnswer);
}

/** The caps were sent: saved, or the form stays open with what is wrong under its field. */
export function submitBudget(desk: TeamDesk, draw: DrawSpending) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { team: t } = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const first = (line: string) => refuse({ [fieldOf('usd', 'job')]: line });
    const read = readBudget(view.state.values, t);
    if ('errors' in read) return refuse(read.errors);
    await noted(desk, { teamId, userId });
    const saving = desk.content
      .setBudget({ team_id: teamId, person_id: userId, caps: read.caps })
      .catch((error: unknown) => {
        if (noAnswer(error)) return null;
        if (isExpected(error, 'not_allowed')) return 'not_allowed' as const;
        throw error;
      });
    const changed = await within(desk.clock, deadlines.form, saving);
    if (!changed) return first(t.command.notRecorded);
    if (changed === 'not_allowed') return first(t.command.adminsOnly(await adminNames(desk, teamId, t)));
    await ack();
    desk.log.info('budget_changed', { user_id: userId, count: changed.length });
    const to = { user_id: userId, ...origin };
    if (changed.length === 0) return tellLine(desk, to, t.budget.unchanged);
    const what = capScopes.filter((scope) => changed.includes(scope)).map((scope) => t.budget.caps[scope]);
    await tellLine(desk, to, t.budget.saved(what.join(', '), mention(userId)));
    await showBudget(desk, draw, { teamId, userId, triggerId: '', to }, t);
  });
}
