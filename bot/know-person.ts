import type { WebClient } from '@slack/web-api';
import type { Clock } from '../platform/clock.ts';
import { ExpectedError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { within } from '../platform/within.ts';
import type { PeopleCalls, Person } from '../ports/people.ts';

/**
 * The person as the team knows them; null when Slack could not say in time and the database has never seen them.
 *
 * @throws {ExpectedError} `database_unavailable` when it is the database that could not say.
 */
export type KnowPerson = (teamId: string, userId: string) => Promise<Person | null>;

/** The person by what Slack says now, for what must not rest on an older word. Rejects when it cannot say. */
export type AskPerson = (teamId: string, userId: string) => Promise<Person>;

export function askPerson(slack: WebClient, people: PeopleCalls): AskPerson {
  return (teamId, userId) => askSlack(slack, people, teamId, userId);
}

const FRESH_MS = 10 * 60_000;
/** A command must be acknowledged within 3 s, and the job's own deadline takes 2 s of them. */
const SLACK_MS = 600;
const KEPT = 5000;

/**
 * Notes who is acting, with what Slack says (name, zone, guest or stranger), at most every 10 minutes a person.
 * When Slack is slow the database's last word counts, and the note follows when Slack has answered.
 */
export function knowPerson(slack: WebClient, people: PeopleCalls, clock: Clock, log: Log): KnowPerson {
  const known = new Map<string, { person: Person; until: number }>();
  const asked = new Map<string, Promise<Person>>();

  const ask = (teamId: string, userId: string): Promise<Person> => {
    const key = `${teamId} ${userId}`;
    const running = asked.get(key);
    if (running) return running;
    const answer = askSlack(slack, people, teamId, userId)
      .then((person) => {
        if (known.size >= KEPT) known.delete(known.keys().next().value ?? '');
        known.set(key, { person, until: clock.now() + FRESH_MS });
        return person;
      })
      .finally(() => asked.delete(key));
    asked.set(key, answer);
    // When it fails, its caller may have stopped waiting.
    answer.catch(() => {});
    return answer;
  };

  return async (teamId, userId) => {
    const kept = known.get(`${teamId} ${userId}`);
    if (kept && kept.until > clock.now()) return kept.person;
    const answer = ask(teamId, userId).catch((error: unknown) => {
      log.warn('person_not_read', { user_id: userId, error });
      return undefined;
    });
    const fresh = await within(clock, SLACK_MS, answer);
    if (fresh) return fresh;
    try {
      const stored = await within(clock, SLACK_MS, people.getPerson(teamId, userId));
      if (stored === undefined && !kept) {
        throw new ExpectedError('database_unavailable', `No answer from get_person within ${SLACK_MS} ms`);
      }
      return stored ?? kept?.person ?? null;
    } catch (error) {
      if (kept) return kept.person;
      throw error;
    }
  };
}

async function askSlack(
  slack: WebClient,
  people: PeopleCalls,
  teamId: string,
  userId: string,
): Promise<Person> {
  const { user } = await slack.users.info({ user: userId });
  if (!user) throw new Error(`Cannot note ${userId}: Slack's answer has no user`);
  return people.notePerson(asNoted(user, teamId, userId));
}

/** What is kept of a person, from what Slack says of them. Pure. */
export function asNoted(
  user: SlackUser,
  teamId: string,
  userId: string,
): Parameters<PeopleCalls['notePerson']>[0] {
  return {
    team_id: teamId,
    user_id: userId,
    name: user.profile?.display_name || user.real_name || user.profile?.real_name || user.name || userId,
    tz: user.tz ?? 'UTC',
    is_guest: !isColleague(user, teamId),
    is_deactivated: user.deleted === true,
  };
}

/**
 * Whether Slack's word on a person makes them a full member of this team: no guest, no app, no account deactivated, no person
 * of another company. Pure.
 *
 * On Enterprise Grid a colleague's home workspace (`team_id`) may be another one of the organisation; `enterprise_user.teams`
 * lists all that they are in. A person of any company who only shares a channel with this team is in none of ours.
 * Source: docs.slack.dev/reference/objects/user-object, read 2026-11-29.
 */
function isColleague(user: SlackUser, teamId: string): boolean {
  if (user.deleted || user.is_bot || user.is_workflow_bot || user.is_stranger) return false;
  if (user.is_restricted || user.is_ultra_restricted) return false;
  const { teams } = user.enterprise_user ?? {};
  return teams?.includes(teamId) || user.team_id === undefined || user.team_id === teamId;
}

interface SlackUser {
  name?: string;
  real_name?: string;
  tz?: string;
  profile?: { display_name?: string; real_name?: string };
  deleted?: boolean;
  is_bot?: boolean;
  is_workflow_bot?: boolean;
  is_stranger?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  team_id?: string;
  enterprise_user?: { teams?: string[] };
}
