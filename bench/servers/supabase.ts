// Supabase as a deployed part meets it: an address, a key and a token of its role, from a process of its own. Installs one team,
// and answers the owner's statements at /owner, for what a bench has to put there and to look up.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { silentLog } from '../../platform/log.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';

const dataFolder = process.argv[2];
if (!dataFolder) throw new Error('Cannot start Supabase without a data folder');
const supabase = await startSupabase({ dataFolder, log: silentLog });
const server = createServer(async (req, res) => {
  if (supabase.handle(req, res)) return;
  const { sql, values } = (await json(req)) as { sql: string; values: unknown[] };
  const answer = await supabase.owner.query(sql, values).catch(({ message }: Error) => ({ message }));
  res.end(JSON.stringify(answer));
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const started = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  publishableKey: supabase.publishableKey,
  tokens: {
    greenlight_bot: await supabase.token('greenlight_bot'),
    greenlight_agent: await supabase.token('greenlight_agent'),
  },
};
process.stdout.write(`ready ${JSON.stringify(started)}\n`);
process.once('SIGTERM', async () => {
  await supabase.stop();
  process.exit(0);
});
