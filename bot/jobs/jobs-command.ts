import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import {
  type Asked,
  noted,
  onPress,
  onRecordingPress,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type Steer, steerJob } from '../drafts/job-action.ts';
import type { Message } from '../slack/blocks.ts';
import { permalink } from '../slack/permalink.ts';
import type { Texts } from '../texts/texts.ts';
import { jobMessage } from './job-message.ts';
import { type JobRef, jobRef, type ListPlace, listPlace } from './job-ref.ts';
import { listMessage, PAGE } from './list-message.ts';
import { removedMessage } from './removed-message.ts';

/** `/jobs [mine|open]`. */
export async function listJobs(
  desk: ContentDesk,
  asked: Asked,
  place: ListPlace,
  texts: Texts,
): Promise<void> {
  const message = await listPage(desk, asked, place, texts);
  if (message) await desk.tell(asked.to, message);
}

/** `/jobs <id>`. */
export async function showJob(desk: ContentDesk, asked: Asked, id: string, texts: Texts): Promise<void> {
  const message = await oneJob(desk, asked, { job: id, place: null }, texts);
  if (message) await desk.tell(asked.to, message);
}

/** Newer, Older and Back to the list: the same message turns its page. */
export function turnJobs(desk: ContentDesk) {
  return onPress(async (press) => {
    const place = readValue(listPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const message = await listPage(desk, press, place, await desk.textsFor(press.teamId));
    if (message) await redraw(desk, press.to, message);
  });
}

/** Details: the job takes the place of its list. */
export function showJobAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(jobRef, press.value);
    if (!ref) return tellOldButton(desk, press);
    const message = await oneJob(desk, press, ref, await desk.textsFor(press.teamId));
    if (message) await redraw(desk, press.to, message);
  });
}

/** Cancel, Retry and Resume beside the thread: the message shows what became of it; the Home tab is drawn anew. */
export function steerAction(desk: ContentDesk, action: Steer) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(jobRef, press.value);
    if (!ref) return tellOldButton(desk, press, ack);
    const acted = noted(desk, press)
      .then(() => desk.textsFor(press.teamId))
      .then(async (texts) => ({ texts, line: await steerJob(desk, action, ref.job, press.userId, texts) }));
    await within(desk.clock, deadlines.silence, acted).finally(ack);
    const { texts, line } = await acted;
    if (line !== null) await tellLine(desk, press.to, line);
    if (press.onHome) return desk.refreshHome(press.teamId, press.userId);
    const message = await oneJob(desk, press, ref, texts);
    if (message) await redraw(desk, press.to, message);
  });
}

/** Null: the person was told why there is none. A page that emptied meanwhile gives way to the last one. */
async function listPage(
  desk: ContentDesk,
  asked: Asked,
  place: ListPlace,
  texts: Texts,
): Promise<Message | null> {
  await noted(desk, asked);
  const read = (offset: number) =>
    answered(
      desk,
      asked.to,
      texts.jobs,
      desk.content.listJobs(asked.teamId, asked.userId, { whose: place.whose, offset, limit: PAGE }),
    );
  let { offset } = place;
  let page = await read(offset);
  if (page && page.jobs.length === 0 && page.total > 0) {
    offset = Math.floor((page.total - 1) / PAGE) * PAGE;
    page = await read(offset);
  }
  if (!page) return null;
  const links = await Promise.all(page.jobs.map((job) => permalink(desk, job.channel_id, job.thread_ts)));
  const linkOf = new Map(page.jobs.map((job, n) => [job, links[n] ?? null]));
  return listMessage({ ...page, place: { ...place, offset } }, (job) => linkOf.get(job) ?? null, texts);
}

async function oneJob(desk: ContentDesk, asked: Asked, ref: JobRef, texts: Texts): Promise<Message | null> {
  await noted(desk, asked);
  const reading = desk.content.readJob(asked.teamId, asked.userId, ref.job);
  const found = await answered(desk, asked.to, texts.jobs, reading);
  if (!found) return null;
  if (found.outcome === 'removed') return removedMessage(found.kept, texts);
  if (found.outcome !== 'found') {
    const line = texts.jobs.outcome[found.outcome];
    const days = found.kept_days;
    await tellLine(desk, asked.to, days === null ? line : `${line} ${texts.jobs.removedAfter(days)}`);
    return null;
  }
  const link = await permalink(desk, found.job.channel_id, found.job.thread_ts);
  return jobMessage(found, ref.place, link, texts);
}
