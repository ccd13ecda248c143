import { createHash } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { startBot } from '../../bot/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { connectDatabase } from '../../platform/db.ts';
import { createHint } from '../../platform/hint.ts';
import { type Log, silentLog } from '../../platform/log.ts';
import type { Part, PartContext } from '../../platform/part.ts';
import {
  type Artifact,
  type Claim,
  type ClaimedJob,
  type ContentForAgent,
  contentForAgent,
} from '../../ports/content.ts';
import { type TestDatabase, useDatabase } from '../database/database.ts';
import { FORM, sign } from '../slack.ts';
import { startTestWorkspace, type TestWorkspace, waitFor } from '../workspace.ts';
import { aDraft } from './samples.ts';

const TEAM = 'T0GREENLIGHT';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface TestBot {
  database: TestDatabase;
  readonly workspace: TestWorkspace;
  /** Starts another process's worth of bot; the one before is not stopped. */
  startAgain(settings?: { fetch?: typeof globalThis.fetch }): Promise<Part>;
  stopBot(): Promise<void>;
  /** Sends a signed request as Slack would. */
  deliver(
    body: string,
    options?: { at?: number; secret?: string; type?: string },
  ): Promise<{ status: number; text: string }>;
  /** So that the next claim gets the next job, not one that earlier tests left behind. */
  cancelOpenJobs(): Promise<void>;
  agent: ContentForAgent;
  /** What an agent does up to a draft that waits for review. */
  draft(slides?: number): Promise<ClaimedJob>;
  /** The next job, as its runner would hold it. */
  claim(): Promise<ClaimedJob>;
  put(held: Claim, key: string, role: Artifact['role'], mime: string): Promise<Artifact>;
}

interface TestBotOptions {
  /** Commands, clicks and events come over sockets instead of HTTP. */
  socketMode?: boolean;
  locale?: 'en' | 'pt-BR';
  log?: Log;
  /** Who reads its figures and traces. */
  watched?: Pick<PartContext, 'meters' | 'traces'>;
}

/** The bot over real HTTP on the Slack stand-in, on the real SQL; a hand-made agent stands for the runner. */
export function useBot(options: TestBotOptions = {}): TestBot {
  const database = useDatabase();
  let workspace: TestWorkspace | undefined;
  let bot: Part | undefined;
  const agentRpc = { call: undefined as ReturnType<ReturnType<typeof connectDatabase>> | undefined };
  const agent = contentForAgent((...args) => {
    if (!agentRpc.call) throw new Error('The database is not up yet');
    return agentRpc.call(...args);
  });
  const standIn = () => {
    if (!workspace) throw new Error('The workspace is not up yet');
    return workspace;
  };

  const start = async (settings: { fetch?: typeof globalThis.fetch } = {}) => {
    const token = await database.token('greenlight_bot');
    const context: PartContext = {
      log: options.log ?? silentLog,
      clock: systemClock,
      random: systemRandom,
      hints: { jobs: createHint(), outbox: createHint() },
      ...options.watched,
    };
    const { slack, apiUrl } = standIn();
    const part = await startBot(
      {
        database: {
          url: database.url,
          publishableKey: database.publishableKey,
          token,
          fetch: settings.fetch ?? database.fetch,
        },
        slack: {
          botToken: slack.botToken,
          signingSecret: slack.signingSecret,
          appToken: options.socketMode ? slack.appToken : null,
          teamId: TEAM,
          apiUrl,
        },
      },
      context,
    );
    standIn().setApp((req, res) => part.handle?.(req, res) ?? false);
    if (options.socketMode) await waitFor(async () => (await part.ready()).ok, 'a connection of the bot');
    return part;
  };

  beforeAll(async () => {
    workspace = await startTestWorkspace({ socketMode: options.socketMode === true });
    const install = { team_id: TEAM, name: 'Alba Implantes', locale: options.locale ?? 'en', sandbox: true };
    await database.owner.query('select platform.install_team($1)', [JSON.stringify(install)]);
    for (const person of workspace.slack.people) {
      const note = {
        team_id: TEAM,
        user_id: person.id,
        name: person.real_name,
        tz: person.tz,
        is_guest: person.role === 'guest',
      };
      await database.owner.query('select platform.note_person($1)', [JSON.stringify(note)]);
      if (person.role !== 'guest') {
        await database.owner.query('select platform.set_role($1, $2, $3)', [TEAM, person.id, person.role]);
      }
    }
    const token = await database.token('greenlight_agent');
    agentRpc.call = connectDatabase({
      url: database.url,
      publishableKey: database.publishableKey,
      token,
      fetch: database.fetch,
    })('content');
    bot = await start();
  });
  afterAll(async () => {
    await bot?.stop(5000);
    await workspace?.stop();
  });

  const claim = (): Promise<ClaimedJob> => {
    return waitFor(
      () => agent.claimJob('test-agent', ['carousel', 'blog', 'research', 'knowledge', 'brand_kit']),
      'a job to claim',
    );
  };
  const put = (held: Claim, key: string, role: Artifact['role'], mime: string): Promise<Artifact> => {
    const bytes = mime === 'image/png' ? PIXEL : Buffer.from('%PDF-1.4\n%%EOF\n');
    return agent.putArtifact(held, {
      key: `${held.id}/${key}`,
      name: key.split('/').at(-1) ?? key,
      mime,
      alt: `Picture ${key}, ${createHash('sha1').update(key).digest('hex').slice(0, 6)}`,
      role,
      base64: bytes.toString('base64'),
    });
  };

  return {
    database,
    claim,
    put,
    get workspace() {
      return standIn();
    },
    async startAgain(settings) {
      bot = await start(settings);
      return bot;
    },
    async stopBot() {
      await bot?.stop(5000);
      bot = undefined;
    },
    async deliver(body, { at, secret = standIn().slack.signingSecret, type = FORM } = {}) {
      const answer = await fetch(`${standIn().origin}/slack/events`, {
        method: 'POST',
        headers: { 'content-type': type, ...sign(secret, body, at) },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    },
    async cancelOpenJobs() {
      await database.owner.query(
        `update content.jobs set status = 'cancelled', ended_at = now(), leased_until = null, worker = null
         where status in ('queued', 'running')`,
      );
    },
    agent,
    async draft(slides = 5) {
      const job = await claim();
      await agent.recordProgress(job, {
        node: 'write',
        step: 3,
        of: 5,
        steps: [
          {
            node: 'retrieve',
            started_at: new Date().toISOString(),
            ended_at: new Date().toISOString(),
            detail: null,
          },
          { node: 'write', started_at: new Date().toISOString(), ended_at: null, detail: null },
        ],
      });
      const version = job.versions + 1;
      const artifacts: Artifact[] = [await put(job, `v${version}/overview.png`, 'overview', 'image/png')];
      for (let n = 1; n <= slides; n++) {
        artifacts.push(await put(job, `v${version}/slide-0${n}.png`, 'page', 'image/png'));
      }
      const finals = [
        await put(job, `v${version}/final/carousel-final.pdf`, 'document', 'application/pdf'),
        await put(job, `v${version}/final/slide-01-final.png`, 'page', 'image/png'),
      ];
      const { resume } = job;
      const isByHand = resume !== null && 'kind' in resume && resume.kind === 'hand';
      const made = isByHand ? await agent.readHandVersion(job, resume.number) : null;
      await agent.recordDraft(job, {
        version,
        content: made?.content ?? aDraft(slides).content,
        artifacts,
        finals,
        reason: job.resume && 'note' in job.resume ? job.resume.note : null,
        read_upto: null,
      });
      return job;
    },
  };
}
