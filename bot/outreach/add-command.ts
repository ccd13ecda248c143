import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { within } from '../../platform/within.ts';
import type { Account } from '../../ports/outreach.ts';
import { CHANNEL, chosenChannel } from '../asking/channel-input.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noticeView } from '../asking/form-parts.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { typedWords } from '../asking/plain-words.ts';
import { type Asked, onForm, placeOf, tellLine } from '../asking/press.ts';
import { clip, type Message, quoted, said } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { ADD, addModal, addOrigin } from './add-modal.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { type OutreachCommand, proposable } from './parse-command.ts';
import { proposalFault, proposeAction, proposedMessage } from './propose-action.ts';

export { ADD };

/** `/outreach add`: the form, which in a conversation of two asks for the channel. */
export async function addForm(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<void> {
  const [accounts, leads] = await Promise.all([
    look(desk, asked.teamId),
    // Without a list the address is typed.
    within(
      desk.clock,
      deadlines.firstLook,
      desk.outreach.listLeads(asked.teamId, 100).catch(() => []),
    ),
  ]);
  if (!accounts) return tellLine(desk, asked.to, t.command.notAnswered);
  if (accounts.length === 0) return tellLine(desk, asked.to, t.command.noAccounts);
  await openForm(desk, asked, addModal(accounts, leads ?? [], placeOf(asked), t), t);
}

/** An approver could not see the card in a conversation of two; the words of the note are given back. */
export function useAChannel(t: OutreachTexts, { text }: { text: string | null }): Message {
  const line = t.command.useAChannel;
  return {
    text: line,
    blocks: [said(line), ...(text === null ? [] : [said(t.add.yourText), quoted(text, 2500)])],
  };
}

/** `/outreach add invite <profile> "note"`: stored durably, then acknowledged. Answers what the person sees at once. */
export async function addInline(
  desk: OutreachDesk,
  command: SlackCommandMiddlewareArgs['command'],
  parsed: Extract<OutreachCommand, { kind: 'add' }>,
  t: OutreachTexts,
): Promise<Message> {
  const line = (text: string): Message => ({ text, blocks: [said(text)] });
  const accounts = await look(desk, command.team_id);
  if (!accounts) return line(t.command.notAnswered);
  const [account, ...others] = accounts;
  if (!account) return line(t.command.noAccounts);
  // With several accounts the form asks which one.
  if (others.length > 0) return line(t.command.incomplete.add);
  const given = { account, type: parsed.type, profile_url: parsed.profile, text: parsed.text };
  const fault = proposalFault(given, t);
  const proposed =
    fault ??
    (await proposeAction(
      desk,
      {
        ...given,
        team_id: command.team_id,
        name: null,
        author_id: command.user_id,
        channel_id: command.channel_id,
        idempotency_key: `${command.team_id}:${command.trigger_id}`,
        response_url: command.response_url,
      },
      t,
    ));
  return proposedMessage(proposed, account, parsed.text, t);
}

/** The form was sent: stored, or it stays open with what is wrong under its field. */
export function submitAdd(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse: refuseWith, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const origin = addOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const refuse = (field: string, message: string) => refuseWith({ [field]: clip(message, 1000) });

    const channel_id = origin.channel_id ?? chosenChannel(values);
    if (channel_id === null) return refuse(CHANNEL, t.add.channelHint);
    const accounts = await look(desk, teamId);
    if (!accounts) return refuse('account', t.command.notAnswered);
    const account = accounts.find((a) => a.id === values.account?.account?.selected_option?.value);
    if (!account) return refuse('account', t.add.errors.noAccount);
    const chosen = values.type?.type?.selected_option?.value;
    const type = proposable.find((known) => known === chosen) ?? 'send_invite';
    const text = typedWords(values.text?.text?.value ?? '');
    const name = typedWords(values.name?.name?.value ?? '').slice(0, 200);
    const given = {
      account,
      type,
      // What is typed counts before what is chosen.
      profile_url:
        typedWords(values.profile?.profile?.value ?? '') || (values.lead?.lead?.selected_option?.value ?? ''),
      text: text === '' ? null : text,
    };
    const proposed =
      proposalFault(given, t) ??
      (await proposeAction(
        desk,
        {
          ...given,
          team_id: teamId,
          name: name === '' ? null : name,
          author_id: userId,
          channel_id,
          // A form that is sent twice is one form; after a refusal nothing is stored under its key.
          idempotency_key: `${teamId}:${view.id}`,
          response_url: origin.response_url,
        },
        t,
      ));
    if (proposed.kind === 'proposed') return ack();
    if (proposed.kind === 'refused') return refuse(proposed.field, proposed.message);
    // Takes the form's place, so that it is not sent again while it is not certain.
    await ack({
      response_action: 'update',
      view: noticeView(t.add.title, t.add.close, proposedMessage(proposed, account, given.text, t).blocks),
    });
  });
}

/** Null: no answer in time; nothing was changed. */
async function look(desk: OutreachDesk, teamId: string): Promise<Account[] | null> {
  const asked = desk.outreach.listAccounts(teamId).catch(nullIfNoAnswer);
  return (await within(desk.clock, deadlines.firstLook, asked)) ?? null;
}
