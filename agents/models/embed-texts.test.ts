import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { embedTextsFor } from './embed-texts.ts';
import { embeddingPriceOf } from './embedding-prices.ts';
import { openAiEmbeddings } from './embeddings-model.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An endpoint whose vector of a text is [its length, a third]; `status` other than 200 answers with that. */
async function endpoint(status = () => 200) {
  const asked: { model: string; input: string[] }[] = [];
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    asked.push(JSON.parse(body));
    const { input } = JSON.parse(body) as { input: string[] };
    const code = status();
    res.writeHead(code, { 'content-type': 'application/json' });
    // Not in order: what belongs to which is told by the index.
    const data = input.map((text, index) => ({ index, embedding: [text.length, 1 / 3] })).toReversed();
    res.end(
      JSON.stringify(code === 200 ? { data, usage: { prompt_tokens: 7 } } : { error: { message: 'no' } }),
    );
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const model = openAiEmbeddings(
    {
      apiKey: 'k',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      embeddingsModel: 'e',
      timeoutMs: 2000,
    },
    { now: () => 0 },
  );
  return { asked, model };
}

/** The usage ledger in memory; refuses to settle or void what is not reserved, as SQL does. */
function ledger(cap = Number.POSITIVE_INFINITY) {
  const rows: { key: string; state: string; usd: number; reply: unknown }[] = [];
  const open = (id: number) => {
    const row = rows[id];
    if (row?.state !== 'reserved') throw new Error(`usage ${id} is not reserved`);
    return row;
  };
  const content = {
    async reserveUsage(_claim: unknown, call: { call_key: string; usd: number }) {
      const known = rows.findIndex((r) => r.key === call.call_key && r.state === 'settled');
      if (known >= 0)
        return { outcome: 'settled' as const, usage_id: known, reply: rows[known]?.reply, cap: null };
      if (call.usd > cap) {
        const reached = { scope: 'job' as const, unit: 'usd' as const, cap, spent: 0, wanted: call.usd };
        return { outcome: 'refused' as const, usage_id: null, reply: null, cap: reached };
      }
      rows.push({ key: call.call_key, state: 'reserved', usd: call.usd, reply: null });
      return { outcome: 'reserved' as const, usage_id: rows.length - 1, reply: null, cap: null };
    },
    async settleUsage(_claim: unknown, id: number, paid: { usd: number; reply: unknown }) {
      Object.assign(open(id), {
        state: 'settled',
        usd: paid.usd,
        reply: JSON.parse(JSON.stringify(paid.reply)),
      });
      return null;
    },
    async voidUsage(_claim: unknown, id: number) {
      open(id).state = 'void';
      return null;
    },
  };
  return { rows, content };
}

const claim = { id: 'j', fence: 1 };
const price = { input: 1, output: 0 };

describe('embedTextsFor()', () => {
  it('asks in batches, gives a vector for each text in order, and pays what the endpoint reports', async () => {
    const { asked, model } = await endpoint();
    const { rows, content } = ledger();
    const texts = Array.from({ length: 40 }, (_, n) => 'x'.repeat(n + 1));
    const vectors = await embedTextsFor({ model, price, content, claim })(texts, { node: 'embed' });
    expect(vectors.map(([length]) => length)).toEqual(texts.map((text) => text.length));
    expect(asked.map(({ input }) => input.length)).toEqual([32, 8]);
    expect(rows.map(({ state, usd }) => [state, usd])).toEqual([
      ['settled', 7e-6],
      ['settled', 7e-6],
    ]);
  });

  it('answers a batch that was paid before from the ledger, with the very same numbers', async () => {
    const { asked, model } = await endpoint();
    const { content } = ledger();
    const embed = embedTextsFor({ model, price, content, claim });
    const first = await embed(['um', 'dois'], { node: 'embed' });
    expect(await embed(['um', 'dois'], { node: 'embed' })).toEqual(first);
    expect(asked).toHaveLength(1);
    await embed(['um', 'três'], { node: 'embed' });
    expect(asked).toHaveLength(2);
  });

  it('makes no call once the budget is reached', async () => {
    const { asked, model } = await endpoint();
    const { content } = ledger(0);
    const embed = embedTextsFor({ model, price, content, claim });
    await expect(embed(['um'], { node: 'embed' })).rejects.toMatchObject({ code: 'budget_cap' });
    expect(asked).toEqual([]);
  });

  it.each([
    [401, 'model_refused_key', 'void'],
    [400, 'model_bad_request', 'void'],
    [429, 'model_busy', 'void'],
    [500, 'model_unavailable', 'reserved'],
  ])('after a %d fails with %s and leaves the reservation %s', async (status, code, state) => {
    const { model } = await endpoint(() => status);
    const { rows, content } = ledger();
    await expect(
      embedTextsFor({ model, price, content, claim })(['um'], { node: 'embed' }),
    ).rejects.toMatchObject({ code });
    expect(rows.map((row) => row.state)).toEqual([state]);
  });
});

describe('embeddingPriceOf()', () => {
  it('knows OpenAI’s models, and of others that it does not', () => {
    expect(embeddingPriceOf('text-embedding-3-small')).toEqual({
      price: { input: 0.02, output: 0 },
      known: true,
    });
    expect(embeddingPriceOf('own')).toEqual({ price: { input: 0, output: 0 }, known: false });
  });
});
