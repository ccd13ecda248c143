import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { webClientOf } from '../../testing/slack.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('/jobs and /history', () => {
  const on = useBot();
  let topics = 0;
  beforeEach(() => on.cancelOpenJobs());
  const shown = (m: SeenMessage) => JSON.stringify([m.text, m.blocks]);
  const mine = async (userId: string) =>
    (await on.workspace.messages(CHANNEL, { userId })).filter((m) => m.ephemeral);
  /** What a person alone is told, newest first. */
  const told = (userId: string, ...texts: string[]) =>
    waitFor(async () => {
      const messages = (await mine(userId)).toReversed();
      return messages.find((m) => texts.every((text) => shown(m).includes(text)));
    }, texts.join(' and '));
  const start = async () => {
    topics += 1;
    const topic = `trabalho número ${topics} fim`;
    await on.workspace.command('U0MARINA', CHANNEL, '/carousel', topic);
    // Its thread is open: only then is there a link to it.
    await waitFor(async () => (await rowOf(topic))?.thread_ts);
    return topic;
  };
  const asks = (userId: string, command: string, text = '') =>
    on.workspace.command(userId, CHANNEL, command, text);
  const rowOf = async (topic: string) => {
    const { rows } = await on.database.owner.query(
      `select id, status, thread_ts from content.jobs where brief ->> 'topic' = $1`,
      [topic],
    );
    return rows[0] as { id: string; status: string; thread_ts: string | null };
  };

  it('lists, shows one by its short id, cancels it there and shows what became of it', async () => {
    const topic = await start();
    const { id } = await rowOf(topic);
    await asks('U0MARINA', '/jobs');
    const list = await told('U0MARINA', topic, id.slice(0, 8), 'archives/C0MARKETING', 'jobs_show');
    await on.workspace.click('U0MARINA', CHANNEL, list.ts, 'jobs_show');
    const one = await told('U0MARINA', topic, 'jobs_cancel', 'jobs_list');
    expect(one.ts).toBe(list.ts);
    await asks('U0MARINA', '/jobs', id.slice(0, 8));
    await told('U0MARINA', topic, 'jobs_cancel', 'asked for by');
    await on.workspace.click('U0MARINA', CHANNEL, one.ts, 'jobs_cancel');
    await waitFor(async () => (await rowOf(topic)).status === 'cancelled');
    await waitFor(async () => {
      const now = (await mine('U0MARINA')).find((m) => m.ts === one.ts);
      return now && shown(now).includes('cancelled') && !shown(now).includes('jobs_cancel');
    }, 'the job without Cancel');
  });

  it('shows members the open jobs of the team without Cancel, and a guest nothing', async () => {
    const topic = await start();
    const { id } = await rowOf(topic);
    await asks('U0PEDRO', '/jobs', 'open');
    await told('U0PEDRO', topic, '<@U0MARINA>');
    await asks('U0PEDRO', '/jobs', id);
    expect(shown(await told('U0PEDRO', topic, 'asked for by', 'jobs_open'))).not.toContain('jobs_cancel');
    await asks('U0GUEST', '/jobs', id);
    await told('U0GUEST', 'I know no job of that id');
    await asks('U0GUEST', '/jobs', 'open');
    await told('U0GUEST', 'no open job that you can see');
  });

  it('retries a job that failed, from there', async () => {
    const topic = await start();
    const job = await on.claim();
    await on.agent.failJob(job, { code: 'model_unavailable', message: 'x' }, null);
    await asks('U0MARINA', '/jobs', job.id);
    const one = await told('U0MARINA', topic, 'jobs_retry');
    await on.workspace.click('U0MARINA', CHANNEL, one.ts, 'jobs_retry');
    await waitFor(async () => (await rowOf(topic)).status === 'queued');
  });

  it('tells what was made, and sends it as a file to the person alone', async () => {
    const topic = await start();
    const job = await on.draft(5);
    const { rows } = await on.database.owner.query('select hash from content.drafts where job_id = $1', [
      job.id,
    ]);
    await on.database.owner.query(`select content.record_review($1)`, [
      {
        job_id: job.id,
        version: 1,
        hash: rows[0]?.hash,
        reviewer_id: 'U0LUCIA',
        decision: 'approve',
        note: null,
      },
    ]);
    await asks('U0PEDRO', '/history', 'carrossel hoje');
    await told('U0PEDRO', topic, 'approved by <@U0LUCIA>', 'history_csv');
    // Not asked for in these words, but written.
    await asks('U0PEDRO', '/history', 'fornecedores implante');
    await told('U0PEDRO', '1 entry', topic);
    await asks('U0PEDRO', '/history', '<@U0MARINA|marina> csv');
    await told('U0PEDRO', 'in your direct messages');
    const { channel } = await webClientOf(on.workspace).conversations.open({ users: 'U0PEDRO' });
    const file = await waitFor(async () => {
      const direct = await on.workspace.messages(channel?.id ?? '', { userId: 'U0PEDRO' });
      return direct.flatMap((m) => m.files)[0];
    }, 'the file');
    expect(file.name).toMatch(/^greenlight-history-.*\.csv$/);
    await asks('U0GUEST', '/history');
    await told('U0GUEST', 'Guests see no history');
  });

  it('says of a job that is kept no more who approved what, and of the history since when', async () => {
    await start();
    const job = await on.draft(5);
    const { rows } = await on.database.owner.query('select hash from content.drafts where job_id = $1', [
      job.id,
    ]);
    const hash = String(rows[0]?.hash);
    await on.database.owner.query(`select content.record_review($1)`, [
      { job_id: job.id, version: 1, hash, reviewer_id: 'U0LUCIA', decision: 'approve', note: null },
    ]);
    await on.database.owner.query(
      `update content.jobs set ended_at = platform.now() - interval '1000 days' where id = $1`,
      [job.id],
    );
    await on.database.owner.query('select content.keep_history_for(900)');
    // The bot may show something of it in between, which keeps it.
    await waitFor(async () => {
      await on.database.owner.query('update content.outbox set given_up = true where job_id = $1', [job.id]);
      await on.database.owner.query('select content.remove_ended_jobs(10)');
      const left = await on.database.owner.query('select from content.jobs where id = $1', [job.id]);
      return left.rows.length === 0;
    }, 'the removal of the job');
    try {
      await asks('U0PEDRO', '/jobs', job.id);
      await told('U0PEDRO', 'kept no more', 'approved by <@U0LUCIA>', hash);
      await asks('U0PEDRO', '/jobs', '12345678');
      await told('U0PEDRO', 'I know no job of that id', 'more than 900 days ago is removed');
      await asks('U0PEDRO', '/history');
      await told('U0PEDRO', 'more than 900 days ago is removed', '`/jobs &lt;id&gt;`');
    } finally {
      await on.database.owner.query('select content.keep_history_for(null)');
    }
  });
});
