import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../platform/log.ts';
import { useBot } from '../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';
import { WatchedClient } from './slack/watched-client.ts';

const CHANNEL = 'C0MARKETING';

const lines: { event: string; code: string | undefined; ms: number | undefined }[] = [];
const keep: Log['info'] = (event, fields) => {
  lines.push({ event, code: fields?.code, ms: fields?.ms });
};
const logged = (event: string) => lines.filter((line) => line.event === event);

describe('the bot when something around it fails', () => {
  const on = useBot({ log: { info: keep, warn: keep, error: keep } });
  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const start = async (topic: string) => {
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/carousel', topic);
    return JSON.stringify(answer.ack);
  };
  const find = (text: string, of: { channel?: string; threadTs?: string; userId?: string } = {}) =>
    waitFor(
      async () => (await on.workspace.messages(of.channel ?? CHANNEL, of)).find((m) => shows(m, text)),
      `"${text}"`,
    );
  const threadOf = async (topic: string) =>
    on.workspace.messages(CHANNEL, { threadTs: (await find(topic)).ts, userId: 'U0MARINA' });
  const idsTwice = (messages: SeenMessage[]) => {
    const ids = messages.flatMap((m) => {
      const payload = (m.metadata as { event_payload?: { outbox_id?: number } } | undefined)?.event_payload;
      return payload?.outbox_id === undefined ? [] : [payload.outbox_id];
    });
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  };
  const archive = (action: 'archive' | 'unarchive' | 'leave' | 'join') =>
    on.workspace.call('POST', 'membership', {
      user_id: action.endsWith('archive') ? 'U0RENATA' : 'U0GREENLIGHT',
      channel_id: CHANNEL,
      action,
    });

  // A test that fails leaves the next one a channel that is open and a Slack that answers.
  afterEach(async () => {
    await on.workspace.call('DELETE', 'faults');
    await archive('unarchive');
  });

  /** Everything is posted, so that the next fault meets what the test means. */
  const quiet = () =>
    waitFor(async () => {
      const { rows } = await on.database.owner.query(
        'select count(*)::int as n from content.outbox where ts is null and not given_up',
      );
      return rows[0]?.n === 0;
    }, 'a quiet outbox');

  it.each(['token_revoked', 'invalid_auth', 'account_inactive'])(
    'waits while Slack says %s, says so, and loses nothing',
    async (error) => {
      await on.stopBot();
      const bot = await on.startAgain();
      await waitFor(async () => (await bot.ready()).ok, 'ready');
      lines.length = 0;
      await on.workspace.fault({ method: '*', count: 10_000, error });
      const topic = `tema durante ${error}`;
      await start(topic);
      const state = await waitFor(async () => {
        const ready = await bot.ready();
        return !ready.ok && ready;
      }, 'not ready');
      expect(state.reason).toContain(`Slack refuses the bot token: ${error}`);
      expect(await start(`outro ${topic}`)).toContain('Slack does not accept my token at present');
      await on.workspace.call('DELETE', 'faults');
      await waitFor(async () => (await bot.ready()).ok, 'ready again');
      await find(`Carousel: ${topic}`);
      await find(`outro ${topic}`);
      expect(idsTwice(await on.workspace.messages(CHANNEL))).toEqual([]);
      expect(logged('slack_token_refused')).toHaveLength(1);
      expect(logged('outbox_failed')).toEqual([]);
      expect(logged('slack_back')).toHaveLength(1);
      await on.cancelOpenJobs();
    },
  );

  it('names the missing scope in the log and to the person who asked, and goes on once it is there', async () => {
    await quiet();
    lines.length = 0;
    await on.workspace.fault({ method: 'chat.postMessage', count: 1, error: 'missing_scope' });
    await start('tema sem permissão');
    await find('the app lacks the permission', { userId: 'U0MARINA' });
    expect(logged('slack_scope_missing')).toHaveLength(1);
    expect(logged('slack_scope_missing')[0]?.code).toContain('chat.postMessage needs the scope');
    // The person is told before the item is given back.
    await waitFor(async () => {
      const { rows } = await on.database.owner.query(
        "update content.outbox set run_at = now() where run_at > now() and last_error = 'missing_scope' returning id",
      );
      return rows.length > 0;
    }, 'the item to be given back');
    await find('Carousel: tema sem permissão');
    await on.cancelOpenJobs();
  });

  it('says for a command in an archived channel that nothing was started', async () => {
    await quiet();
    await on.workspace.fault({ method: 'chat.postMessage', count: 1, error: 'is_archived' });
    await start('tema em canal arquivado');
    await find('is archived or closed for posts, so your carousel was not started', { userId: 'U0MARINA' });
    await expect
      .poll(async () => {
        const { rows } = await on.database.owner.query(
          "select status from content.jobs where brief ->> 'topic' = 'tema em canal arquivado'",
        );
        return rows;
      })
      .toEqual([{ status: 'cancelled' }]);
  });

  it('tells that a channel was archived while a job ran, and shows the draft once it is open again', async () => {
    await on.cancelOpenJobs();
    await start('tema arquivado no meio');
    const { ts } = await find('Carousel: tema arquivado no meio');
    await find('Waiting for an agent', { threadTs: ts });
    await archive('archive');
    await on.draft();
    const direct = await waitFor(async () => {
      const state = await on.workspace.call('GET', 'state');
      const channels = state.channels as { id: string; is_im: boolean; members: string[] }[];
      return channels.find((c) => c.is_im && c.members.includes('U0MARINA'));
    }, 'a direct conversation');
    const told = 'is archived or closed for posts, so I cannot show your carousel there';
    await find(told, { channel: direct.id, userId: 'U0MARINA' });
    await archive('unarchive');
    await on.database.owner.query('update content.outbox set run_at = now() where run_at > now()');
    await find('Draft, version 1', { threadTs: ts });
    const all = await on.workspace.messages(direct.id, { userId: 'U0MARINA' });
    expect(all.filter((m) => shows(m, told))).toHaveLength(1);
    expect(idsTwice(await threadOf('Carousel: tema arquivado no meio'))).toEqual([]);
  });

  it('keeps order and posts nothing twice in a storm of rate limits', async () => {
    await on.cancelOpenJobs();
    for (const method of ['chat.postMessage', 'chat.update', 'files.getUploadURLExternal', 'files.info']) {
      await on.workspace.fault({ method, count: 2, error: 'ratelimited', retry_after: 1 });
    }
    await start('tema na tempestade');
    const { ts } = await find('Carousel: tema na tempestade');
    await on.draft();
    await find('Draft, version 1', { threadTs: ts });
    const thread = await on.workspace.messages(CHANNEL, { threadTs: ts });
    expect(idsTwice(thread)).toEqual([]);
    const kinds = thread.map(
      (m) =>
        (m.metadata as { event_payload?: { kind?: string } } | undefined)?.event_payload?.kind ?? 'pages',
    );
    expect(kinds).toEqual(['brief', 'progress', 'pages', 'card']);
    await on.workspace.call('DELETE', 'faults');
  });

  it('shows the latest of many steps with few edits while edits are limited', async () => {
    await on.cancelOpenJobs();
    await start('tema com muitos passos');
    const { ts } = await find('Carousel: tema com muitos passos');
    await find('Waiting for an agent', { threadTs: ts });
    await quiet();
    const job = await waitFor(() => on.agent.claimJob('test-agent', ['carousel']), 'the job');
    await on.workspace.fault({ method: 'chat.update', count: 1, error: 'ratelimited', retry_after: 2 });
    const edits = vi.spyOn(WatchedClient.prototype, 'apiCall');
    const at = new Date().toISOString();
    for (let n = 1; n <= 30; n++) {
      const steps = [
        { node: 'write', started_at: at, ended_at: null, detail: [{ code: 'words' as const, count: n }] },
      ];
      await on.agent.recordProgress(job, { node: 'write', step: 3, of: 5, steps });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await find('(30 words)', { threadTs: ts });
    const made = edits.mock.calls.filter(([method]) => method === 'chat.update').length;
    edits.mockRestore();
    expect(made).toBeLessThan(15);
  });

  it('posts everything once, in order, after Slack was out of reach', async () => {
    await on.cancelOpenJobs();
    const bot = await on.startAgain();
    await waitFor(async () => (await bot.ready()).ok, 'ready');
    lines.length = 0;
    await on.workspace.fault({ method: '*', count: 10_000, status: 0 });
    await start('tema no apagão');
    await waitFor(async () => (await bot.ready()).reason === 'Slack does not answer', 'not ready');
    await on.workspace.call('DELETE', 'faults');
    const { ts } = await find('Carousel: tema no apagão');
    await on.draft();
    await find('Draft, version 1', { threadTs: ts });
    expect(idsTwice(await on.workspace.messages(CHANNEL, { threadTs: ts }))).toEqual([]);
    // One line an outage, not one a call; a call that was under way at its end may begin a second one.
    expect(logged('slack_not_reached').length).toBeLessThanOrEqual(2);
    const attempts = await on.database.owner.query(
      `select max(o.attempts)::int as n from content.outbox o join content.jobs j on j.id = o.job_id
       where brief ->> 'topic' = 'tema no apagão'`,
    );
    expect(attempts.rows[0]?.n).toBeLessThan(8);
  });

  it('stores a command and records a press after the database was away, and says so meanwhile', async () => {
    await on.cancelOpenJobs();
    await start('tema antes da queda');
    const { ts } = await find('Carousel: tema antes da queda');
    await on.draft();
    const card = await find('review_approve', { threadTs: ts });
    await on.stopBot();
    let away = false;
    await on.startAgain({
      fetch: async (input, init) => {
        if (away) throw new TypeError('away');
        return on.database.fetch(input, init);
      },
    });
    away = true;
    expect(await start('tema durante a queda')).toContain('Not certain yet');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_approve');
    await find('Not recorded: the database did not answer. Click again', { threadTs: ts, userId: 'U0LUCIA' });
    away = false;
    await find('It worked: your carousel is under way', { userId: 'U0MARINA' });
    await find('Carousel: tema durante a queda');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_approve');
    await find('Approved by <@U0LUCIA>', { threadTs: ts });
    const { rows } = await on.database.owner.query(
      "select count(*)::int as n from content.jobs where brief ->> 'topic' = 'tema durante a queda'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('takes requests from a clock two minutes off, and calls more than five minutes by its name', async () => {
    lines.length = 0;
    const body = (n: number) =>
      new URLSearchParams({
        command: '/carousel',
        text: 'help',
        team_id: 'T0GREENLIGHT',
        channel_id: CHANNEL,
        channel_name: 'marketing',
        user_id: 'U0MARINA',
        trigger_id: `skewed-${n}`,
        api_app_id: 'A0GREENLIGHT',
      }).toString();
    const now = Math.floor(Date.now() / 1000);
    expect((await on.deliver(body(1), { at: now - 120 })).status).toBe(200);
    expect((await on.deliver(body(2), { at: now + 120 })).status).toBe(200);
    expect((await on.deliver(body(3), { at: now + 420 })).status).toBe(401);
    expect((await on.deliver(body(4), { at: now - 420, secret: 'wrong' })).status).toBe(401);
    const refused = logged('slack_request_refused');
    expect(refused.map((line) => line.code)).toEqual(['clock_skew', 'bad_signature']);
    expect(Math.round((refused[0]?.ms ?? 0) / 60_000)).toBe(-7);
  });
});
