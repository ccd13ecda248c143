import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { CHANNEL, chosenChannel } from '../asking/channel-input.ts';
import { deadlines } from '../asking/deadlines.ts';
import { finishForm } from '../asking/finish-form.ts';
import { openForm } from '../asking/open-form.ts';
import { typedWords } from '../asking/plain-words.ts';
import { type Asked, onForm, placeOf, tellLine } from '../asking/press.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { importModal, importOrigin, TAG_MAX } from './import-modal.ts';
import { fileLimit } from './look-at-file.ts';
import { type PreviewPosted, postPreview, refusalLine } from './post-preview.ts';

/** Bytes: some thousands of rows. */
const LARGE_FILE = 1_000_000;

/** callback_id of the shortcut in the menu of every message. */
export const IMPORT_LEADS = 'import_leads';

/** `/leads import`: the form, which in a conversation of two asks for the channel. */
export async function importForm(desk: OutreachDesk, asked: Asked, t: LeadsTexts): Promise<void> {
  await openForm(desk, asked, importModal(placeOf(asked), t), t);
}

/** The form was sent: the file is read, and its preview posted. */
export function submitImport(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { leads: t } = await desk.textsFor(teamId);
    const origin = importOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const channel_id = origin.channel_id ?? chosenChannel(values);
    if (channel_id === null) return refuse({ [CHANNEL]: t.form.channelHint });
    const [file] =
      (values.file?.file as { files?: { id?: string; name?: string; size?: number }[] })?.files ?? [];
    if (!file?.id) return refuse({ file: t.form.noFile });
    const name = clip(file.name ?? file.id, 100);
    if ((file.size ?? 0) > fileLimit.maxBytes) {
      return refuse({ file: t.file.too_large(name, fileLimit.maxBytes / 1024 / 1024) });
    }
    const tag = clip(typedWords(values.tag?.tag?.value ?? '').replaceAll(/\s+/g, ' '), TAG_MAX);
    const to = { user_id: userId, channel_id, response_url: origin.response_url };
    const work = postPreview(desk, {
      team_id: teamId,
      user_id: userId,
      channel_id,
      thread_ts: null,
      file: file.id,
      tag: tag === '' ? null : tag,
    });
    await finishForm(
      desk,
      {
        ack,
        viewId: view.id,
        to,
        waits: (file.size ?? 0) > LARGE_FILE ? deadlines.largeFile : deadlines.formWork,
      },
      work.then((posted) => outcomeOf(posted, t)),
      {
        title: t.form.workingTitle,
        close: t.form.closeNotice,
        working: t.form.working(name),
        started: t.form.started,
        notCertain: t.form.notCertain,
        typed: [],
      },
    );
  });
}

/** "Import leads" in the menu of a message: of the file that it holds, in its thread. */
export function importFromMessage(desk: OutreachDesk) {
  return async ({ ack, shortcut }: SlackShortcutMiddlewareArgs): Promise<void> => {
    await ack();
    // SAFETY: registered under the id of a message shortcut.
    const { team, user, channel, message, message_ts, trigger_id, response_url } =
      shortcut as MessageShortcut;
    const teamId = team?.id ?? user.team_id ?? '';
    const { leads: t } = await desk.textsFor(teamId);
    const { thread_ts, files = [] } = message as {
      thread_ts?: string;
      files?: { id?: string; name?: string }[];
    };
    const asked: Asked = {
      teamId,
      userId: user.id,
      triggerId: trigger_id,
      to: { user_id: user.id, channel_id: channel.id, response_url },
    };
    if (placeOf(asked).channel_id === null) return tellLine(desk, asked.to, t.form.inDirectMessage);
    if (!(await memberAsks(desk, asked, t))) return;
    const file = files.find(({ name }) => /\.(?:csv|tsv|txt)$/i.test(name ?? '')) ?? files[0];
    if (!file?.id) return tellLine(desk, asked.to, t.form.noFileInMessage);
    const posted = await postPreview(desk, {
      team_id: teamId,
      user_id: user.id,
      channel_id: channel.id,
      thread_ts: thread_ts ?? message_ts,
      file: file.id,
      tag: null,
    });
    const outcome = outcomeOf(posted, t);
    if (outcome.kind === 'refused') await tellLine(desk, asked.to, outcome.message);
    if (outcome.kind === 'uncertain') await tellLine(desk, asked.to, t.form.notCertain);
  };
}

function outcomeOf(posted: PreviewPosted, t: LeadsTexts) {
  switch (posted.kind) {
    case 'posted':
      return { kind: 'started' as const };
    case 'uncertain':
      return { kind: 'uncertain' as const };
    case 'not_posted':
      return { kind: 'refused' as const, field: 'file', message: t.form.notPosted };
    case 'guest':
      return { kind: 'refused' as const, field: 'file', message: t.command.guest };
    case 'unknown_person':
      return { kind: 'refused' as const, field: 'file', message: t.command.unknownPerson };
    default:
      return { kind: 'refused' as const, field: 'file', message: refusalLine(posted, t) };
  }
}
