import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { refusalOf, webClientOf } from '../../testing/slack/web-client.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('postUpdates() when Slack or the process fails', () => {
  const on = useBot();
  let topics = 0;
  beforeEach(async () => {
    await on.workspace.call('DELETE', 'faults');
    await on.cancelOpenJobs();
  });

  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const newTopic = () => {
    topics += 1;
    return `tema número ${topics} fim`;
  };
  const command = async (topic: string) => {
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/carousel', topic);
    expect(answer.http_status).toBe(200);
  };
  const briefs = async (topic: string) =>
    (await on.workspace.messages(CHANNEL)).filter((m) => shows(m, topic));
  const briefOf = (topic: string) => waitFor(async () => (await briefs(topic))[0], `the brief of "${topic}"`);
  const thread = (threadTs: string) => on.workspace.messages(CHANNEL, { threadTs, userId: 'U0LUCIA' });
  const settled = (kind: string, topic: string) =>
    waitFor(async () => {
      const found = await on.database.owner.query(
        `select o.* from content.outbox o join content.jobs j on j.id = o.job_id
         where o.kind = $1 and j.brief ->> 'topic' = $2 and o.shown > 0`,
        [kind, topic],
      );
      return found.rows[0];
    }, `${kind} settled`);
  /** The process dies between posting something of that kind and settling it. */
  const diesAfterPosting =
    (kind: string): typeof fetch =>
    async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (address.includes('settle_outbox')) {
        const { rows } = await on.database.owner.query('select kind from content.outbox where id = $1', [
          JSON.parse(String(init?.body)).p_id,
        ]);
        if (rows[0]?.kind === kind) throw new TypeError('the process is gone');
      }
      return on.database.fetch(input, init);
    };
  const expireClaims = () =>
    on.database.owner.query(
      "update content.outbox set leased_until = platform.now() - interval '1 second' where leased_until is not null",
    );

  it.each([
    ['is dropped', { status: 0 }],
    ['is a 500', { status: 500 }],
    ['is internal_error', { error: 'internal_error' }],
  ])('posts once when Slack posts and its answer %s', async (_, fault) => {
    const topic = newTopic();
    await on.workspace.fault({ method: 'chat.postMessage', count: 1, commit: true, ...fault });
    await command(topic);
    await settled('brief', topic);
    await on.workspace.idle();
    expect(await briefs(topic)).toHaveLength(1);
  });

  it('gives up what it cannot read, once, and shows the rest', async () => {
    const [broken, sound] = [newTopic(), newTopic()];
    await command(broken);
    const { job_id } = await settled('brief', broken);
    await on.database.owner.query(`update content.jobs set brief = '{}' where id = $1`, [job_id]);
    await on.database.owner.query(`select content.show($1, 'progress')`, [job_id]);
    await command(sound);
    await settled('brief', sound);
    const given = await waitFor(async () => {
      const { rows } = await on.database.owner.query(
        `select given_up, last_error from content.outbox where job_id = $1 and kind = 'progress' and given_up`,
        [job_id],
      );
      return rows[0];
    }, 'the item given up');
    expect(given).toEqual({ given_up: true, last_error: 'unreadable' });
  });

  it('posts again when Slack did not post', async () => {
    const topic = newTopic();
    await on.workspace.fault({ method: 'chat.postMessage', count: 2, status: 0 });
    await command(topic);
    await settled('brief', topic);
    expect(await briefs(topic)).toHaveLength(1);
  });

  it('waits as long as Slack asks for when it is rate limited', async () => {
    const topic = newTopic();
    await on.workspace.fault({ method: 'chat.postMessage', count: 1, status: 429, retry_after: 1 });
    await command(topic);
    const item = await settled('brief', topic);
    expect(item.maybe_posted).toBe(false);
    expect(await briefs(topic)).toHaveLength(1);
  });

  it('finds its post again when the process died between posting and settling', async () => {
    const topic = newTopic();
    await on.stopBot();
    await on.startAgain({ fetch: diesAfterPosting('brief') });
    await command(topic);
    await briefOf(topic);
    await on.stopBot();
    await expireClaims();
    await on.startAgain();
    const item = await settled('brief', topic);
    const found = await briefs(topic);
    expect(found.map((m) => m.ts)).toEqual([item.ts]);
  });

  it('finds what it posted of an end that a retry undid before that was settled', async () => {
    const topic = newTopic();
    await command(topic);
    const job = await on.claim();
    const head = await briefOf(topic);
    await settled('brief', topic);
    await on.stopBot();
    await on.startAgain({ fetch: diesAfterPosting('outcome') });
    await on.agent.failJob(job, { code: 'model_unavailable', message: 'x' }, null);
    const ends = async () => (await thread(head.ts)).filter((m) => shows(m, 'was stopped by a problem'));
    await waitFor(async () => (await ends())[0], 'the end in the thread');
    await on.stopBot();
    await on.database.owner.query('select content.retry_job($1, $2)', [job.id, 'U0MARINA']);
    await expireClaims();
    await on.startAgain();
    const { ts } = await settled('outcome', topic);
    expect((await ends()).map((m) => m.ts)).toEqual([ts]);
  });

  it('posts a deleted card again, and deletes a duplicate that it finds', async () => {
    const topic = newTopic();
    await command(topic);
    const job = await on.draft();
    const card = await settled('card', topic);
    const brief = await briefOf(topic);
    const api = (method: string, body: Record<string, unknown>) =>
      fetch(`${on.workspace.apiUrl}${method}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${on.workspace.slack.botToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }).then((answer) => answer.json() as Promise<{ ok: boolean; ts: string }>);
    const metadata = {
      event_type: 'greenlight',
      event_payload: { outbox_id: Number(card.id), job_id: job.id, kind: 'card', version: 1 },
    };
    const copy = { channel: CHANNEL, thread_ts: brief.ts, text: 'a copy', metadata };
    const first = await api('chat.postMessage', copy);
    const second = await api('chat.postMessage', copy);
    expect([first.ok, second.ok]).toEqual([true, true]);
    await api('chat.delete', { channel: CHANNEL, ts: card.ts });
    await on.database.owner.query("select content.show($1, 'card', 1)", [job.id]);
    await waitFor(async () => {
      const cards = (await thread(brief.ts)).filter((m) => shows(m, 'Draft, version 1'));
      return cards.length === 1 && cards[0]?.ts === first.ts;
    }, 'one card in the place of the oldest copy');
    expect((await thread(brief.ts)).some((m) => m.ts === second.ts)).toBe(false);
  });

  it('follows the message that people can find when the head of a thread was deleted while its job ran', async () => {
    const topic = newTopic();
    await command(topic);
    const old = await settled('brief', topic);
    const steps = await settled('progress', topic);
    const deleted = await fetch(`${on.workspace.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${on.workspace.slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: CHANNEL, ts: old.ts }),
    });
    expect(await deleted.json()).toMatchObject({ ok: true });
    await on.draft(5);
    await settled('card', topic);
    const head = await waitFor(
      async () => (await briefs(topic)).find((m) => m.ts !== old.ts),
      'a new head of the thread',
    );
    await waitFor(async () => {
      const all = await thread(head.ts);
      const has = (text: string) => all.some((m) => shows(m, text));
      return (
        has('Draft, version 1') && has('waits for review below') && all.some((m) => m.files.length === 5)
      );
    }, 'steps, pages and card below the new head');
    expect((await thread(String(old.ts))).filter((m) => m.ts === steps.ts)).toEqual([]);
    await on.workspace.say('U0MARINA', CHANNEL, 'slide 2: mais curto', String(old.ts));
    await waitFor(async () => {
      const { rows } = await on.database.owner.query(
        "select from content.chat_history h join content.jobs j on j.id = h.job_id where j.brief ->> 'topic' = $1 and h.kind = 'message'",
        [topic],
      );
      return rows.length === 1;
    }, 'a reply in the old thread is kept');
  });

  it.each([
    ['the bytes of a file get lost', { method: 'upload', count: 2, status: 0 }],
    [
      'the share is refused once',
      { method: 'files.completeUploadExternal', count: 2, error: 'internal_error' },
    ],
    [
      'the share happens and its answer is dropped',
      { method: 'files.completeUploadExternal', count: 2, status: 0, commit: true },
    ],
    ['the share is lost on its way', { method: 'files.completeUploadExternal', count: 2, status: 0 }],
    ['asking for a place fails', { method: 'files.getUploadURLExternal', count: 1, status: 500 }],
    ['looking at a file fails', { method: 'files.info', count: 3, status: 0 }],
  ])('shows the pages once and before the card when %s', async (_, fault) => {
    const topic = newTopic();
    await command(topic);
    await settled('brief', topic);
    await on.workspace.fault(fault);
    await on.draft(5);
    await settled('card', topic);
    await on.workspace.idle();
    const brief = await briefOf(topic);
    const messages = await thread(brief.ts);
    const pages = messages.filter((m) => m.files.length > 0);
    expect(pages.map((m) => m.files.map((f) => f.name))).toEqual([
      ['slide-01.png', 'slide-02.png', 'slide-03.png', 'slide-04.png', 'slide-05.png'],
    ]);
    const card = messages.find((m) => shows(m, 'Draft, version 1'));
    expect(Number(card?.ts)).toBeGreaterThan(Number(pages[0]?.ts));
    expect(JSON.stringify(card?.blocks)).toContain('slack_file');
  });

  it.each([
    ['before sharing', 'files.completeUploadExternal'],
    ['while waiting for the share', 'settle_outbox'],
  ])('shares the pages once when the process dies %s', async (_, at) => {
    const topic = newTopic();
    await command(topic);
    await settled('brief', topic);
    await on.stopBot();
    let uploading = false;
    const dying = await on.startAgain({
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : String(input);
        uploading ||= address.includes('note_uploads');
        if (at === 'settle_outbox' && uploading && address.includes('settle_outbox'))
          throw new TypeError('gone');
        return on.database.fetch(input, init);
      },
    });
    if (at !== 'settle_outbox') await on.workspace.fault({ method: at, count: 100, status: 0 });
    await on.draft(5);
    await waitFor(async () => {
      const noted = await on.database.owner.query(
        `select jsonb_array_length(o.uploads) as n from content.outbox o join content.jobs j on j.id = o.job_id
         where o.kind = 'pages' and j.brief ->> 'topic' = $1`,
        [topic],
      );
      return Number(noted.rows[0]?.n ?? 0) >= 6;
    }, 'noted uploads');
    if (at === 'settle_outbox') await on.workspace.idle();
    await dying.stop(0);
    await on.workspace.call('DELETE', 'faults');
    await expireClaims();
    await on.startAgain();
    await settled('card', topic);
    await on.workspace.idle();
    const brief = await briefOf(topic);
    const pages = (await thread(brief.ts)).filter((m) => m.files.length > 0);
    expect(pages.map((m) => m.files.length)).toEqual([5]);
  });

  it('deletes in Slack the files of a draft that spoke of a person who was erased', async () => {
    const topic = newTopic();
    await command(topic);
    await on.draft(3);
    const { job_id, uploads } = await settled('pages', topic);
    await settled('card', topic);
    const brief = await briefOf(topic);
    const ids = (uploads as { key: string; file_id: string }[]).filter(({ key }) => !key.startsWith('@'));
    expect(ids.length).toBeGreaterThanOrEqual(3);
    await on.database.owner.query('update content.drafts set erased_at = platform.now() where job_id = $1', [
      job_id,
    ]);
    await on.database.owner.query('select content.show_erased($1)', [job_id]);
    await waitFor(
      async () => (await thread(brief.ts)).every((m) => m.files.length === 0),
      'no message with files',
    );
    const slack = webClientOf(on.workspace);
    for (const { file_id } of ids)
      expect(await refusalOf(slack.files.info({ file: file_id }))).toBe('file_deleted');
  });

  it('keeps the order of a thread: brief, steps, pages, card', async () => {
    const wanted = Array.from({ length: 4 }, newTopic);
    for (const topic of wanted) await command(topic);
    for (const _ of wanted) await on.draft(5);
    for (const topic of wanted) {
      await settled('card', topic);
      const brief = await briefOf(topic);
      const kinds = (await thread(brief.ts)).map((m) =>
        m.files.length > 0
          ? 'pages'
          : shows(m, 'Draft, version')
            ? 'card'
            : shows(m, 'cancel_job')
              ? 'progress'
              : 'brief',
      );
      expect(kinds.filter((k) => k !== 'brief')).toEqual(['progress', 'pages', 'card']);
    }
  });

  it('shows the card without its picture when Slack cannot show the picture', async () => {
    const topic = newTopic();
    await command(topic);
    await settled('brief', topic);
    const job = await on.draft(5);
    await settled('card', topic);
    const brief = await briefOf(topic);
    await waitFor(async () => {
      const waiting = await on.database.owner.query(
        'select from content.outbox where job_id = $1 and wanted > shown',
        [job.id],
      );
      return waiting.rows.length === 0;
    }, 'nothing else to draw');
    await on.workspace.fault({ method: 'chat.update', count: 1, error: 'invalid_blocks' });
    await on.database.owner.query("select content.show($1, 'card', 1)", [job.id]);
    await waitFor(
      async () => (await thread(brief.ts)).find((m) => shows(m, '1. Erro 1') && shows(m, 'review_approve')),
      'a card with the titles',
    );
  });
});
