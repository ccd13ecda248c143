import { within } from '../../platform/within.ts';
import type { ProgramToken } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { again, ProgramRefusal, refusalFor } from './program-refusal.ts';
import type { JobRequest } from './read-job-request.ts';

export type ProgramDesk = Pick<
  ContentDesk,
  'content' | 'slack' | 'knowPerson' | 'clock' | 'hints' | 'log' | 'stopping'
>;

/** Longest wait for Slack's word on people and channel. */
const SLACK_MS = 5000;

/**
 * Stores a job for a program, once for each key. What was stored before is answered again without a look at Slack.
 *
 * @returns Its id.
 * @throws {ProgramRefusal}
 */
export async function startForProgram(
  desk: ProgramDesk,
  token: ProgramToken,
  key: string,
  request: JobRequest,
): Promise<string> {
  const known = await desk.content.findProgramRequest(token.id, key, request.sha256);
  if (known) return known.job_id;
  // The database says the same, but asks no Slack about people and channels that are none of this token's business.
  const outside = outOfScope(token, request);
  if (outside) throw refusalFor(outside);
  await Promise.all([
    checkPerson(desk, token.team_id, request.person, 'person_not_allowed'),
    checkPerson(desk, token.team_id, token.owner_id, 'owner_not_allowed'),
    checkChannel(desk, request.channel),
  ]);
  const { job_id, created } = await desk.content.startProgramJob({
    token_id: token.id,
    key,
    body_sha256: request.sha256,
    job: {
      type: request.type,
      brief: request.brief,
      requester_id: request.person,
      channel_id: request.channel,
      named_approver: request.approver,
      from_job_id: request.from,
      command: asCommand(token, request),
    },
  });
  if (created)
    desk.log.info('program_job_stored', {
      job_id,
      user_id: request.person,
      channel_id: request.channel,
    });
  desk.hints.outbox.wake();
  return job_id;
}

/** The code of what this token may not name; null: all of it. Pure. */
function outOfScope(token: ProgramToken, { type, person, channel }: JobRequest) {
  if (!token.may_start) return 'may_not_start';
  if (!token.types.includes(type)) return 'type_not_in_scope';
  if (!token.people.includes(person)) return 'person_not_in_scope';
  return token.channels.includes(channel) ? null : 'channel_not_in_scope';
}

async function checkPerson(
  desk: ProgramDesk,
  teamId: string,
  userId: string,
  code: 'person_not_allowed' | 'owner_not_allowed',
): Promise<void> {
  const person = await desk.knowPerson(teamId, userId);
  if (person === null || person.role === 'guest') throw refusalFor(code);
}

/** The draft has to appear there: what Slack does not confirm is refused, before anything is stored. */
async function checkChannel(desk: ProgramDesk, channel: string): Promise<void> {
  const absent = new ProgramRefusal(
    409,
    'channel_without_bot',
    'The bot is not in this channel; accepted is one that it was invited to, with "/invite @Greenlight".',
  );
  const asked = desk.slack.conversations.info({ channel }).catch((error: unknown) => {
    const { code, kind, retryAfterS } = slackFailure(error);
    if (kind === 'unreachable' || code === 'channel_not_found') throw absent;
    desk.log.warn('channel_not_read', { channel_id: channel, code });
    throw again(
      'slack_unavailable',
      'Slack does not say whether the bot is in this channel; try again.',
      retryAfterS ?? undefined,
    );
  });
  const answer = await within(desk.clock, SLACK_MS, asked);
  if (answer === undefined)
    throw again('slack_unavailable', 'Slack does not say whether the bot is in this channel; try again.');
  if (answer.channel?.is_archived)
    throw new ProgramRefusal(
      409,
      'channel_archived',
      'This channel is archived; accepted is an open one with the bot in it.',
    );
  if (!answer.channel?.is_member) throw absent;
}

/** As the history keeps it. */
function asCommand(token: ProgramToken, { type, brief }: JobRequest): string {
  const { topic, ...more } = brief as Record<string, unknown> & { topic: string };
  const given = Object.entries(more).filter(([, value]) => value !== null && String(value) !== '');
  return [
    `POST /jobs (${token.name}): ${type} ${topic}`,
    ...given.map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}
