import { isExpected } from '../../platform/errors.ts';
import type { KnowledgeBrief, Language } from '../../ports/content.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { refusedAs } from '../asking/refused-as.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type Started, startJob } from '../drafts/start-job.ts';
import { clip } from '../slack/blocks.ts';
import type { KnowledgeTexts, Texts } from '../texts/texts.ts';

/** What becomes a document: a page, or bytes that the database keeps until they were read. */
export interface Addition {
  source: { kind: 'url'; url: string } | { kind: 'bytes'; name: string; mime: string; bytes: Buffer };
  /** What the thread is called. */
  topic: string;
  title: string | null;
  language: Language | null;
  /** Of a picture: what it shows. */
  alt?: string | null;
}

export interface Adding {
  team_id: string;
  user_id: string;
  channel_id: string;
  response_url: string | null;
  /** As typed, for the history. */
  command: string;
  /** The same press or command always has the same key, so that it never starts two jobs. */
  key: string;
}

/** Stores the bytes, then the job that reads them. A refusal before the job changes nothing that lasts. */
export async function addDocument(
  desk: ContentDesk,
  addition: Addition,
  adding: Adding,
  t: KnowledgeTexts,
): Promise<Started> {
  const texts = await desk.textsFor(adding.team_id);
  const source = await stored(desk, addition, adding, t, texts);
  if ('refused' in source) return { kind: 'refused', message: source.refused };
  const { title, language, alt = null } = addition;
  return startJob(
    desk,
    {
      type: 'knowledge',
      brief: { topic: clip(addition.topic, 300), source, title, language, ...(alt === null ? {} : { alt }) },
      team_id: adding.team_id,
      requester_id: adding.user_id,
      channel_id: adding.channel_id,
      command: adding.command,
      idempotency_key: adding.key,
      response_url: adding.response_url,
    },
    refusingWith(t.start.guest, texts),
  );
}

async function stored(
  desk: ContentDesk,
  { source }: Addition,
  { team_id, user_id }: Adding,
  t: KnowledgeTexts,
  texts: Texts,
): Promise<KnowledgeBrief['source'] | { refused: string }> {
  if (source.kind === 'url') return source;
  const { name, mime, bytes } = source;
  try {
    const base64 = bytes.toString('base64');
    const { upload_id } = await desk.content.putUpload({ team_id, person_id: user_id, name, mime, base64 });
    return { kind: 'upload', upload_id };
  } catch (error) {
    // Perhaps it was kept: then it goes by itself within a day, as no job asks for it.
    if (noAnswer(error)) return { refused: t.add.errors.uploadNotStored };
    if (isExpected(error, 'not_allowed')) return { refused: t.start.guest };
    if (isExpected(error, 'too_many_uploads')) return { refused: t.add.errors.tooManyUploads };
    const code = refusedAs(desk, error);
    if (code !== null) return { refused: texts.command.refused(code) };
    throw error;
  }
}

/** The bot's texts with what a person is told who may not start this. */
export function refusingWith(refusal: string, texts: Texts): Texts {
  return { ...texts, command: { ...texts.command, guest: refusal } };
}
