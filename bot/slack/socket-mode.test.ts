import { describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('the bot in Socket Mode', () => {
  const on = useBot({ socketMode: true });
  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const briefOf = (topic: string) =>
    waitFor(async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, topic)), topic);
  const inThread = (threadTs: string, text: string, userId = 'U0MARINA') =>
    waitFor(
      async () => (await on.workspace.messages(CHANNEL, { threadTs, userId })).find((m) => shows(m, text)),
      text,
    );
  const jobsAbout = async (topic: string) =>
    (
      await on.database.owner.query(
        "select count(*)::int as n from content.jobs where brief ->> 'topic' = $1",
        [topic],
      )
    ).rows[0]?.n as number;

  it('has no route, and leads from the command over a change to the approved files', async () => {
    expect((await on.deliver('{}', { type: 'application/json' })).status).toBe(404);
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema por socket');
    expect(JSON.stringify(answer.ack)).toContain('Got it');
    const { ts } = await briefOf('tema por socket');
    await on.draft();
    const card = await inThread(ts, 'Draft, version 1');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_request_changes');
    const modal = await waitFor(
      async () => (await on.workspace.views('U0LUCIA')).modals[0],
      'the form for changes',
    );
    const empty = await on.workspace.submit('U0LUCIA', modal.id, { note: { note: '   ' } });
    expect(JSON.stringify(empty)).toContain('Say what should change');
    await on.workspace.submit('U0LUCIA', modal.id, { note: { note: 'slide 2: menos' } });
    await on.draft();
    const second = await inThread(ts, 'Draft, version 2');
    await on.workspace.click('U0LUCIA', CHANNEL, second.ts, 'review_approve');
    await inThread(ts, 'Approved by <@U0LUCIA>');
    await inThread(ts, 'ready to copy');
  });

  it('starts one job and gives one answer when the connection breaks before the answer', async () => {
    await on.stopBot();
    let reached = 0;
    const held = Promise.withResolvers<void>();
    await on.startAgain({
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : String(input);
        if (address.includes('enqueue_job')) {
          reached += 1;
          await held.promise;
        }
        return on.database.fetch(input, init);
      },
    });
    const command = on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema ao cair');
    await waitFor(() => reached === 1, 'the command at the database');
    on.workspace.slack.sockets.drop();
    await waitFor(() => on.workspace.slack.sockets.count > 0, 'the next connection');
    held.resolve();
    await command;
    const told = async () =>
      (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA' })).filter(
        (m) => m.ephemeral && shows(m, 'Got it'),
      );
    const before = (await told()).length;
    await briefOf('tema ao cair');
    expect(await jobsAbout('tema ao cair')).toBe(1);
    expect(reached).toBe(1);
    expect(before).toBeGreaterThan(0);
    expect((await told()).length).toBe(before);
    await on.stopBot();
    await on.startAgain();
  });

  it('starts one job when another process gets the command that the first one did not answer', async () => {
    await on.stopBot();
    let reached = false;
    const first = await on.startAgain({
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : String(input);
        const answer = await on.database.fetch(input, init);
        if (!address.includes('enqueue_job')) return answer;
        // Stored, and the process ends before it can say so.
        reached = true;
        return new Promise<Response>(() => {});
      },
    });
    const command = on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema a dois');
    await waitFor(() => reached, 'the command at the database');
    await on.startAgain();
    await first.stop(100);
    await command;
    await briefOf('tema a dois');
    expect(await jobsAbout('tema a dois')).toBe(1);
  });

  it('decides once for a press whose connection breaks before the answer', async () => {
    await on.stopBot();
    let reviews = 0;
    await on.startAgain({
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : String(input);
        if (address.includes('record_review')) {
          reviews += 1;
          on.workspace.slack.sockets.drop();
        }
        return on.database.fetch(input, init);
      },
    });
    await on.cancelOpenJobs();
    await on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema decidido uma vez');
    const { ts } = await briefOf('tema decidido uma vez');
    await on.draft();
    const card = await inThread(ts, 'review_approve');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_approve');
    await inThread(ts, 'Approved by <@U0LUCIA>');
    expect(reviews).toBe(1);
  });

  it('loses no command while Slack replaces its connections', async () => {
    await waitFor(() => on.workspace.slack.sockets.count === 2, 'two connections');
    for (let n = 0; n < 6; n++) {
      on.workspace.slack.sockets.refresh(n % 2 === 0 ? 'warning' : 'refresh_requested');
      const answer = await on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'help');
      expect(answer.status).toBe(200);
    }
  });

  it('says while it is not connected why, and comes back by itself', async () => {
    await on.stopBot();
    await on.workspace.fault({ method: 'apps.connections.open', count: 2, error: 'invalid_auth' });
    const starting = on.startAgain();
    const bot = await starting;
    await waitFor(async () => (await bot.ready()).ok, 'ready');
    await on.workspace.fault({ method: 'apps.connections.open', count: 1000, status: 0 });
    on.workspace.slack.sockets.drop();
    const state = await waitFor(async () => {
      const ready = await bot.ready();
      return ready.reason?.includes('opens no connection') && ready;
    }, 'not ready');
    expect(state).toEqual({ ok: false, reason: 'Slack opens no connection: no_answer' });
    await on.workspace.call('DELETE', 'faults');
    await waitFor(async () => (await bot.ready()).ok, 'ready again');
  });

  it('names the code with which Slack refuses the app token, and comes back once it is repaired', async () => {
    await on.stopBot();
    const bot = await on.startAgain();
    await waitFor(() => on.workspace.slack.sockets.count === 2, 'two connections');
    await on.workspace.fault({ method: 'apps.connections.open', count: 10_000, error: 'invalid_auth' });
    on.workspace.slack.sockets.drop();
    const state = await waitFor(async () => {
      const ready = await bot.ready();
      return !ready.ok && ready;
    }, 'not ready');
    expect(state.reason).toContain('Slack opens no connection: invalid_auth');
    await on.workspace.call('DELETE', 'faults');
    await waitFor(async () => (await bot.ready()).ok, 'ready again');
  });

  it('answers a command that is under way when it stops, and takes no new one', async () => {
    await on.stopBot();
    const held = Promise.withResolvers<void>();
    let reached = false;
    const bot = await on.startAgain({
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : String(input);
        if (address.includes('enqueue_job')) {
          reached = true;
          await held.promise;
        }
        return on.database.fetch(input, init);
      },
    });
    const command = on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema ao parar por socket');
    await waitFor(() => reached, 'the command at the database');
    const stopped = bot.stop(5000);
    const late = on.workspace.command('U0PEDRO', CHANNEL, '/carousel', 'help');
    held.resolve();
    expect(JSON.stringify((await command).ack)).toContain('Got it');
    await stopped;
    expect((await late).ack).toBeNull();
    expect(on.workspace.slack.sockets.count).toBe(0);
    await on.startAgain();
  });

  it('leaves no connection open that was still on its way when it stopped', async () => {
    await on.stopBot();
    // SAFETY: it is the whole server, of which tests mostly see less.
    const sockets = on.workspace.slack.sockets as unknown as {
      count: number;
      handleUpgrade(...request: unknown[]): boolean;
    };
    const { handleUpgrade } = sockets;
    let asked = 0;
    sockets.handleUpgrade = (...request) => {
      asked += 1;
      if (asked === 1) return handleUpgrade(...request);
      setTimeout(() => handleUpgrade(...request), 500);
      return true;
    };
    const bot = await on.startAgain();
    await bot.stop(5000);
    sockets.handleUpgrade = handleUpgrade;
    await waitFor(() => sockets.count === 0, 'no connection');
    await on.startAgain();
  });

  it('shares the work between two processes, each event once', async () => {
    await on.stopBot();
    const first = await on.startAgain();
    await on.startAgain();
    await waitFor(() => on.workspace.slack.sockets.count === 4, 'four connections');
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        on.workspace.command('U0MARINA', CHANNEL, '/carousel', `tema compartilhado ${n}`),
      ),
    );
    for (let n = 0; n < 8; n++) expect(await jobsAbout(`tema compartilhado ${n}`)).toBe(1);
    await first.stop(5000);
  });

  it('hangs up when it stops', async () => {
    await on.stopBot();
    await waitFor(() => on.workspace.slack.sockets.count === 0, 'no connection');
    await on.startAgain();
  });
});
