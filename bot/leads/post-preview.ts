import type { LeadBatch } from '../../ports/outreach.ts';
import { tellLine } from '../asking/press.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip, type Message } from '../slack/blocks.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { textsOf } from '../texts/texts.ts';
import { mappingWords } from './lead-columns.ts';
import type { PreviewRef } from './lead-ref.ts';
import { fileLimit, type LookRefusal, lookAtRows, openTable } from './look-at-file.ts';
import { interruptedMessage, lookingMessage, previewMessage, refusedMessage } from './preview-message.ts';
import { tableLimits } from './read-table.ts';

/** Processes that may die while they look at one file. */
const MOST_LOOKS = 5;
const RETRY_S = 20;
type OpenTable = Exclude<ReturnType<typeof openTable>, LookRefusal>;

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
          thread_ts: asking.thread_ts,
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

/** Looks at the rows, and puts what an import would do in the place of the message. Where this process ends, another one goes on. */
export async function showPreview(
  desk: OutreachDesk,
  place: { team_id: string; user_id: string; channel_id: string; ts: string; thread_ts: string | null },
  ref: PreviewRef,
  opened?: OpenTable,
): Promise<void> {
  const { file, columns, tag, title, total } = ref;
  let look: LeadBatch | null;
  try {
    look = await desk.outreach.lookAtImport({
      team_id: place.team_id,
      person_id: place.user_id,
      channel_id: place.channel_id,
      thread_ts: place.thread_ts,
      message_ts: place.ts,
      title,
      plan: { file, columns, tag },
      total,
    });
  } catch (error) {
    // The message still says that the rows are looked at, and has a button that does it again.
    desk.log.warn('import_preview_not_shown', { channel_id: place.channel_id, error });
    const { leads: t } = await desk.textsFor(place.team_id);
    return tellLine(desk, { user_id: place.user_id, channel_id: place.channel_id }, t.command.notAnswered);
  }
  // Its import has begun.
  if (look === null) return;
  const { batch_id, fence } = look;
  await finishLook(desk, look, opened).catch(async (error: unknown) => {
    desk.log.warn('lead_batch_not_carried', { code: batch_id, error });
    await desk.outreach.giveBackLeadBatch(batch_id, fence, RETRY_S);
  });
}

/** Brings a look to its end: the preview, or why there is none, stands in the message. */
export async function finishLook(
  desk: Pick<OutreachDesk, 'outreach' | 'slack' | 'readFile' | 'log'>,
  look: LeadBatch,
  opened?: OpenTable,
): Promise<void> {
  const { batch_id, fence, plan, message_ts } = look;
  if (plan === null || message_ts === null)
    return desk.outreach.endLook(batch_id, fence).then(() => undefined);
  const ref: PreviewRef = { ...plan, hash: '', title: look.title, total: look.total ?? 0 };
  const message = await previewOf(desk, look, ref, opened);
  if (message === null)
    return desk.outreach.giveBackLeadBatch(batch_id, fence, RETRY_S).then(() => undefined);
  if (!(await desk.outreach.keepLooking(batch_id, fence))) return;
  try {
    await desk.slack.chat.update({ channel: look.channel_id, ts: message_ts, ...message });
  } catch (error) {
    // Deleted by a person, or the channel is closed.
    if (!['unreachable', 'refused'].includes(slackFailure(error).kind)) throw error;
    desk.log.warn('import_preview_not_shown', { channel_id: look.channel_id, error });
  }
  await desk.outreach.endLook(batch_id, fence);
}

/** Null: Slack did not hand over the file now. */
async function previewOf(
  desk: Pick<OutreachDesk, 'outreach' | 'readFile'>,
  look: LeadBatch,
  ref: PreviewRef,
  opened?: OpenTable,
): Promise<Message | null> {
  const t = textsOf(look.locale).leads;
  // What ended the process each time may be the file.
  if (look.fence > MOST_LOOKS) return interruptedMessage(ref, t);
  const table = opened ?? openTable(await desk.readFile(ref.file, fileLimit), ref.columns);
  if ('kind' in table) {
    const fault = table.kind === 'file' ? table.file.fault : null;
    if (fault === 'stopped' || (fault === 'not_read' && look.fence < MOST_LOOKS)) return null;
    return refusedMessage(ref.title, refusalLine(table, t), t);
  }
  const [seen, before] = await Promise.all([
    lookAtRows(desk.outreach, look.team_id, table, ref),
    desk.outreach.listLeadBatches({
      team_id: look.team_id,
      person_id: look.person_id,
      file_hash: table.table.hash,
      limit: 10,
    }),
  ]);
  const applied = before.find(({ status, kind }) => kind === 'import' && status === 'applied') ?? null;
  return previewMessage(seen, ref, { askedBy: look.person_id, before: applied }, t);
}

/** Why a file cannot be imported, in a sentence. Pure. */
export function refusalLine(refusal: LookRefusal, t: LeadsTexts): string {
  if (refusal.kind === 'file') {
    return t.file[refusal.file.fault](clip(refusal.file.name, 100), fileLimit.maxBytes / 1024 / 1024);
  }
  const most = refusal.fault === 'too_many_columns' ? tableLimits.columns : tableLimits.rows;
  return t.table[refusal.fault](refusal.count, most);
}
