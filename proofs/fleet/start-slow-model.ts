import { setTimeout as sleep } from 'node:timers/promises';
import { startWriter } from '../../sandbox/writer/start.ts';
import { serve } from '../production/serve.ts';

/** The offline writer as a model that thinks for so long about each call, any number at once. */
export async function startSlowModel(ms: number) {
  const writer = await startWriter();
  let open = 0;
  let most = 0;
  let made = 0;
  const front = await serve(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const isCall = req.method === 'POST';
    if (isCall) {
      made += 1;
      open += 1;
      most = Math.max(most, open);
      await sleep(ms);
    }
    const answer = await fetch(new URL(req.url ?? '/', writer.url), {
      method: req.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(isCall ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = await answer.text();
    if (isCall) open -= 1;
    res.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  });
  return {
    env: { OPENAI_BASE_URL: `${front.url}/v1`, OPENAI_MODEL: writer.model },
    open: () => open,
    most: () => most,
    made: () => made,
    stop: async () => {
      await front.down();
      await writer.stop();
    },
  };
}
