import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectDatabase } from './db.ts';

describe('connectDatabase()', () => {
  it.each(['40001', '40P01', '55P03', '57014'])(
    'calls again what Postgres rolled back with %s',
    async (code) => {
      const { calls, rpc } = database([fault(500, code), fault(500, code), answer(7)]);
      expect(await rpc('claim_job', {}, z.number())).toBe(7);
      expect(calls).toHaveLength(3);
    },
  );

  it('says after four such answers that nothing was done', async () => {
    const { calls, rpc } = database([fault(500, '40P01')]);
    await expect(rpc('claim_job', {}, z.number())).rejects.toMatchObject({
      code: 'database_unavailable',
      message: 'content.claim_job was not done: no (40P01)',
    });
    expect(calls).toHaveLength(4);
  });

  it.each([
    ['whose outcome is not known', [fault(503, 'PGRST002')], 'database_unavailable'],
    ['that a read-only database refuses', [fault(405, '25006')], 'database_unavailable'],
    [
      'that a paused project does not answer',
      [() => new Response('paused', { status: 402 })],
      'database_unavailable',
    ],
    ['that a function refuses', [fault(409, 'PT409', 'not_yours')], 'not_yours'],
  ])('never makes a call again %s', async (_, answers, code) => {
    const { calls, rpc } = database(answers);
    await expect(rpc('claim_job', {}, z.number())).rejects.toMatchObject({ code });
    expect(calls).toHaveLength(1);
  });

  it('ends with its signal while it waits to call again', async () => {
    const ended = new AbortController();
    const { calls, rpc } = database([
      () => {
        ended.abort();
        return fault(500, '40001')();
      },
    ]);
    await expect(rpc('claim_job', {}, z.number(), { signal: ended.signal })).rejects.toMatchObject({
      code: 'database_unavailable',
    });
    expect(calls).toHaveLength(1);
  });
});

/** Gives the answers one after the other, the last one for good. */
function database(answers: (() => Response)[]) {
  const calls: string[] = [];
  const fetch = async (input: string | URL | Request) => {
    calls.push(String(input));
    const next = answers[Math.min(calls.length, answers.length) - 1];
    if (!next) throw new Error('no answer is given');
    return next();
  };
  const rpc = connectDatabase({ url: 'http://database.test', publishableKey: 'k', token: 't', fetch })(
    'content',
  );
  return { calls, rpc };
}

function fault(status: number, code: string, details: string | null = null) {
  return () => Response.json({ code, message: 'no', details, hint: null }, { status });
}

function answer(value: unknown) {
  return () => Response.json(value);
}
