import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aJob } from '../../testing/bot/samples.ts';
import { en } from '../texts/texts.ts';
import { carouselKind } from './draft-kinds.ts';
import { type JobRequest, startJob } from './start-job.ts';
import { submitBriefing } from './submit-briefing.ts';

const request: JobRequest = {
  type: 'carousel',
  team_id: 'T1',
  requester_id: 'U1',
  channel_id: 'C1',
  brief: { topic: 'UDI', audience: null, language: null, slides: null, tone: null, call_to_action: null },
  command: '/carousel UDI',
  idempotency_key: 'T1:trigger-1',
  response_url: 'https://slack.example/r/1',
};
const away = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));
const never = () => new Promise<never>(() => {});
const enqueued = async () => ({ job_id: 'job-1', created: true });

describe('startJob()', () => {
  it('says that it started only once the job is stored, and wakes the outbox', async () => {
    const { desk, told, woken } = testDesk({ enqueueJob: enqueued });
    expect(await startJob(desk, request, en)).toEqual({ kind: 'started' });
    expect(woken).toEqual(['outbox']);
    expect(told).toEqual([]);
  });

  it('refuses guests before anything is stored', async () => {
    const { desk } = testDesk(
      {},
      {},
      {
        knowPerson: async () => ({ team_id: 'T1', user_id: 'U1', name: 'Gabi', role: 'guest', tz: 'UTC' }),
      },
    );
    expect(await startJob(desk, request, en)).toEqual({ kind: 'refused', message: en.command.guest });
  });

  it('tells why the database refuses in words of its own, by the code', async () => {
    const { desk } = testDesk({
      enqueueJob: () => Promise.reject(new ExpectedError('bad_brief', 'Cannot start a job with a brief')),
    });
    expect(await startJob(desk, request, en)).toEqual({
      kind: 'refused',
      message: 'Nothing was started: a brief has 1 to 2,000 characters. Change its length and send it again.',
    });
  });

  it('keeps the form open over an approver who may not approve', async () => {
    const acks: unknown[] = [];
    const asked: unknown[] = [];
    const { desk } = testDesk({
      enqueueJob: async (job) => {
        asked.push(job.named_approver);
        if (job.named_approver === 'U0GUEST') throw new ExpectedError('named_may_not', 'Cannot name U0GUEST');
        return enqueued();
      },
    });
    const submit = (selected_user: string) =>
      submitBriefing(
        desk,
        carouselKind,
      )({
        ack: async (answer?: unknown) => void acks.push(answer),
        body: { team: { id: 'T1' }, user: { id: 'U1' } },
        view: {
          id: 'V1',
          private_metadata: JSON.stringify({ channel_id: 'C1', response_url: null }),
          state: {
            values: { brief: { brief: { value: 'UDI' } }, approver: { approver: { selected_user } } },
          },
        },
      } as never);
    await submit('U0GUEST');
    await submit('U0LUCIA');
    expect(asked).toEqual(['U0GUEST', 'U0LUCIA']);
    expect(acks).toEqual([
      { response_action: 'errors', errors: { approver: en.form.errors.approver } },
      undefined,
    ]);
  });

  it('tells that it did work when the answer was lost and the job is there', async () => {
    let enqueues = 0;
    const t = testDesk({
      enqueueJob: () => {
        enqueues += 1;
        return away();
      },
      findJob: async (key) => (key === request.idempotency_key ? aJob() : null),
    });
    expect(await startJob(t.desk, request, en)).toEqual({ kind: 'uncertain' });
    await t.settled();
    expect(t.told.map((x) => x.message.text)).toEqual([en.command.startedAfterAll('carousel')]);
    expect(t.told[0]?.to.response_url).toBe(request.response_url);
    expect(enqueues).toBe(1);
  });

  it('enqueues again under the same key when there is certainly no job, and tells how it ended', async () => {
    const keys: string[] = [];
    let tries = 0;
    const t = testDesk({
      enqueueJob: (job) => {
        keys.push(job.idempotency_key);
        tries += 1;
        return tries < 3 ? away() : enqueued();
      },
      findJob: async () => null,
    });
    expect(await startJob(t.desk, request, en)).toEqual({ kind: 'uncertain' });
    await t.settled();
    expect(new Set(keys)).toEqual(new Set([request.idempotency_key]));
    expect(t.told.map((x) => x.message.text)).toEqual([en.command.startedAfterAll('carousel')]);
  });

  it('is uncertain in time for the acknowledgement when the database hangs', async () => {
    const t = testDesk({ enqueueJob: never });
    const began = t.desk.clock.now();
    expect(await startJob(t.desk, request, en)).toEqual({ kind: 'uncertain' });
    expect(t.desk.clock.now() - began).toBeLessThan(3000);
  });

  it('goes on when the database was away for ten minutes', async () => {
    let now = () => 0;
    const back = (n: number) => n >= 10 * 60_000;
    const t = testDesk({
      enqueueJob: () => (back(now()) ? enqueued() : away()),
      findJob: () => (back(now()) ? Promise.resolve(null) : away()),
    });
    const began = t.desk.clock.now();
    now = () => t.desk.clock.now() - began;
    expect(await startJob(t.desk, request, en)).toEqual({ kind: 'uncertain' });
    await t.settled();
    expect(t.told.map((x) => x.message.text)).toEqual([en.command.startedAfterAll('carousel')]);
  });

  it('says at the end of the process that it is not certain, and gives the words back', async () => {
    const end = new AbortController();
    const t = testDesk({ enqueueJob: away, findJob: away }, {}, { stopping: end.signal });
    await startJob(t.desk, request, en);
    end.abort();
    await t.settled();
    expect(t.told.map((x) => x.message.text)).toEqual([en.command.stoppedUncertain('carousel')]);
    expect(JSON.stringify(t.told[0]?.message.blocks)).toContain('UDI');
  });

  it('gives the words back when the database stays away, and says that nothing was started', async () => {
    const t = testDesk({ enqueueJob: away, findJob: away });
    expect(await startJob(t.desk, request, en)).toEqual({ kind: 'uncertain' });
    await t.settled();
    expect(t.told).toHaveLength(1);
    expect(t.told[0]?.message.text).toBe(en.command.notStarted);
    expect(JSON.stringify(t.told[0]?.message.blocks)).toContain('UDI');
  });
});
