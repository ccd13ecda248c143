import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { Account } from '../../ports/outreach.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, noted, onForm, onPress, tellLine } from '../asking/press.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { adminMentions, adminNames } from '../asking/who-asks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { accountNotice } from './account-notice.ts';
import { outreachActions } from './action-ref.ts';
import { announce } from './announce.ts';
import { chooseAccount, noAccount } from './choose-account.ts';
import { CONFIG, configModal, configOrigin } from './config-modal.ts';
import { problemsByBlock } from './config-words.ts';
import { findAccount } from './find-account.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { readConfig } from './read-config.ts';

export { CONFIG };

/** `/outreach config [account]`: for admins, the form with the limits as they are. */
export async function configCommand(
  desk: OutreachDesk,
  asked: Asked,
  words: string,
  t: OutreachTexts,
): Promise<void> {
  const accounts = await openable(desk, asked, t);
  if (!accounts) return;
  const found = findAccount(accounts, words, { withReason: false, withAll: false });
  if (found.kind === 'one') return openConfig(desk, asked, found.account, t);
  const message =
    found.kind === 'none' || found.kind === 'unknown'
      ? noAccount(found, accounts, t)
      : chooseAccount(t.config.choose, outreachActions.configure, accounts, (a) => a?.id ?? '');
  await desk.tell(asked.to, message);
}

/** A press on an account's name: the same form. */
export function configureAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    const accounts = await openable(desk, press, t);
    const account = accounts?.find((a) => a.id === press.value);
    if (account) await openConfig(desk, press, account, t);
    else if (accounts) await tellLine(desk, press.to, t.add.errors.noAccount);
  });
}

/** The accounts, if this person may change their limits; else the person was told why not. */
async function openable(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<Account[] | null> {
  const [person, accounts] = await Promise.all([
    desk.knowPerson(asked.teamId, asked.userId).catch(() => null),
    within(
      desk.clock,
      deadlines.look,
      desk.outreach.listAccounts(asked.teamId).catch(() => null),
    ),
  ]);
  if (!person) {
    await tellLine(desk, asked.to, t.command.notAnswered);
    return null;
  }
  if (person.role !== 'admin') {
    await tellLine(desk, asked.to, t.command.adminsOnly(await adminMentions(desk, asked.teamId, t)));
    return null;
  }
  if (!accounts) {
    await tellLine(desk, asked.to, t.command.notAnswered);
    return null;
  }
  return accounts;
}

async function openConfig(
  desk: OutreachDesk,
  asked: Asked,
  account: Account,
  t: OutreachTexts,
): Promise<void> {
  const { channel_id, response_url = null } = asked.to;
  const origin = { account_id: account.id, version: account.config_version, channel_id, response_url };
  await openForm(desk, asked, configModal(account, origin, t), t);
}

/** The limits were sent: saved, or the form stays open with what cannot work under its field. */
export function submitConfig(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const origin = configOrigin.parse(JSON.parse(view.private_metadata));
    const read = readConfig(view.state.values, t);
    if ('errors' in read) return refuse(read.errors);
    const { config } = read;
    const saving = noted(desk, { teamId, userId })
      .then(() =>
        desk.outreach.saveConfig({
          account_id: origin.account_id,
          person_id: userId,
          config,
          expected_version: origin.version,
        }),
      )
      .catch((error: unknown) => notSaved(desk, error, teamId, t));
    const saved = await within(desk.clock, deadlines.form, saving);
    // The first field is in sight when the form shows its errors.
    if (saved === undefined) return refuse({ window_start: t.config.notSaved });
    if (typeof saved === 'string') return refuse({ window_start: saved });
    const errors = problemsByBlock(saved.problems, config, t);
    if (Object.keys(errors).length > 0) return refuse(errors);

    await ack();
    desk.log.info('outreach_config_saved', {
      account_id: origin.account_id,
      user_id: userId,
      version: saved.version,
      count: saved.changes.length,
    });
    const to = { user_id: userId, channel_id: origin.channel_id, response_url: origin.response_url };
    if (saved.changes.length === 0) return tellLine(desk, to, t.config.unchanged);
    const accounts = await desk.outreach.listAccounts(teamId).catch((): Account[] => []);
    const account = accounts.find((a) => a.id === origin.account_id);
    if (!account) return;
    const params = { person_id: userId, changes: saved.changes, fits: saved.fits };
    const notice = accountNotice(account, { code: 'config_changed', params }, t);
    await announce(desk, to, notice, [account.channel_id]);
  });
}

async function notSaved(
  desk: OutreachDesk,
  error: unknown,
  teamId: string,
  t: OutreachTexts,
): Promise<string> {
  if (noAnswer(error)) return t.config.notSaved;
  if (isExpected(error, 'stale_config')) return t.config.changedMeanwhile;
  // Errors of a form are plain text, in which a mention is letters.
  if (isExpected(error, 'not_allowed')) {
    return t.command.adminsOnly(await adminNames(desk, teamId, t));
  }
  const code = refusedAs(desk, error);
  if (code !== null) return t.command.refused(code);
  throw error;
}
