import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../bot/programs/sign-webhook.ts';
import { button, until } from '../testing/product/app.ts';
import { MARINA, openThread, press, textOf } from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';

const run = promisify(execFile);
const python = 'docs/examples/greenlight_jobs.py';
const vectors: {
  name: string;
  secret: string;
  body: string;
  now: number;
  header: string;
  genuine: boolean;
}[] = JSON.parse(readFileSync('docs/examples/webhook-vectors.json', 'utf8'));
/** `.ci/run` installs it; elsewhere the tests that need it are left out by name. */
const hasPython = await run('python3', ['--version']).then(
  () => true,
  () => false,
);

/** The program that hears how jobs end; each webhook waits for its answer as long as `hold` says so. */
const heard: { headers: IncomingHttpHeaders; body: string; answer: ServerResponse }[] = [];
let hold = false;
const receiver = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    heard.push({ headers: req.headers, body: Buffer.concat(chunks).toString(), answer: res });
    if (!hold) res.writeHead(204).end();
  });
});
const product = useApp();
const env: Record<string, string> = {};
/** What an Edge Function is: a handler of requests with secrets. */
let edge: (request: Request) => Promise<Response> = async () => new Response(null, { status: 404 });

beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/ended`;
  const channel = await product.slack.channel('marketing');
  const { stdout } = await run(
    process.execPath,
    [
      'scripts/token.ts',
      ...[
        'mint',
        'crm-sync',
        '--owner=U0PEDRO',
        `--people=${MARINA}`,
        `--channels=${channel}`,
        `--webhook=${hook}`,
      ],
    ],
    { env: { PATH: process.env.PATH, HOME: process.env.HOME, GREENLIGHT_DATA: product.app().dataFolder } },
  );
  env.GREENLIGHT_TOKEN = /gl_\S+/.exec(stdout)?.[0] ?? '';
  env.GREENLIGHT_WEBHOOK_SECRET = /whsec_\S+/.exec(stdout)?.[0] ?? '';
  env.GREENLIGHT_PERSON = MARINA;
  env.GREENLIGHT_CHANNEL = channel;
  env.START_SECRET = 'start-secret';
  env.GREENLIGHT_URL = product.app().url;
  Object.assign(globalThis, {
    Deno: {
      env: { get: (name: string) => env[name] },
      serve: (handler: typeof edge) => {
        edge = handler;
      },
    },
  });
  await import('../docs/examples/greenlight-jobs.ts');
});
afterAll(async () => {
  receiver.closeAllConnections();
  await new Promise((done) => receiver.close(done));
});

const py = async (...words: string[]) => {
  const { stdout } = await run('python3', [python, ...words], { env: { ...process.env, ...env } });
  return stdout.trim();
};
const headOf = (topic: string) =>
  until(`the thread of "${topic}"`, async () =>
    (await product.slack.messages(MARINA, env.GREENLIGHT_CHANNEL ?? '')).find((m) =>
      textOf(m).includes(topic),
    ),
  );
const startByEdge = (topic: string, secret = 'start-secret') =>
  edge(
    new Request('https://edge.example/greenlight-jobs/start', {
      method: 'POST',
      headers: { 'x-start-secret': secret },
      body: JSON.stringify({ record: { id: Buffer.from(topic).toString('hex'), topic } }),
    }),
  );
/** Marina clicks Cancel and says yes. */
async function cancel(topic: string): Promise<void> {
  const head = await headOf(topic);
  const thread = openThread(product.slack, env.GREENLIGHT_CHANNEL ?? '', head.ts);
  const steps = await until('a message with Cancel', async () =>
    (await thread.messages(MARINA)).find((m) => button(m, /cancel/i)),
  );
  await press(product.slack, thread, steps, MARINA, /cancel/i);
}

describe.skipIf(!hasPython)('the Python example', () => {
  it('starts one job for one key, reads it, and fails with the product’s own sentence', async () => {
    const id = await py('start', 'Rastreabilidade por UDI', 'crm-1');
    expect(await py('start', 'Rastreabilidade por UDI', 'crm-1')).toBe(id);
    expect(textOf(await headOf('Rastreabilidade por UDI'))).toMatch(/through \*crm-sync\* \(token of /);
    expect(JSON.parse(await py('read', id))).toMatchObject({
      id,
      type: 'carousel',
      person: MARINA,
      approved: null,
    });
    await expect(py('start', 'Another topic', 'crm-1')).rejects.toThrow(
      /409 key_reused: This Idempotency-Key stands/,
    );
  });

  it('takes and refuses the signatures of docs/examples/webhook-vectors.json', async () => {
    const script = `import json,sys
