import { createHash } from 'node:crypto';
import type { Loop } from '../../platform/wake/loop.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import type { LeadBatch } from '../../ports/outreach.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { uploadFile } from '../slack/upload-file.ts';
import { textsOf } from '../texts/texts.ts';
import { appliedMessage } from './applied-message.ts';
import { batchMessage, rolledBack } from './batch-message.ts';
import { fileLimit, type Look, lookAtRows, openTable, SLICE } from './look-at-file.ts';
import { finishLook } from './post-preview.ts';
import { problemsCsv } from './problems-csv.ts';

/** Slack takes about one change of a message a second in a channel. */
const PROGRESS_MS = 3000;
const RETRY_S = 20;

type BatchDesk = Pick<
  OutreachDesk,
  'outreach' | 'slack' | 'readFile' | 'fetch' | 'rounds' | 'clock' | 'random' | 'log'
>;

/**
 * Carries looks, imports and rollbacks through, slice by slice, and shows how they end. Several bots may: the database gives a batch
 * to one of them, and goes on where another was stopped.
 */
export function runBatches(desk: BatchDesk): Loop {
  return workLoop(desk, {
    queue: 'outreach.lead_batches',
    failed: 'lead_batches_not_looked_at',
    look: () => desk.outreach.claimLeadBatch(),
    async found(batch, stopping) {
      await carry(desk, batch, stopping);
      return true;
    },
  });
}

/** One claimed batch, as far as it goes now. */
export async function carry(desk: BatchDesk, batch: LeadBatch, signal: AbortSignal): Promise<void> {
  try {
    if (batch.status === 'rolling_back') await rollBack(desk, batch, signal);
    else if (batch.status === 'looking') await finishLook(desk, batch);
    else if (batch.status === 'running') await importFile(desk, batch, signal);
    else await show(desk, batch, null);
  } catch (error) {
    desk.log.warn('lead_batch_not_carried', { code: batch.batch_id, error });
    await desk.outreach.giveBackLeadBatch(batch.batch_id, batch.fence, RETRY_S);
  }
}

async function importFile(desk: BatchDesk, batch: LeadBatch, signal: AbortSignal): Promise<void> {
  const { batch_id, fence } = batch;
  const end = (error: string | null, counts: Record<string, number> = {}) =>
    desk.outreach.endImport({ batch_id, fence, error, counts });
  const opened = await open(desk, batch);
  if (typeof opened === 'string') {
    if (opened === 'not_read')
      return desk.outreach.giveBackLeadBatch(batch_id, fence, RETRY_S).then(() => undefined);
    if (await end(opened)) await show(desk, { ...batch, status: 'failed', error: opened }, null);
    return;
  }
  const look = await lookAtRows(desk.outreach, batch.team_id, opened, planOf(batch));
  let shownAt = desk.clock.now();
  for (let from = batch.done; from < look.rows.length; from += SLICE) {
    if (signal.aborted) return desk.outreach.giveBackLeadBatch(batch_id, fence, 0).then(() => undefined);
    const until = Math.min(from + SLICE, look.rows.length);
    const rows = look.rows.slice(from, until).filter(({ n }) => !look.repeated.has(n));
    const { outcome } = await desk.outreach.importRows({ batch_id, fence, from, until, rows });
    if (outcome !== 'done') return;
    if (desk.clock.now() - shownAt > PROGRESS_MS) {
      shownAt = desk.clock.now();
      await edit(desk, { ...batch, done: until }).catch((error: unknown) =>
        desk.log.info('import_progress_not_shown', { code: batch_id, error }),
      );
    }
  }
  const counts = { repeated: look.repeated.size, cells: look.cells.length };
  if (!(await end(null, counts))) return;
  desk.log.info('leads_imported', { code: batch_id, count: look.rows.length });
  await showEnd(desk, batch, look);
}

/** The file as it was looked at, or why it cannot be imported: a code that people are told. */
async function open(
  desk: BatchDesk,
  batch: LeadBatch,
): Promise<Exclude<ReturnType<typeof openTable>, { kind: string }> | string> {
  if (!batch.plan) return 'file_gone';
  const file = await desk.readFile(batch.plan.file, fileLimit);
  if (file.kind === 'refused') {
    return file.fault === 'not_read' || file.fault === 'stopped' ? 'not_read' : 'file_gone';
  }
  if (createHash('sha256').update(file.bytes).digest('hex') !== batch.file_hash) return 'file_changed';
  const opened = openTable(file, batch.plan.columns);
  return 'kind' in opened ? 'file_changed' : opened;
}

