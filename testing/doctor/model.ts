import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the doctor asks for, in a few words. */
export const aShortDeck = JSON.stringify({
  title: 'A kettle',
  slides: [
    { layout: 'cover', title: 'A kettle', evidence: [], kicker: '', subtitle: '' },
    { layout: 'statement', title: 'It boils', evidence: [], body: 'Water.' },
  ],
  post: { hook: 'A kettle', body: 'It boils.', hashtags: [] },
});

/** An OpenAI-compatible endpoint that answers every question with `text`. */
export async function startTestModel(text: string) {
  const server = createServer((req, res) => {
    req.resume().on('end', () => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({
          id: 'c1',
          object: 'chat.completion',
          created: 1,
          model: 'gpt-6-luna',
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
          usage: { prompt_tokens: 900, completion_tokens: 5, total_tokens: 905 },
        }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
