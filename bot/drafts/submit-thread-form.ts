import { isExpected } from '../../platform/errors.ts';
import type { Person } from '../../ports/people.ts';
import { finishForm } from '../asking/finish-form.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { onForm, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { safeText } from '../slack/blocks.ts';
import { isMember } from '../slack/is-member.ts';
import { mostThreadMessages, readThread, type ThreadMessage } from '../slack/read-thread.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import type { Texts } from '../texts/texts.ts';
import { readForm } from './read-form.ts';
import { type JobRequest, type Started, startJob, yourText } from './start-job.ts';
import { chosenInForm, threadOrigin } from './thread-form.ts';
import { peopleOf, type ThreadMaterial, threadMaterial } from './thread-material.ts';

type Outcome = Exclude<Started, { kind: 'refused' }> | { kind: 'refused'; field: 'brief'; message: string };
type ReadThread = { messages: ThreadMessage[] } | { refused: string };

/** People whose names are looked up. */
const MOST_PEOPLE = 100;
const SHOWN_FILES = 10;

/** The form was sent: the thread is read, kept as material, and the job is started that is shown in it. */
export function submitThreadForm(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view, botUserId }) => {
    const texts = await desk.textsFor(teamId);
    const t = texts.fromThread;
    const { channel_id, thread_ts, response_url } = threadOrigin.parse(JSON.parse(view.private_metadata));
    const { kind, keepNames } = chosenInForm(view.state.values);
    const read = readForm(kind, view.state.values, texts);
    if ('errors' in read) return refuse(read.errors);
    const request: JobRequest & { thread_ts: string } = {
      ...read.job,
      team_id: teamId,
      requester_id: userId,
      channel_id,
      thread_ts,
      command: `${t.form.title}: ${kind.command} ${read.job.brief.topic}`,
      // A form that is sent twice is one form.
      idempotency_key: `${teamId}:${view.id}`,
      response_url,
    };
    const work = carryOut(desk, request, { keepNames, botUserId }, texts);
    await finishForm(
      desk,
      { ack, viewId: view.id, to: { user_id: userId, channel_id, response_url } },
      work.then(({ outcome }) => outcome),
      {
        title: t.form.title,
        close: texts.form.close,
        working: t.reading,
        started: desk.tokenRefused() ? texts.command.storedForLater : t.started,
        notCertain: texts.command.notCertain,
        typed: yourText(read.job.brief.topic, texts),
      },
    );
    const { material } = await work;
    for (const line of material === null ? [] : notTaken(material, texts)) {
      await tellLine(desk, { user_id: userId, channel_id, thread_ts }, line);
    }
  });
}

async function carryOut(
  desk: ContentDesk,
  request: JobRequest & { thread_ts: string },
  how: { keepNames: boolean; botUserId: string | undefined },
  texts: Texts,
): Promise<{ outcome: Outcome; material: ThreadMaterial | null }> {
  const t = texts.fromThread;
  const refused = (message: string) => ({
    outcome: { kind: 'refused' as const, field: 'brief' as const, message },
    material: null,
  });
  const { team_id, requester_id, channel_id, thread_ts } = request;
  // Nothing is read for a guest.
  const person = await desk.knowPerson(team_id, requester_id).catch(() => null);
  if (!person) return refused(texts.command.unknownPerson);
  if (person.role === 'guest') return refused(texts.command.guest);
  const thread = await threadFor(desk, requester_id, channel_id, thread_ts, texts);
  if ('refused' in thread) return refused(thread.refused);
  const people = await namesOf(desk, requester_id, thread.messages);
  const material = threadMaterial(thread.messages, people, { ...how, t });
  if (material === null) return refused(t.nothingWritten);
  const name = await titleOf(desk, channel_id, thread_ts, person, texts);
  try {
    const { upload_id } = await desk.content.putUpload({
      team_id,
      person_id: requester_id,
      name,
      mime: 'text/plain',
      base64: Buffer.from(material.text).toString('base64'),
    });
    const started = await startJob(desk, withMaterial(request, upload_id), texts);
    return started.kind === 'refused' ? refused(started.message) : { outcome: started, material };
  } catch (error) {
    // Perhaps it was kept: then it goes by itself within a day, as no job asks for it.
    if (noAnswer(error)) return refused(texts.command.notStarted);
    if (isExpected(error, 'not_allowed')) return refused(texts.command.guest);
    if (isExpected(error, 'too_many_uploads')) return refused(texts.knowledge.add.errors.tooManyUploads);
    throw error;
  }
}

