import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import { inLanes } from '../../platform/lanes.ts';
import { poll } from '../../platform/retry.ts';
import type { Artifact, ContentForBot, OutboxItem, Upload } from '../../ports/content.ts';
import { ClaimLost, NotShown } from '../delivery/show-surface.ts';
import { clip } from '../slack/blocks.ts';
import { deleteFiles, notThere } from '../slack/delete-files.ts';
import { fileWaits } from '../slack/file-waits.ts';
import { nearbyMessages } from '../slack/nearby-messages.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { bytesOf, FilesGone } from './bytes-of.ts';
import { findFileMessage } from './find-posted.ts';

interface FileDesk {
  slack: WebClient;
  content: ContentForBot;
  clock: Clock;
  /** For the bytes: they go to the address that Slack names, without the token. */
  fetch: typeof globalThis.fetch;
}

/** What is uploaded for an item. */
export interface FileSet {
  /** In one message in the thread. */
  shared: Artifact[];
  /** Only for a picture in a card. */
  hidden: Artifact[];
  comment: string;
}

/** Slack has the files and has not shared them yet. */
class FilesNotReady extends NotShown {
  constructor() {
    super('files_not_ready', 1);
  }
}

/**
 * Noted among the uploads just before Slack is asked to share, with the attempt that did: from then on the files may appear in the
 * thread.
 */
const SHARE_ASKED = '@share';
/** Noted among the uploads for each file that is deleted as its share did not show: it may show later, as a message of nothing. */
const TAKEN_BACK = '@taken-back';

/** Slack processes pictures after the upload; the claim lasts 30 s from the last `noteUploads`. */
const READY_MS = 20_000;
/** In so many attempts after it was asked for a share is waited for before it is taken for lost. */
const SHARE_ATTEMPTS = 3;
/** A file whose share was asked for with success is known to Slack at once; a rest for its replicas. */
const UNKNOWN_MS = 2000;
const UPLOAD_MS = 30_000;
const AT_ONCE = 4;

/**
 * Uploads an item's files and shares them in the thread in one message, once.
 *
 * Order: file ids from Slack, ids into the database, bytes, a note that sharing was asked for, share. So after a crash
 * it is known what has happened: what may have been shared is waited for and never shared at once again, and files
 * whose bytes never arrived get new ids (the old ones were never shown). A share that never shows is tried with new ids once
 * the old files are deleted, so that nothing is left to appear beside them.
 *
 * @returns ts of the message with the files.
 * @throws {ClaimLost}
 * @throws {FilesNotReady} The next attempt goes on from here.
 * @throws {FilesGone}
 * @throws {FilesAltered}
 */
export async function postFiles(desk: FileDesk, item: OutboxItem, files: FileSet): Promise<string> {
  const [first, ...rest] = files.shared;
  if (!first) throw new FilesGone(`Cannot post files of outbox item ${item.id}: it has none`);
  const wanted = [first, ...rest, ...files.hidden];
  const note = uploadNotes(desk, item);
  const known = item.uploads.filter((u) => wanted.some((file) => file.key === u.key));
  const gone = item.uploads.filter((u) => u.key === TAKEN_BACK);
  const asked = item.uploads.find((u) => u.key === SHARE_ASKED);
  if (asked) {
    const id = idIn(known, first);
    const isTakenBack = gone.some((one) => one.file_id === id);
    // A message of what was deleted since shows nothing: it is not looked for.
    const share = await (isTakenBack ? lookAtFile(desk.slack, item, id) : shareOf(desk, item, id));
    if (share.ts !== null) return shown(desk, item, gone, share.ts);
    if (share.known) {
      // Older rows do not say which attempt it was.
      if (item.attempts <= (Number(asked.file_id) || 0) + SHARE_ATTEMPTS) throw new FilesNotReady();
      const lost = known.filter((u) => files.shared.some((file) => file.key === u.key));
      for (const { file_id } of lost)
        if (!gone.some((one) => one.file_id === file_id)) gone.push({ key: TAKEN_BACK, file_id });
      // Before they go, so that a crash forgets none of them; deleting many takes longer than the claim has left.
      await note([...known, asked, ...gone]);
    }
    await deleteFiles(
      desk.slack,
      gone.map((u) => u.file_id),
    );
  }

  const kept = known.filter((u) => !gone.some((one) => one.file_id === u.file_id));
  const uploads = [...(await uploadMissing(desk, note, wanted, kept, gone)), ...gone];
  for (const file of files.hidden) await completeHidden(desk.slack, idIn(uploads, file), file);
  for (const file of files.hidden) await processed(desk, idIn(uploads, file));
  await share(desk, item, note, uploads, [first, ...rest], files.comment);
  const shared = await shareOf(desk, item, idIn(uploads, first));
  if (shared.ts === null) throw new FilesNotReady();
  return shown(desk, item, gone, shared.ts);
}

/** Takes away a message that a deleted file has come to after all: it shows nothing. */
async function shown(desk: FileDesk, item: OutboxItem, gone: Upload[], ts: string): Promise<string> {
  if (gone.length === 0) return ts;
  const { slack } = desk;
  for await (const message of nearbyMessages(slack, item.channel_id, item.thread_ts)) {
    const isEmpty = message.files?.some((file) => gone.some((one) => one.file_id === file.id));
    if (isEmpty && message.ts && message.ts !== ts)
      await slack.chat.delete({ channel: item.channel_id, ts: message.ts });
  }
  return ts;
}

type Note = (uploads: Upload[]) => Promise<void>;