sys.path.insert(0, "docs/examples")
import greenlight_jobs as g
print(json.dumps([g.is_genuine(v["secret"], v["header"], v["body"].encode(), v["now"]) for v in json.load(open("docs/examples/webhook-vectors.json"))]))`;
    const { stdout } = await run('python3', ['-B', '-c', script]);
    expect(JSON.parse(stdout)).toEqual(vectors.map(({ genuine }) => genuine));
  });
});

describe('the Edge Function', () => {
  it('starts one article for one row, and none without its own secret', async () => {
    expect((await startByEdge('row', 'wrong')).status).toBe(401);
    const first = await startByEdge('Limpeza de instrumentais');
    expect(first.status).toBe(202);
    expect(await (await startByEdge('Limpeza de instrumentais')).json()).toEqual(await first.json());
  });

  it.each(vectors)('answers to a signature $name', async ({ secret, body, header, now, genuine }) => {
    const stored = env.GREENLIGHT_WEBHOOK_SECRET ?? '';
    const clock = Date.now;
    env.GREENLIGHT_WEBHOOK_SECRET = secret;
    Date.now = () => now * 1000;
    try {
      const request = new Request('https://edge.example/ended', {
        method: 'POST',
        headers: { 'greenlight-signature': header },
        body,
      });
      // An empty body is genuine and no JSON.
      const answer = await edge(request).then(
        ({ status }) => status !== 401,
        () => true,
      );
      expect(answer).toBe(genuine);
    } finally {
      Date.now = clock;
      env.GREENLIGHT_WEBHOOK_SECRET = stored;
    }
  });
});

it('signWebhook() signs what the vectors call genuine', () => {
  const genuine = vectors.filter((v) => v.genuine);
  expect(genuine.length).toBeGreaterThan(2);
  for (const { secret, body, header } of genuine)
    expect(signWebhook(secret, Number(/t=(\d+)/.exec(header)?.[1]), body)).toBe(header);
});

it('the end of a job reaches its program, once more after a kill between, with the same id and bytes', async () => {
  hold = true;
  const started = (await (await startByEdge('Embalagem estéril')).json()) as { id: string };
  // Other jobs end meanwhile, and are told as well.
  const ofJob = () => heard.filter(({ body }) => JSON.parse(body).job.id === started.id);
  await cancel('Embalagem estéril');
  const first = await until('a webhook', async () => ofJob()[0], 60);
  // The receiver has it; the bot dies before it hears so.
  await product.killAndRestart('group');
  hold = false;
  env.GREENLIGHT_URL = product.app().url;
  // The claim of the dead bot ends by itself, after a minute that the sandbox's clock does not shorten.
  const again = await until('the webhook again', async () => ofJob()[1], 180);
  expect(again.body).toBe(first.body);
  expect(again.headers['greenlight-webhook-id']).toBe(first.headers['greenlight-webhook-id']);
  const { id, event, job } = JSON.parse(again.body);
  expect({ id, event, state: job.state }).toEqual({
    id: first.headers['greenlight-webhook-id'],
    event: 'cancelled',
    state: 'cancelled',
  });
  const answered = await edge(
    new Request('https://edge.example/ended', {
      method: 'POST',
      headers: { 'greenlight-signature': String(again.headers['greenlight-signature']) },
      body: again.body,
    }),
  );
  expect(answered.status).toBe(204);
  const status = () =>
    fetch(`${env.GREENLIGHT_URL}/jobs/${job.id}`, {
      headers: { authorization: `Bearer ${env.GREENLIGHT_TOKEN}` },
    }).then((r) => r.json() as Promise<{ webhook: { status: string; attempts: number } }>);
  const told = await until('the delivery', async () => {
    const { webhook } = await status();
    return webhook.status === 'delivered' && webhook;
  });
  expect(told.attempts).toBe(2);
  expect(ofJob()).toHaveLength(2);
});

describe('commands of an operator, beside a product that runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-commands-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const command = async (name: string, ...words: string[]) => {
    const { stdout } = await run(process.execPath, [`scripts/${name}.ts`, ...words], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, GREENLIGHT_DATA: product.app().dataFolder },
    });
    return stdout;
  };

  it('npm run support writes what the database counts, and no secret, name or word', async () => {
    const topic = 'Planted brief of Zoraide Quixabá';
    await startByEdge(topic);
    await headOf(topic);
    const file = join(folder, 'support.json');
    await command('support', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    const bundle = JSON.parse(text);
    expect(bundle.database.migrations.applied.at(-1)).toBe(bundle.versions.newest_migration);
    expect(bundle.database.content.jobs).toContainEqual(
      expect.objectContaining({ type: 'carousel', count: expect.any(Number) }),
    );
    expect(bundle.database.outreach).toMatchObject({
      accounts: expect.any(Array),
      actions: expect.any(Array),
    });
    expect(bundle.doctor).toContainEqual(expect.objectContaining({ check: 'data folder' }));
    const { users } = await product.slack.state();
    const secrets = [env.GREENLIGHT_TOKEN ?? '', env.GREENLIGHT_WEBHOOK_SECRET ?? ''];
    const planted = [
      topic,
      'Quixabá',
      'crm-sync',
      ...users.flatMap(({ id, name }) => [id, name]),
      ...secrets,
    ];
    expect(planted.filter((word) => word !== '' && text.includes(word))).toEqual([]);
    await expect(command('support', file)).rejects.toThrow('that file is there already');
  });

  it('npm run personal-data writes what is stored of a member and of a lead', async () => {
    const member = join(folder, 'member.json');
    await command('personal-data', 'member', MARINA, `--file=${member}`);
    expect(JSON.parse(readFileSync(member, 'utf8'))).toMatchObject({
      about: 'member',
      user_id: MARINA,
      stored: { 'content.jobs': expect.any(Array), 'content.program_requests': expect.any(Array) },
    });
    const { leads } = await product.slack.call<{ leads: { lead: string; name: string }[] }>(
      'GET',
      'linkedin',
    );
    const { lead: slug, name } = leads[0] ?? { lead: '', name: '' };
    const lead = join(folder, 'lead.json');
    await command('personal-data', 'lead', `https://www.linkedin.com/in/${slug}`, `--file=${lead}`);
    expect(JSON.parse(readFileSync(lead, 'utf8'))).toMatchObject({
      about: 'lead',
      stored: { 'outreach.leads': [expect.objectContaining({ name })] },
    });
    await expect(
      command('personal-data', 'member', 'U0NONE', `--file=${join(folder, 'no')}`),
    ).rejects.toThrow('no person of the team has that id');
  });
});
