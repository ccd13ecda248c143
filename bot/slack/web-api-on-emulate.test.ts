import { createHash } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { Artifact, ContentForBot, OutboxItem } from '../../ports/content.ts';
import { aDraft, aJob, anItem } from '../../testing/bot/samples.ts';
import { standInManifest } from '../../testing/slack.ts';
import { tellPerson } from '../asking/tell.ts';
import { findMarked } from '../delivery/show-message.ts';
import { briefingModal } from '../drafts/briefing-modal.ts';
import { articleKind, carouselKind } from '../drafts/draft-kinds.ts';
import { findCard, placeOf } from '../drafts/find-posted.ts';
import { showItem } from '../drafts/post-updates.ts';
import { questionChangeModal } from '../drafts/question-change-modal.ts';
import type { ShowDesk } from '../drafts/show-item.ts';
import { homeView } from '../home/app-home.ts';
import { knowPerson } from '../know-person.ts';
import { changesModal } from '../review/changes-modal.ts';
import { en } from '../texts/texts.ts';

const TOKEN = 'xoxb-test-bot';

/** Slack as somebody else understood it, refusing every call whose scope the app did not ask for. */
describe('the Web API calls of the bot on emulate with strict scopes', () => {
  let emulator: Emulator;
  let slack: WebClient;
  let channel = '';
  let marina = '';
  const settled: { id: number; ts: string }[] = [];
  const failed: { code: string }[] = [];
  const noted: { key: string; file_id: string }[] = [];

  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const artifact = (name: string, role: Artifact['role']): Artifact => ({
    key: `job-1/v1/${name}`,
    name,
    mime: 'image/png',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    alt: name,
    role,
  });
  const content = {
    settleOutbox: async (item: { id: number; ts: string }) => {
      settled.push(item);
      return true;
    },
    failOutbox: async (_: unknown, failure: { code: string }) => {
      failed.push(failure);
      return true;
    },
    noteUploads: async (_: unknown, uploads: { key: string; file_id: string }[]) => {
      noted.splice(0, noted.length, ...uploads);
      return true;
    },
    getArtifact: async (key: string) => ({
      mime: 'image/png',
      name: key,
      sha256: '',
      bucket: null,
      base64: bytes.toString('base64'),
    }),
  } as Partial<ContentForBot> as ContentForBot;

  const show = async (change: Partial<OutboxItem>): Promise<string> => {
    const desk: ShowDesk = {
      slack,
      content,
      knowPerson: async () => null,
      adminsOf: async () => [],
      tell: tellPerson(slack, fetch, silentLog),
      hints: { jobs: createHint(), outbox: createHint() },
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
      fetch,
    };
    const item = anItem(change);
    await showItem(desk, { ...item, channel_id: channel, job: { ...item.job, channel_id: channel } });
    expect(failed).toEqual([]);
    return settled.at(-1)?.ts ?? '';
  };

  beforeAll(async () => {
    emulator = await createEmulator({
      service: 'slack',
      port: 0,
      hostname: '127.0.0.1',
      seed: {
        slack: {
          team: { name: 'Alba Implantes', domain: 'alba' },
          signing_secret: 'secret',
          strict_scopes: true,
          users: [{ name: 'marina', real_name: 'Marina Souza', profile: { tz: 'America/Sao_Paulo' } }],
          channels: [{ name: 'marketing' }],
          oauth_apps: [
            {
              client_id: '1.2',
              client_secret: 's',
              name: 'Greenlight',
              redirect_uris: [],
              app_id: 'A0TEST',
              bot_id: 'B0TEST',
              bot_user_id: 'U0TESTBOT',
              bot_name: 'greenlight',
              scopes: [...standInManifest.scopes],
            },
          ],
          tokens: [
            {
              token: TOKEN,
              type: 'bot',
              user_id: 'U0TESTBOT',
              app_id: 'A0TEST',
              bot_id: 'B0TEST',
              bot_user_id: 'U0TESTBOT',
              scopes: standInManifest.scopes.join(','),
            },
            { token: 'xoxp-marina', type: 'user', user: 'marina', app_id: 'A0TEST' },
          ],
        },
      },
    });
    slack = new WebClient(TOKEN, {
      slackApiUrl: `${emulator.url}/api/`,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      logger: {
        debug() {},
        info() {},
        warn() {},
        error() {},
        setLevel() {},
        getLevel: () => 'error' as never,
        setName() {},
      },
    });
    const human = new WebClient('xoxp-marina', {
      slackApiUrl: `${emulator.url}/api/`,
      retryConfig: { retries: 0 },
    });
    const list = await human.conversations.list({});
    channel = list.channels?.find((c) => c.name === 'marketing')?.id ?? '';
    const who = await human.auth.test();
    marina = who.user_id ?? '';
    await human.conversations.join({ channel });
    await human.conversations.invite({ channel, users: 'U0TESTBOT' });
  });
  afterAll(async () => {
    await emulator?.close();
  });

  it('says who the bot is and who a person is', async () => {
    expect((await slack.auth.test()).bot_id).toBe('B0TEST');
    const people = { notePerson: async (p: object) => ({ ...p, role: 'member' as const }) };
    const know = knowPerson(slack, people as never, systemClock, silentLog);
    expect(await know('T1', marina)).toMatchObject({ user_id: marina });
  });

  it('posts, finds and edits the brief, the steps, the pages, the card, the files and the outcome', async () => {
    const job = aJob({ status: 'awaiting_review', versions: 1, requester_id: marina });
    const brief = await show({ id: 1, kind: 'brief', thread_ts: null, draft: null, job });
    const inThread = { thread_ts: brief, job };
    const steps = await show({ id: 2, kind: 'progress', draft: null, ...inThread });
    await show({ id: 2, kind: 'progress', draft: null, ...inThread, ts: steps });
    expect(settled.at(-1)?.ts).toBe(steps);

    const draft = aDraft(2, {
      artifacts: [
        artifact('overview.png', 'overview'),
        artifact('slide-01.png', 'page'),
        artifact('slide-02.png', 'page'),
      ],
    });
    const pages = await show({ id: 3, kind: 'pages', draft, ...inThread });
    expect(noted.map((u) => u.key)).toContain('job-1/v1/overview.png');
    const card = await show({ id: 4, kind: 'card', draft, ...inThread, pictures: noted });
    const final = await show({
      id: 5,
      kind: 'final',
      draft,
      ...inThread,
      job: { ...job, status: 'completed', final: [artifact('carousel-final.png', 'document')] },
    });
    const outcome = await show({
      id: 6,
      kind: 'outcome',
      draft,
      ...inThread,
      job: { ...job, status: 'completed' },
    });
    const thread = await slack.conversations.replies({ channel, ts: brief, include_all_metadata: true });
    const shown = (thread.messages ?? []).map((m) => m.ts);
    expect(shown).toEqual(expect.arrayContaining([brief, steps, pages, card, final, outcome]));
    expect((await slack.chat.getPermalink({ channel, message_ts: card })).permalink).toBeTruthy();

    const item = anItem({ id: 4, thread_ts: brief });
    expect(await findMarked(slack, placeOf({ ...item, channel_id: channel }))).toEqual([card]);
    expect(await findCard(slack, { ...job, channel_id: channel, thread_ts: brief }, 1)).toBe(card);
    const first = anItem({ id: 1, thread_ts: null });
    expect(await findMarked(slack, placeOf({ ...first, channel_id: channel }))).toEqual([brief]);
  });

  it('tells one person privately and opens its views', async () => {
    const tell = tellPerson(slack, fetch, silentLog);
    const message = { text: 'hello', blocks: [] };
    expect(await tell({ user_id: marina, channel_id: channel }, message)).toBe(true);
    expect(await tell({ user_id: marina, channel_id: null }, message)).toBe(true);
    expect(await tell({ user_id: marina, channel_id: 'C0NOWHERE' }, message)).toBe(true);
    const trigger = async () => {
      const made = await slack.apiCall('views.generateTriggerId', { user_id: marina });
      return String((made as unknown as { trigger_id: string }).trigger_id);
    };
    const ref = { job: 'job-1', version: 1, hash: 'a'.repeat(64) };
    for (const view of [
      briefingModal(carouselKind, { channel_id: channel, response_url: null }, {}, en),
      briefingModal(articleKind, { channel_id: channel, response_url: null }, { length: '600' }, en),
      questionChangeModal(
        { ref: { job: 'job-1', number: 1, hash: ref.hash }, channel_id: channel, thread_ts: '1.1' },
        en,
      ),
      changesModal({ ref, channel_id: channel, thread_ts: '1.1' }, en),
    ]) {
      expect((await slack.views.open({ trigger_id: await trigger(), view })).ok).toBe(true);
    }
    expect((await slack.views.publish({ user_id: marina, view: homeView(en) })).ok).toBe(true);
  });

  it('is refused what it has no scope for', async () => {
    await expect(slack.reactions.add({ channel, timestamp: '1.1', name: 'eyes' })).rejects.toThrow(
      'missing_scope',
    );
  });
});