/** For a member of the channel alone; where Slack does not say who is one, the answer is no. */
async function threadFor(
  desk: Pick<ContentDesk, 'slack' | 'log'>,
  userId: string,
  channel: string,
  threadTs: string,
  { fromThread: t }: Texts,
): Promise<ReadThread> {
  let step: 'membersNotRead' | 'notRead' = 'membersNotRead';
  try {
    if (!(await isMember(desk.slack, channel, userId))) return { refused: t.notMember };
    step = 'notRead';
    const messages = await readThread(desk.slack, channel, threadTs);
    return messages === null ? { refused: t.tooLong(mostThreadMessages) } : { messages };
  } catch (error) {
    const { code, neededScope } = slackFailure(error);
    if (code === 'not_in_channel' || code === 'channel_not_found') return { refused: t.notInChannel };
    if (code === 'thread_not_found' || code === 'message_not_found') return { refused: t.gone };
    desk.log.warn('thread_not_read', { channel_id: channel, code, error });
    return { refused: code === 'missing_scope' ? t.missingScope(neededScope ?? '?') : t[step] };
  }
}

/** What those of the thread and who asks are called here, and their whole names, by which others may name them. */
async function namesOf(
  { slack }: Pick<ContentDesk, 'slack'>,
  requesterId: string,
  messages: readonly ThreadMessage[],
): Promise<Map<string, string[]>> {
  const known = await Promise.all(
    [...new Set([requesterId, ...peopleOf(messages)])].slice(0, MOST_PEOPLE).map(async (id) => {
      const user = (await slack.users.info({ user: id }).catch(() => null))?.user;
      const { display_name, real_name } = user?.profile ?? {};
      const names = [display_name, real_name, user?.real_name, user?.name];
      return [id, names.filter((name) => name !== undefined && name.trim() !== '')] as const;
    }),
  );
  return new Map(known.map(([id, names]) => [id, [...new Set(names)] as string[]]));
}

/** What sources call it: the channel and the day on which it began. */
async function titleOf(
  desk: Pick<ContentDesk, 'slack' | 'log'>,
  channel: string,
  threadTs: string,
  { tz }: Pick<Person, 'tz'>,
  { fromThread: t, locale }: Texts,
): Promise<string> {
  const name = await desk.slack.conversations.info({ channel }).then(
    (answer) => answer.channel?.name ?? null,
    (error: unknown) => {
      desk.log.info('channel_not_named', { channel_id: channel, error });
      return null;
    },
  );
  const began = new Date(Number(threadTs) * 1000);
  return t.source(name, began.toLocaleDateString(locale, { dateStyle: 'long', timeZone: tz }));
}

function withMaterial(request: JobRequest, upload_id: string): JobRequest {
  const material = { upload_id };
  switch (request.type) {
    case 'carousel':
      return { ...request, brief: { ...request.brief, material } };
    case 'blog':
      return { ...request, brief: { ...request.brief, material } };
    case 'research':
      return { ...request, brief: { ...request.brief, material } };
    default:
      throw new TypeError(
        `Cannot make a ${request.type} of a thread: accepted are carousel, blog and research`,
      );
  }
}

/** What of the thread the draft does not rest on. */
function notTaken({ leftOut, all, shortened, files }: ThreadMaterial, { fromThread: t }: Texts): string[] {
  const more = files.length > SHOWN_FILES ? [t.moreFiles(files.length - SHOWN_FILES)] : [];
  const names = [...files.slice(0, SHOWN_FILES).map((name) => safeText(name, 100)), ...more].join(', ');
  return [
    ...(leftOut > 0 ? [t.leftOut(leftOut, all)] : []),
    ...(shortened > 0 ? [t.shortened(shortened)] : []),
    ...(files.length > 0 ? [t.filesNotRead(names)] : []),
  ];
}
