import { inLanes } from '../../platform/lanes.ts';
import type { Artifact } from '../../ports/content.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { noted, onPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { bytesOf, FilesAltered, FilesGone } from '../drafts/bytes-of.ts';
import { inReadingOrder } from '../drafts/file-sets.ts';
import { clip, said } from '../slack/blocks.ts';
import { directChannel } from '../slack/direct-channel.ts';
import { permalink } from '../slack/permalink.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { uploadFile } from '../slack/upload-file.ts';
import type { Texts } from '../texts/texts.ts';
import { type CardRef, cardRef } from './review-card.ts';

/** Files that are sent to Slack at the same time. */
const AT_ONCE = 3;

/**
 * Sends the final files of a version to the approver who pressed, in the direct messages with the bot, once: what goes out
 * can be seen before it is approved, and stands in no channel. A press that fails half-way may be repeated.
 */
export function openFinalFiles(desk: ContentDesk) {
  return onPress(async ({ teamId, value, below: to }) => {
    const ref = cardRef.parse(JSON.parse(value));
    await noted(desk, { teamId, userId: to.user_id });
    const texts = await desk.textsFor(teamId);
    const t = texts.finals;
    const asked = { job_id: ref.job, version: ref.version, hash: ref.hash, person_id: to.user_id };
    try {
      const opening = await desk.content.openFinalFiles(asked);
      desk.log.info('final_files_opened', { job_id: ref.job, user_id: to.user_id, code: opening.outcome });
      if (opening.outcome === 'not_allowed') return await tellLine(desk, to, t.notYours);
      if (opening.outcome === 'gone') return await tellLine(desk, to, t.gone);
      const sent =
        opening.channel_id !== null && opening.ts !== null
          ? { channel: opening.channel_id, ts: opening.ts }
          : await send(desk, to.user_id, ref, opening.files, texts);
      if (opening.outcome === 'open') {
        await desk.content.noteFinalFilesOpened({ ...asked, channel_id: sent.channel, ts: sent.ts });
      }
      await tellLine(desk, to, t.sent(await permalink(desk, sent.channel, sent.ts)));
    } catch (error) {
      if (error instanceof FilesGone) return tellLine(desk, to, t.gone);
      if (error instanceof FilesAltered) {
        desk.log.error('file_altered', { job_id: ref.job, user_id: to.user_id, error });
        return tellLine(desk, to, texts.command.fileAltered(error.file));
      }
      // What Slack or the database refused for now may be pressed again.
      if (!noAnswer(error) && slackFailure(error).kind === 'unknown') throw error;
      desk.log.warn('final_files_not_opened', { job_id: ref.job, user_id: to.user_id, error });
      await tellLine(desk, to, t.notSent);
    }
  });
}

async function send(
  desk: ContentDesk,
  userId: string,
  ref: CardRef,
  files: Artifact[],
  texts: Texts,
): Promise<{ channel: string; ts: string }> {
  const uploaded = await inLanes(inReadingOrder(files), AT_ONCE, async (file) => {
    const bytes = await bytesOf(desk.content, file);
    const id = await uploadFile(desk, { name: file.name, mime: file.mime, alt: clip(file.alt, 1000), bytes });
    return { id, title: clip(file.name, 200) };
  });
  const channel = await directChannel(desk.slack, userId);
  const line = texts.finals.forYou(ref.version);
  const posted = await desk.slack.chat.postMessage({ channel, text: line, blocks: [said(line)] });
  const [first, ...rest] = uploaded;
  if (first) await desk.slack.files.completeUploadExternal({ files: [first, ...rest], channel_id: channel });
  return { channel, ts: posted.ts ?? '' };
}
