// A Supabase Edge Function: starts a job at Greenlight, and takes its end by webhook. Deploy it with
// `supabase functions deploy greenlight-jobs --no-verify-jwt`; /ended is protected by its signature, /start by START_SECRET.
// Secrets: GREENLIGHT_URL, GREENLIGHT_TOKEN, GREENLIGHT_PERSON, GREENLIGHT_CHANNEL, GREENLIGHT_WEBHOOK_SECRET, START_SECRET.

interface Runtime {
  env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): unknown;
}
const { env, serve } = (globalThis as unknown as { Deno: Runtime }).Deno;

/** How old a webhook may be, s. */
const WINDOW_S = 300;
const setting = (name: string): string => {
  const value = env.get(name);
  if (!value) throw new Error(`Set the secret ${name}`);
  return value;
};

serve(async (request) => {
  const path = new URL(request.url).pathname;
  if (path.endsWith('/start')) return start(request);
  return path.endsWith('/ended') ? ended(request) : new Response(null, { status: 404 });
});

/** For a database webhook on insert: `record` is the new row. Its id is the key, so that a repeat starts no second job. */
async function start(request: Request): Promise<Response> {
  if (request.headers.get('x-start-secret') !== setting('START_SECRET'))
    return new Response(null, { status: 401 });
  const { record } = (await request.json()) as { record: { id: string; topic: string } };
  return fetch(`${setting('GREENLIGHT_URL')}/jobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${setting('GREENLIGHT_TOKEN')}`,
      'content-type': 'application/json',
      'idempotency-key': `row-${record.id}`,
    },
    body: JSON.stringify({
      type: 'blog',
      person: setting('GREENLIGHT_PERSON'),
      channel: setting('GREENLIGHT_CHANNEL'),
      brief: { topic: record.topic },
    }),
  });
}

async function ended(request: Request): Promise<Response> {
  const body = await request.text();
  const header = request.headers.get('greenlight-signature') ?? '';
  if (!(await isGenuine(setting('GREENLIGHT_WEBHOOK_SECRET'), header, body, Date.now() / 1000)))
    return new Response(null, { status: 401 });
  const end = JSON.parse(body) as { id: string; event: string; job: { id: string } };
  // An end may come twice: insert it with a unique key on `id` and do the rest only when the row is new.
  console.log(end.event, end.job.id);
  return new Response(null, { status: 204 });
}

/** Whether Greenlight signed these bytes within the last minutes. */
async function isGenuine(secret: string, header: string, body: string, nowS: number): Promise<boolean> {
  const [, at, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (at === undefined || signature === undefined || Math.abs(nowS - Number(at)) > WINDOW_S) return false;
  const text = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', text.encode(secret), hmac, false, ['verify']);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  // Compares in constant time.
  return crypto.subtle.verify('HMAC', key, bytes, text.encode(`${at}.${body}`));
}
