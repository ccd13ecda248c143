import { emptyCheckpoint, uuid6 } from '@langchain/langgraph-checkpoint';
import { deltaChannelHistoryTests, validate } from '@langchain/langgraph-checkpoint-validation';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckpointCalls, checkpointCalls } from '../../ports/content.ts';
import { bothParts, installTeam, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { SupabaseSaver } from './saver.ts';

const FENCE = 7;
const db = useDatabase();
let calls: CheckpointCalls;

beforeAll(async () => {
  await installTeam(db);
  calls = checkpointCalls((await bothParts(db)).agentRpc);
});

/** A running job for a thread id that a test makes up, before its first checkpoint. */
async function hold(threadId: string, fence = FENCE): Promise<void> {
  await db.owner.query(
    `insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
     values ($1, 'carousel', '{}', $2, $3, 'C1', $1) on conflict (id) do nothing`,
    [threadId, TEAM, REQUESTER],
  );
  await db.owner.query(
    `update content.jobs set status = 'running', fence = $2, worker = 'test', leased_until = platform.now() + interval '1 hour'
     where id = $1 and status = 'queued'`,
    [threadId, fence],
  );
}

/** The saver under test, for tests whose threads are no jobs, and that list all threads at once. */
class AnyThread extends SupabaseSaver {
  override async *list(...[config, options]: Parameters<SupabaseSaver['list']>) {
    if (config.configurable?.thread_id !== undefined) return yield* super.list(config, options);
    const { rows } = await db.owner.query('select id from content.jobs');
    const found = await Promise.all(
      rows.map(({ id }) =>
        Array.fromAsync(super.list({ configurable: { ...config.configurable, thread_id: id } }, options)),
      ),
    );
    const newestFirst = found.flat().sort((a, b) => (a.checkpoint.id < b.checkpoint.id ? 1 : -1));
    yield* newestFirst.slice(0, options?.limit);
  }
}
const initializer = {
  checkpointerName: 'SupabaseSaver',
  createCheckpointer: () =>
    new AnyThread(
      {
        ...calls,
        get: async (...p) => {
          await hold(p[0]);
          return calls.get(...p);
        },
        list: async (p) => {
          await hold(p.thread_id);
          return calls.list(p);
        },
        put: async (p) => {
          await hold(p.thread_id);
          return calls.put(p);
        },
      },
      FENCE,
    ),
  destroyCheckpointer: async () => {
    await db.owner.query('delete from content.jobs');
  },
};
validate(initializer);
deltaChannelHistoryTests(initializer);

describe('SupabaseSaver', () => {
  const at = (thread_id: string) => ({ configurable: { thread_id, checkpoint_ns: '' } });
  const metadata = { source: 'loop' as const, step: 0, parents: {} };
  const aCheckpoint = (values: Record<string, unknown>) => ({
    ...emptyCheckpoint(),
    id: uuid6(0),
    channel_values: values,
    channel_versions: Object.fromEntries(Object.keys(values).map((k) => [k, 1])),
  });

  it('writes nothing with the fence of an earlier claim', async () => {
    await hold('fenced', FENCE + 1);
    const zombie = new SupabaseSaver(calls, FENCE);
    const checkpoint = aCheckpoint({ a: 1 });
    await expect(zombie.put(at('fenced'), checkpoint, metadata, { a: 1 })).rejects.toMatchObject({
      code: 'lost_lease',
    });
    const there = { configurable: { thread_id: 'fenced', checkpoint_ns: '', checkpoint_id: checkpoint.id } };
    await expect(zombie.putWrites(there, [['a', 2]], 'task')).rejects.toMatchObject({ code: 'lost_lease' });
    expect(await new SupabaseSaver(calls, FENCE + 1).getTuple(at('fenced'))).toBeUndefined();
  });

  it('reads nothing of a job that it does not hold', async () => {
    await hold('read');
    const checkpoint = aCheckpoint({ a: 1 });
    await new SupabaseSaver(calls, FENCE).put(at('read'), checkpoint, metadata, { a: 1 });
    for (const fence of [FENCE - 1, FENCE + 1]) {
      const other = new SupabaseSaver(calls, fence);
      await expect(other.getTuple(at('read'))).rejects.toMatchObject({ code: 'lost_lease' });
      await expect(other.list(at('read')).next()).rejects.toMatchObject({ code: 'lost_lease' });
    }
    await db.owner.query(
      `update content.jobs set status = 'cancelled', leased_until = null, worker = null, ended_at = platform.now() where id = 'read'`,
    );
    const late = new SupabaseSaver(calls, FENCE);
    await expect(late.getTuple(at('read'))).rejects.toMatchObject({ code: 'lost_lease' });
    await expect(late.list({}).next()).rejects.toThrow(/thread_id/);
  });

  it('stores a channel that did not change once, and finds it from each later checkpoint', async () => {
    await hold('apart');
    const saver = new SupabaseSaver(calls, FENCE);
    const first = aCheckpoint({ big: 'x'.repeat(10_000), small: 1 });
    let config = await saver.put(at('apart'), first, metadata, first.channel_versions);
    for (const step of [2, 3]) {
      const next = { ...first, id: uuid6(step), channel_values: { ...first.channel_values, small: step } };
      next.channel_versions = { big: 1, small: step };
      config = await saver.put(config, next, { ...metadata, step }, { small: step });
    }
    const { rows } = await db.owner.query(
      `select channel, count(*)::int as n from content.checkpoint_channels where thread_id = 'apart' group by channel order by channel`,
    );
    expect(rows).toEqual([
      { channel: 'big', n: 1 },
      { channel: 'small', n: 3 },
    ]);
    const newest = await saver.getTuple(at('apart'));
    expect(newest?.checkpoint.channel_values).toEqual({ big: 'x'.repeat(10_000), small: 3 });
  });

  it('reads the newest checkpoint once until something is written, also by a write that comes in between', async () => {
    await hold('once');
    let gets = 0;
    let meanwhile = async () => {};
    const saver: SupabaseSaver = new SupabaseSaver(
      {
        ...calls,
        async get(...args) {
          gets += 1;
          const stored = await calls.get(...args);
          await meanwhile();
          return stored;
        },
      },
      FENCE,
    );
    const newest = async () => (await saver.getTuple(at('once')))?.checkpoint.channel_values;
    const put = (id: number) =>
      saver.put(at('once'), { ...aCheckpoint({ id }), id: uuid6(id), channel_versions: { id } }, metadata, {
        id,
      });
    expect([await newest(), await newest(), gets]).toEqual([undefined, undefined, 1]);
    const first = await put(1);
    expect([await newest(), await newest(), gets]).toEqual([{ id: 1 }, { id: 1 }, 2]);
    await saver.putWrites(first, [['answer', 'yes']], 'task');
    expect((await saver.getTuple(at('once')))?.pendingWrites).toHaveLength(1);
    await put(2);
    meanwhile = async () => {
      meanwhile = async () => {};
      await put(3);
    };
    expect([await newest(), await newest()]).toEqual([{ id: 2 }, { id: 3 }]);
    await saver.deleteThread('once');
    expect(await newest()).toBeUndefined();
  });

  it('deletes a thread once: a late copy of the call takes nothing of what began since', async () => {
    await hold('twice');
    const copies: (() => Promise<unknown>)[] = [];
    const deleteThread: typeof calls.deleteThread = (...args) => {
      copies.push(() => calls.deleteThread(...args));
      return calls.deleteThread(...args);
    };
    const saver = new SupabaseSaver({ ...calls, deleteThread }, FENCE);
    await saver.put(at('twice'), aCheckpoint({ id: 1 }), metadata, { id: 1 });
    await saver.deleteThread('twice');
    expect(await saver.getTuple(at('twice'))).toBeUndefined();
    const begun = { ...aCheckpoint({ id: 2 }), id: uuid6(2), channel_versions: { id: 2 } };
    // LangGraph stores what a node wrote before the checkpoint that it was written on.
    await saver.putWrites(
      { configurable: { ...at('twice').configurable, checkpoint_id: begun.id } },
      [['answer', 'yes']],
      'task',
    );
    await copies[0]?.();
    await saver.put(at('twice'), begun, metadata, { id: 2 });
    await copies[0]?.();
    const kept = await saver.getTuple(at('twice'));
    expect(kept?.checkpoint.channel_values).toEqual({ id: 2 });
    expect(kept?.pendingWrites).toEqual([['task', 'answer', 'yes']]);
  });

  it('keeps the first of a repeated write and the last of a special one', async () => {
    await hold('repeats');
    const saver = new SupabaseSaver(calls, FENCE);
    const config = await saver.put(at('repeats'), aCheckpoint({}), metadata, {});
    await saver.putWrites(config, [['answer', 'first']], 'task');
    await saver.putWrites(config, [['answer', 'second']], 'task');
    await saver.putWrites(config, [['__interrupt__', 'first']], 'task');
    await saver.putWrites(config, [['__interrupt__', 'second']], 'task');
    expect((await saver.getTuple(config))?.pendingWrites).toEqual([
      ['task', '__interrupt__', 'second'],
      ['task', 'answer', 'first'],
    ]);
  });

  it('answers the checkpoint that was put last, also where the clock of its runner was behind', async () => {
    await hold('clocks');
    const saver = new SupabaseSaver(calls, FENCE);
    const ahead = { ...aCheckpoint({ a: 1 }), id: uuid6(2) };
    const behind = { ...aCheckpoint({ a: 2 }), id: `0${ahead.id.slice(1)}` };
    const first = await saver.put(at('clocks'), ahead, metadata, { a: 1 });
    const last = await saver.put(first, behind, metadata, { a: 2 });
    expect((await saver.getTuple(at('clocks')))?.checkpoint.id).toBe(behind.id);
    const listed = await Array.fromAsync(saver.list(at('clocks')));
    expect(listed.map(({ checkpoint }) => checkpoint.id)).toEqual([behind.id, ahead.id]);
    const before = await Array.fromAsync(saver.list(at('clocks'), { before: last }));
    expect(before.map(({ checkpoint }) => checkpoint.id)).toEqual([ahead.id]);
  });

  it('takes the writes of a node before its checkpoint, as LangGraph stores both at the same time', async () => {
    await hold('writes-first');
    const saver = new SupabaseSaver(calls, FENCE);
    const checkpoint = aCheckpoint({});
    const there = { configurable: { ...at('writes-first').configurable, checkpoint_id: checkpoint.id } };
    await saver.putWrites(there, [['answer', 'early']], 'task');
    const config = await saver.put(at('writes-first'), checkpoint, metadata, {});
    expect((await saver.getTuple(config))?.pendingWrites).toEqual([['task', 'answer', 'early']]);
  });

  it('answers the writes of a step in the order of the task path, not of the task id', async () => {
    await hold('paths');
    const saver = new SupabaseSaver(calls, FENCE);
    const config = await saver.put(at('paths'), aCheckpoint({}), metadata, {});
    await saver.putWrites(config, [['log', 1]], 'task-a', '~2');
    await saver.putWrites(config, [['log', 2]], 'task-b', '~1');
    expect((await saver.getTuple(config))?.pendingWrites?.map(([id]) => id)).toEqual(['task-b', 'task-a']);
  });

  it('keeps metadata with characters that jsonb refuses', async () => {
    await hold('odd');
    const saver = new SupabaseSaver(calls, FENCE);
    const odd = { ...metadata, note: 'a\0b\ud800c' };
    const config = await saver.put(at('odd'), aCheckpoint({}), odd, {});
    expect((await saver.getTuple(config))?.metadata).toEqual({ ...metadata, note: 'ab\ufffdc' });
  });
});
