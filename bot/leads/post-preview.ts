import { tellLine } from '../asking/press.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip } from '../slack/blocks.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { mappingWords } from './lead-columns.ts';
import type { PreviewRef } from './lead-ref.ts';
import { fileLimit, type LookRefusal, lookAtRows, openTable } from './look-at-file.ts';
import { lookingMessage, previewMessage, refusedMessage } from './preview-message.ts';
import { tableLimits } from './read-table.ts';

/** A file whose preview is asked for, and where it is to stand. */
interface Asking {
  team_id: string;
  user_id: string;
  channel_id: string;
  thread_ts: string | null;
  file: string;
  tag: string | null;
}
export type PreviewPosted =
  | { kind: 'posted' | 'uncertain' | 'not_posted' | 'guest' | 'unknown_person' }
  | LookRefusal;

/** Reads the file, posts that its rows are looked at, and goes on to look at them behind the answer. */
export async function postPreview(desk: OutreachDesk, asking: Asking): Promise<PreviewPosted> {
  const person = await desk.knowPerson(asking.team_id, asking.user_id).catch(() => null);
  if (!person) return { kind: 'unknown_person' };
  if (person.role === 'guest') return { kind: 'guest' };
  const file = await desk.readFile(asking.file, fileLimit);
  const opened = openTable(file, null);
  if ('kind' in opened) return opened;
  const { leads: t } = await desk.textsFor(asking.team_id);
  const ref: PreviewRef = {
    file: asking.file,
    columns: mappingWords(opened.mapping),
    tag: asking.tag,
    hash: opened.table.hash,
    title: clip(file.name, 100),
    total: opened.table.rows.length,
  };
  const place = {
    channel: asking.channel_id,
    ...(asking.thread_ts === null ? {} : { thread_ts: asking.thread_ts }),
  };
  try {
    const posted = await desk.slack.chat.postMessage({ ...place, ...lookingMessage(ref, asking.user_id, t) });
    desk.background(
      showPreview(
        desk,
        {
          team_id: asking.team_id,
          user_id: asking.user_id,
          channel_id: asking.channel_id,
          ts: posted.ts ?? '',
        },
        ref,
        opened,
      ),
    );
    return { kind: 'posted' };
  } catch (error) {
    const { kind } = slackFailure(error);
    desk.log.warn('import_preview_not_posted', { channel_id: asking.channel_id, error });
    return { kind: kind === 'unknown' ? 'uncertain' : 'not_posted' };
  }
}

/** Looks at the rows, and puts what an import would do in the place of the message. */
export async function showPreview(
  desk: OutreachDesk,
  place: { team_id: string; user_id: string; channel_id: string; ts: string },
  ref: PreviewRef,
  opened?: Exclude<ReturnType<typeof openTable>, LookRefusal>,
): Promise<void> {
  const { leads: t } = await desk.textsFor(place.team_id);
  const update = async (message: ReturnType<typeof previewMessage>) => {
    await desk.slack.chat.update({ channel: place.channel_id, ts: place.ts, ...message });
  };
  try {
    const table = opened ?? openTable(await desk.readFile(ref.file, fileLimit), ref.columns);
    if ('kind' in table) return await update(refusedMessage(ref.title, refusalLine(table, t), t));
    const [look, before] = await Promise.all([
      lookAtRows(desk.outreach, place.team_id, table, ref),
      desk.outreach.listLeadBatches({
        team_id: place.team_id,
        person_id: place.user_id,
        file_hash: table.table.hash,
        limit: 10,
      }),
    ]);
    const applied = before.find(({ status, kind }) => kind === 'import' && status === 'applied') ?? null;
    await update(previewMessage(look, ref, { askedBy: place.user_id, before: applied }, t));
  } catch (error) {
    // The message still says that the rows are looked at, and has a button that does it again.
    desk.log.warn('import_preview_not_shown', { channel_id: place.channel_id, error });
    await tellLine(desk, { user_id: place.user_id, channel_id: place.channel_id }, t.command.notAnswered);
  }
}

/** Why a file cannot be imported, in a sentence. Pure. */
export function refusalLine(refusal: LookRefusal, t: LeadsTexts): string {
  if (refusal.kind === 'file') {
    return t.file[refusal.file.fault](clip(refusal.file.name, 100), fileLimit.maxBytes / 1024 / 1024);
  }
  const most = refusal.fault === 'too_many_columns' ? tableLimits.columns : tableLimits.rows;
  return t.table[refusal.fault](refusal.count, most);
}