async function rollBack(desk: BatchDesk, batch: LeadBatch, signal: AbortSignal): Promise<void> {
  const { batch_id, fence } = batch;
  for (;;) {
    if (signal.aborted) return desk.outreach.giveBackLeadBatch(batch_id, fence, 0).then(() => undefined);
    const { outcome } = await desk.outreach.rollBackLeads(batch_id, fence, 200);
    if (outcome === 'gone') return;
    if (outcome === 'ended') break;
  }
  await showEnd(desk, batch, null);
}

/** With what the database counted. */
async function showEnd(desk: BatchDesk, batch: LeadBatch, look: Look | null): Promise<void> {
  const batches = await desk.outreach.listLeadBatches({
    team_id: batch.team_id,
    person_id: batch.rolled_back_by ?? batch.person_id,
    file_hash: batch.file_hash,
    limit: 50,
  });
  const ended = batches.find(({ batch_id }) => batch_id === batch.batch_id);
  // A guest by now, or one of very many: the next claim shows it.
  if (!ended) return desk.outreach.giveBackLeadBatch(batch.batch_id, batch.fence, 0).then(() => undefined);
  await show(desk, { ...ended, fence: batch.fence }, look);
}

/** After a restart between an import's end and its message; null: the file is gone by now. */
async function lookAgain(desk: BatchDesk, batch: LeadBatch): Promise<Look | null> {
  const opened = await open(desk, batch);
  return typeof opened === 'string' ? null : lookAtRows(desk.outreach, batch.team_id, opened, planOf(batch));
}

function planOf({ plan }: LeadBatch): { tag: string | null } {
  return { tag: plan?.tag ?? null };
}

/** The end stands in the message of an import, and a rollback's below it; the problems come as a file. */
async function show(desk: BatchDesk, batch: LeadBatch, seen: Look | null): Promise<void> {
  const t = textsOf(batch.locale).leads;
  await edit(desk, batch);
  if (batch.status === 'applied' && batch.kind === 'enrichment') await sayApplied(desk, batch);
  if (batch.status === 'applied' && batch.kind === 'import') await sendProblems(desk, batch, seen);
  if (batch.status === 'rolled_back') {
    const text = t.batch.rolledBackBelow[batch.kind](batch.title);
    await desk.slack.chat.postMessage({
      channel: batch.channel_id,
      ...threadOf(batch),
      text,
      blocks: rolledBack(batch, t),
      unfurl_links: false,
      unfurl_media: false,
    });
  }
  await desk.outreach.leadBatchShown(batch.batch_id, batch.fence);
}

/** In the thread in which it was approved, with the way back. */
async function sayApplied(desk: BatchDesk, batch: LeadBatch): Promise<void> {
  try {
    await desk.slack.chat.postMessage({
      channel: batch.channel_id,
      ...threadOf(batch),
      ...appliedMessage(batch, textsOf(batch.locale)),
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log.warn('lead_batch_not_shown', { code: batch.batch_id, error });
  }
}

function threadOf({ thread_ts, message_ts }: LeadBatch) {
  const ts = thread_ts ?? message_ts;
  return ts === null ? {} : { thread_ts: ts };
}

async function edit(desk: BatchDesk, batch: LeadBatch): Promise<void> {
  if (batch.message_ts === null) return;
  try {
    await desk.slack.chat.update({
      channel: batch.channel_id,
      ts: batch.message_ts,
      ...batchMessage(batch, textsOf(batch.locale).leads),
    });
  } catch (error) {
    // Deleted by a person, or the channel is closed: the import counts all the same.
    if (!isFinal(error)) throw error;
    desk.log.warn('lead_batch_not_shown', { code: batch.batch_id, error });
  }
}

async function sendProblems(desk: BatchDesk, batch: LeadBatch, seen: Look | null): Promise<void> {
  const t = textsOf(batch.locale).leads;
  const look = seen ?? (await lookAgain(desk, batch));
  if (look === null) return;
  const csv = problemsCsv(look, t);
  if (csv === null) return;
  const name = t.problem.fileName(batch.title.replace(/\.[a-z]+$/i, ''));
  try {
    const bytes = new TextEncoder().encode(csv);
    const id = await uploadFile(desk, { name, mime: 'text/csv', alt: name, bytes });
    await desk.slack.files.completeUploadExternal({
      files: [{ id, title: name }],
      channel_id: batch.channel_id,
      ...threadOf(batch),
      initial_comment: t.problem.file(look.problems.length, look.cells.length),
    });
  } catch (error) {
    if (!isFinal(error)) throw error;
    desk.log.warn('import_problems_not_sent', { code: batch.batch_id, error });
  }
}

/** Slack will not take it, however often it is asked. */
function isFinal(error: unknown): boolean {
  return ['unreachable', 'refused'].includes(slackFailure(error).kind);
}
