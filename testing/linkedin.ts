import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../platform/log.ts';
import type { Json } from '../sandbox/linkedin/shapes.ts';
import { type LinkedInOptions, startLinkedIn } from '../sandbox/linkedin/start.ts';

export { errorTypes, errorTypesV2 } from '../sandbox/linkedin/provider-error.ts';
export { readSeed } from '../sandbox/linkedin/seed.ts';
export { type LinkedInSimulator, startLinkedIn } from '../sandbox/linkedin/start.ts';

/** Monday 2026-11-23, 09:00 in São Paulo. */
export const MONDAY = Date.UTC(2026, 10, 23, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ACCOUNT = 'acc_alba_renata';

interface Answer {
  status: number;
  body: Json;
}
interface SeenHook {
  headers: NodeJS.Dict<string | string[]>;
  body: Json;
  /** As it came. */
  raw: string;
}

/** The simulator with a clock that tests move, a driver that records webhooks, and a plain client of Unipile's HTTP. */
export async function startTestLinkedIn(options: Partial<LinkedInOptions> & { at?: number } = {}) {
  const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'linkedin-')));
  let now = options.at ?? MONDAY;
  const hooks: SeenHook[] = [];
  let hookStatus = 200;
  const driver = createServer((req, res) => {
    let raw = '';
    req.on('data', (chunk: Buffer) => {
      raw += chunk.toString();
    });
    req.on('end', () => {
      hooks.push({ headers: req.headers, body: JSON.parse(raw) as Json, raw });
      res.writeHead(hookStatus).end();
    });
  });
  await new Promise<void>((resolve) => driver.listen(0, '127.0.0.1', resolve));
  const driverUrl = `http://127.0.0.1:${(driver.address() as AddressInfo).port}/hook`;
  const linkedin = await startLinkedIn({
    dataFolder: folder,
    log: silentLog,
    webhookUrl: () => driverUrl,
    now: () => now,
    // Nothing lags unless a test wants it.
    lags: { invite_s: [0, 0], message_s: [0, 0], webhook_s: [0, 0], relation_h: [0, 0] },
    random: () => 0.5,
    ...options,
  });
  const control = createServer((req, res) => {
    if (!linkedin.handle(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const controlUrl = `http://127.0.0.1:${(control.address() as AddressInfo).port}/sandbox/api/linkedin`;

  const call = async (method: string, path: string, body?: Json | FormData): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${linkedin.url}/${linkedin.version === 'v1' ? 'api/v1' : 'v2'}/${path}`, {
      method,
      headers: {
        'x-api-key': linkedin.apiKey,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const form = (fields: Record<string, string>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  };
  const inject = async (body?: Json): Promise<Json & { http_status: number }> => {
    const response = await fetch(
      controlUrl,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
    return { ...((await response.json()) as Json), http_status: response.status };
  };

  return {
    linkedin,
    dataFolder: folder,
    driverUrl,
    hooks,
    /** What the driver answers webhooks with. */
    answerHooks(status: number): void {
      hookStatus = status;
    },
    now: () => now,
    async pass(ms: number): Promise<void> {
      now += ms;
      await linkedin.idle();
    },
    call,
    form,
    invite: (providerId: string, message?: string, accountId = ACCOUNT) =>
      call('POST', 'users/invite', {
        provider_id: providerId,
        account_id: accountId,
        ...(message === undefined ? {} : { message }),
      }),
    message: (providerId: string, text: string, accountId = ACCOUNT) =>
      call('POST', 'chats', form({ account_id: accountId, attendees_ids: providerId, text })),
    view: (identifier: string, notify = true, accountId = ACCOUNT) =>
      call('GET', `users/${identifier}?account_id=${accountId}&notify=${notify}`),
    control: inject,
    breaches: () => linkedin.judge.breaches().map((line) => line.split(' ')[0]),
    async stop(): Promise<void> {
      await linkedin.stop();
      for (const server of [driver, control]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
export type TestLinkedIn = Awaited<ReturnType<typeof startTestLinkedIn>>;

/** Seeded people by what they are to the account. */
export async function leadsOf(t: TestLinkedIn) {
  const leads = (await t.control()).leads as { provider_id: string; lead: string; connected: boolean }[];
  return {
    strangers: leads.filter((lead) => !lead.connected),
    connections: leads.filter((lead) => lead.connected),
  };
}