/** Notes what an attempt knows of its uploads. Each note names the one before it, so that a late copy of a call brings nothing back. */
function uploadNotes({ content }: FileDesk, item: OutboxItem): Note {
  let before = item.uploads;
  return async (uploads) => {
    if (!(await content.noteUploads({ ...item, uploads: before }, uploads))) throw new ClaimLost();
    before = uploads;
  };
}

async function share(
  desk: FileDesk,
  item: OutboxItem,
  note: Note,
  uploads: Upload[],
  [first, ...rest]: [Artifact, ...Artifact[]],
  comment: string,
): Promise<void> {
  const asked = { key: SHARE_ASKED, file_id: String(item.attempts) };
  const titled = (file: Artifact) => ({ id: idIn(uploads, file), title: clip(file.name, 200) });
  await note([...uploads, asked]);
  try {
    await desk.slack.files.completeUploadExternal({
      files: [titled(first), ...rest.map(titled)],
      channel_id: item.channel_id,
      thread_ts: item.thread_ts ?? '',
      initial_comment: comment,
    });
  } catch (error) {
    // A clear no: nothing was shared, so that the next attempt need not wait for it.
    if (slackFailure(error).kind !== 'unknown') await note(uploads);
    throw error;
  }
}

function idIn(uploads: Upload[], file: Artifact): string {
  return uploads.find((u) => u.key === file.key)?.file_id ?? '';
}

/** Gives every file an id and its bytes; what has arrived is kept. */
async function uploadMissing(
  desk: FileDesk,
  note: Note,
  wanted: Artifact[],
  known: Upload[],
  gone: Upload[],
): Promise<Upload[]> {
  const arrived: Upload[] = [];
  for (const upload of known) {
    const file = wanted.find((f) => f.key === upload.key);
    if (file && (await hasArrived(desk.slack, upload.file_id, file.size))) arrived.push(upload);
  }
  const missing = wanted.filter((file) => !arrived.some((u) => u.key === file.key));
  if (missing.length === 0) return arrived;

  const places = await inLanes(missing, AT_ONCE, async (file) => {
    const place = await desk.slack.files.getUploadURLExternal({
      filename: file.name,
      length: file.size,
      ...altText(clip(file.alt, 1000)),
    });
    if (!place.file_id || !place.upload_url) throw new Error('Slack answered no place for an upload');
    return { file, file_id: place.file_id, url: place.upload_url };
  });
  const uploads = [...arrived, ...places.map((p) => ({ key: p.file.key, file_id: p.file_id }))];
  await note([...uploads, ...gone]);
  await inLanes(places, AT_ONCE, async ({ file, url }) => {
    const answer = await desk.fetch(url, {
      method: 'POST',
      headers: { 'content-type': file.mime },
      body: await bytesOf(desk.content, file),
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`Slack refused the bytes of "${file.key}": HTTP ${answer.status}`);
  });
  return uploads;
}

/** Slack's reference calls it `alt_txt`, its client `alt_text`. */
function altText(text: string): { alt_text: string } {
  const both = { alt_text: text, alt_txt: text };
  return both;
}

/** Whether Slack holds all bytes of a file that was uploaded before a crash. */
async function hasArrived(slack: WebClient, fileId: string, size: number): Promise<boolean> {
  try {
    const { file } = await slack.files.info({ file: fileId });
    return file?.size === size;
  } catch (error) {
    if (notThere.includes(slackFailure(error).code)) return false;
    throw error;
  }
}

async function completeHidden(slack: WebClient, fileId: string, file: Artifact): Promise<void> {
  try {
    await slack.files.completeUploadExternal({ files: [{ id: fileId, title: clip(file.name, 200) }] });
  } catch (error) {
    // Completed before a crash: Slack knows it as a file, and it is in no conversation.
    if (slackFailure(error).kind !== 'refused' || !(await hasArrived(slack, fileId, file.size))) throw error;
  }
}

/** Waits until a file can be shown in a card; a slow one is no reason to hold up the rest. */
async function processed(desk: FileDesk, fileId: string): Promise<void> {
  await poll({ clock: desk.clock, ...fileWaits, forMs: READY_MS / 2 }, async () => {
    const { file } = await desk.slack.files.info({ file: fileId });
    return Boolean(file?.mimetype && file.url_private) || undefined;
  });
}

interface Share {
  /** Of the message with the file in the item's thread; null: Slack does not show it in time. */
  ts: string | null;
  /** False: Slack knows no such file, so that no request to share it has succeeded. */
  known: boolean;
}

async function shareOf(desk: FileDesk, item: OutboxItem, fileId: string): Promise<Share> {
  if (fileId === '') return { ts: null, known: false };
  const { clock } = desk;
  const unknownUntil = clock.now() + UNKNOWN_MS;
  const share = await poll({ clock, ...fileWaits, forMs: READY_MS }, async () => {
    const seen = await lookAtFile(desk.slack, item, fileId);
    return seen.ts !== null || (!seen.known && clock.now() >= unknownUntil) ? seen : undefined;
  });
  if (share && share.ts !== null) return share;
  return { ts: await findFileMessage(desk.slack, item, fileId), known: share?.known ?? true };
}

async function lookAtFile(slack: WebClient, item: OutboxItem, fileId: string): Promise<Share> {
  try {
    const { file } = await slack.files.info({ file: fileId });
    const shares = [
      ...(file?.shares?.public?.[item.channel_id] ?? []),
      ...(file?.shares?.private?.[item.channel_id] ?? []),
    ];
    const here = shares.find((s) => s.thread_ts === item.thread_ts) ?? shares[0];
    return { ts: here?.ts ?? null, known: true };
  } catch (error) {
    if (notThere.includes(slackFailure(error).code)) return { ts: null, known: false };
    throw error;
  }
}
