import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ContentForBot } from '../../ports/content.ts';
import type { CrashOptions } from '../../testing/agents/crash-runner.ts';
import { somePoint } from '../../testing/agents/crashes.ts';
import { bothParts, installTeam, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';

const db = useDatabase();
const children = new Set<ChildProcess>();
let bot: ContentForBot;
let gateway: Server;
let token: string;

beforeAll(async () => {
  await installTeam(db);
  ({ bot } = await bothParts(db));
  token = await db.token('greenlight_agent');
  gateway = createServer((req, res) => {
    if (!db.handle(req, res)) res.writeHead(404).end();
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});

/** A runner in a process of its own, which kills itself at a point; null: nowhere. */
function spawnRunner(crashAt: string | null): ChildProcess {
  const options: CrashOptions = {
    // SAFETY: a listening TCP server has an address with a port.
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    publishableKey: db.publishableKey,
    token,
    modelUrl: 'http://127.0.0.1:9/v1',
    model: 'offline-none',
    crashAt,
  };
  const script = join(import.meta.dirname, '../../testing/agents/crash-runner.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: 'ignore' });
  children.add(child);
  return child;
}

let jobs = 0;
async function addNote(text: string): Promise<string> {
  jobs += 1;
  const { upload_id } = await bot.putUpload({
    team_id: TEAM,
    person_id: REQUESTER,
    name: `nota-${jobs}.txt`,
    mime: 'text/plain',
    base64: Buffer.from(text).toString('base64'),
  });
  const { job_id } = await bot.enqueueJob({
    team_id: TEAM,
    type: 'knowledge',
    requester_id: REQUESTER,
    channel_id: 'C0MARKETING',
    brief: { topic: 'nota', source: { kind: 'upload', upload_id }, title: null, language: null },
    command: '/knowledge add',
    idempotency_key: `add-${jobs}`,
    response_url: null,
  });
  await db.owner.query('update content.jobs set thread_ts = $2 where id = $1', [job_id, `${jobs}.000100`]);
  return job_id;
}

describe('kill -9 of a runner that reads a document, then another one goes on', () => {
  it.each(
    somePoint([
      ['fetch', 'get_upload#1:after'],
      ['read', 'put_checkpoint#2:after'],
      ['store', 'store_document#1:before'],
      // Stored, and the answer was lost: by then the upload is deleted.
      ['store', 'store_document#1:after'],
      ['the end', 'finish_job#1:before'],
      ['the end', 'finish_job#1:after'],
    ]),
  )('in %s, at %s: one document, and the job ends with it', async (_node, point) => {
    const text = `O lote ${jobs} de parafusos espera na quarentena até que a inspeção o libere com registro.`;
    const id = await addNote(text);
    const [, signal] = await once(spawnRunner(point), 'exit');
    expect(signal).toBe('SIGKILL');
    // What the dead process had sent still arrives, and may extend its lease.
    await sleep(100);
    await db.advanceClock(31);
    spawnRunner(null);
    await expect
      .poll(async () => (await bot.getJob(id))?.status, { timeout: HANG_MS, interval: 50 })
      .toBe('completed');
    const { rows } = await db.owner.query('select id, text from content.documents where text = $1', [text]);
    expect(rows).toHaveLength(1);
    expect((await bot.getJob(id))?.result).toMatchObject({ document_id: rows[0]?.id, known: false });
  });
});
