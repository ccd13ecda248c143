import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { mintToken as mint } from '../../testing/supabase/programs.ts';
import { waitFor } from '../../testing/workspace.ts';

const bot = useBot();
const MARKETING = 'C0MARKETING';
const mintToken = (change: Record<string, unknown> = {}) =>
  mint(bot.database, {
    team_id: 'T0GREENLIGHT',
    owner_id: 'U0PEDRO',
    people: ['U0MARINA'],
    channels: [MARKETING],
    ...change,
  });
type Token = Awaited<ReturnType<typeof mintToken>>;
let token: Token;
beforeAll(async () => {
  token = await mintToken({ name: 'crm-sync', most_requests: 600 });
});

const request = {
  type: 'carousel',
  person: 'U0MARINA',
  channel: MARKETING,
  brief: { topic: 'UDI em implantes' },
};
let keys = 0;
async function post(
  body: unknown = request,
  {
    by = token,
    headers = {},
  }: { by?: Pick<Token, 'bearer'>; headers?: Record<string, string | undefined> } = {},
) {
  keys += 1;
  const all: Record<string, string | undefined> = {
    authorization: by.bearer,
    'content-type': 'application/json',
    'idempotency-key': `key-${keys}`,
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return answerOf(
    await fetch(`${bot.workspace.origin}/jobs`, {
      method: 'POST',
      headers: given,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}
const get = async (path: string, by: Pick<Token, 'bearer'> = token) =>
  answerOf(await fetch(`${bot.workspace.origin}${path}`, { headers: { authorization: by.bearer } }));
async function answerOf(response: Response) {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Record<string, unknown> };
}
const jobs = async () =>
  Number((await bot.database.owner.query('select count(*) as n from content.jobs')).rows[0]?.n);

describe('POST /jobs', () => {
  it('stores a job, and the message that opens its thread says who asked through which token', async () => {
    const { status, body, headers } = await post();
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/jobs/${body.id}`);
    const head = await waitFor(async () =>
      (await bot.workspace.messages(MARKETING)).find((m) =>
        JSON.stringify(m.blocks).includes('UDI em implantes'),
      ),
    );
    expect(JSON.stringify(head.blocks)).toContain('Asked for by marina, through *crm-sync* (token of pedro)');
    const job = await waitFor(() => bot.agent.claimJob('r', ['carousel']));
    expect(job).toMatchObject({ id: body.id, requester_id: 'U0MARINA' });
  });

  it('answers a repeat as the first time, also while Slack is away, and refuses its key for another body', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await post(request, { headers });
    await bot.workspace.fault({ method: 'conversations.info', error: 'internal_error', times: 1 });
    const before = await jobs();
    const again = await post({ ...request, brief: { ...request.brief } }, { headers });
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await post({ ...request, brief: { topic: 'another' } }, { headers })).toMatchObject({
      status: 409,
      body: { error: 'key_reused' },
    });
    expect(await jobs()).toBe(before);
    // The fault is left for the first request that asks Slack.
    expect(await post()).toMatchObject({ status: 503, body: { error: 'slack_unavailable' } });
  });

  it.each([
    ['no token', {}, { authorization: undefined }, 401, 'token_missing'],
    ['words for a token', {}, { authorization: 'Bearer let me in' }, 401, 'token_unknown'],
    [
      'an unknown token',
      {},
      { authorization: `Bearer gl_nosuchtoken0_${'x'.repeat(43)}` },
      401,
      'token_unknown',
    ],
    ['no key', {}, { 'idempotency-key': undefined }, 400, 'key_missing'],
    ['a form', {}, { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'not_json'],
    ['another person', { person: 'U0LUCIA' }, {}, 403, 'person_not_in_scope'],
    ['another channel', { channel: 'C0SALES' }, {}, 403, 'channel_not_in_scope'],
    ['an approver who may not', { approver: 'U0MARINA' }, {}, 409, 'named_may_not'],
    ['a report that is none', { from: 'none' }, {}, 409, 'from_unknown'],
  ])('refuses %s', async (_, change, headers, status, error) => {
    const before = await jobs();
    const answer = await post({ ...request, ...change }, { headers });
    expect(answer).toMatchObject({
      status,
      body: { error, message: expect.stringMatching(/accepted|must be|mints/) },
    });
    expect(await jobs()).toBe(before);
  });

  it.each([
    [
      'a channel without the bot',
      { channels: ['C0RANDOM'] },
      { channel: 'C0RANDOM' },
      409,
      'channel_without_bot',
    ],
    ['a channel that is none', { channels: ['C0NONE'] }, { channel: 'C0NONE' }, 409, 'channel_without_bot'],
    ['a guest', { people: ['U0GUEST'] }, { person: 'U0GUEST' }, 403, 'person_not_allowed'],
    ['an unknown person', { people: ['U0NONE'] }, { person: 'U0NONE' }, 403, 'person_not_allowed'],
    ['a token of a guest', { owner_id: 'U0GUEST' }, {}, 403, 'owner_not_allowed'],
    ['a type outside', { types: ['blog'] }, {}, 403, 'type_not_in_scope'],
    ['a token that only reads', { may_start: false }, {}, 403, 'may_not_start'],
    ['a token that has expired', { expires_at: '2020-01-01T00:00:00Z' }, {}, 401, 'token_ended'],
  ])('refuses %s, and stores nothing', async (_, scope, change, status, error) => {
    const before = await jobs();
    const answer = await post({ ...request, ...change }, { by: await mintToken(scope) });
    expect(answer).toMatchObject({ status, body: { error, message: expect.stringMatching(/\.$/) } });
    expect(await jobs()).toBe(before);
  });

  it('refuses a token whose owner was deactivated since, also to read', async () => {
    const by = await mintToken({ owner_id: 'U0LUCIA' });
    const { body } = await post(request, { by });
    const note = (is_deactivated: boolean) =>
      bot.database.owner.query("update platform.people set is_deactivated = $1 where user_id = 'U0LUCIA'", [
        is_deactivated,
      ]);
    await note(true);
    const refused = { status: 403, body: { error: 'owner_not_allowed' } };
    expect(await post(request, { by })).toMatchObject(refused);
    expect(await get(`/jobs/${body.id}`, by)).toMatchObject(refused);
    expect(await get(`/jobs/${body.id}/files/${'0'.repeat(64)}`, by)).toMatchObject(refused);
    await note(false);
    expect(await get(`/jobs/${body.id}`, by)).toMatchObject({ status: 200 });
  });

  it('tells a token that has used up its minute when it may ask again', async () => {
    const by = await mintToken({ most_requests: 1 });
    expect((await post(request, { by })).status).toBe(202);
    const refused = await post(request, { by });
    expect(refused).toMatchObject({ status: 429, body: { error: 'too_many_requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('refuses a body above 64 KB, and takes one of many bytes below', async () => {
    const large = JSON.stringify({ ...request, brief: { topic: 'x'.repeat(70_000) } });
    expect(await post(large)).toMatchObject({ status: 413, body: { error: 'body_too_large' } });
    const topic = '🦷'.repeat(1000);
    expect((await post({ ...request, brief: { topic } })).status).toBe(202);
  });

  it('survives a caller that goes away in the middle of its body', async () => {
    const { port, hostname } = new URL(bot.workspace.origin);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /jobs HTTP/1.1\r\nHost: x\r\nAuthorization: ${token.bearer}\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: 500\r\n\r\n{"type":`,
    );
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.destroy();
    expect((await post()).status).toBe(202);
  });

  it('has nothing for other methods and paths, and says what there is', async () => {
    const other = await get('/jobs');
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST']);
    for (const path of ['/jobs/', '/jobs/x/y', '/jobs/x/files/y/z', '/jobs/%00'])
      expect(await get(path), path).toMatchObject({ status: 404, body: { error: 'job_not_found' } });
  });
});

describe('GET /jobs/<id>', () => {
  it('tells where a job stands, gives its files once a person has approved them, and their bytes by hash', async () => {
    await bot.cancelOpenJobs();
    const { body } = await post();
    const job = await bot.draft();
    expect(job.id).toBe(body.id);
    const waiting = await get(`/jobs/${body.id}`);
    expect(waiting).toMatchObject({
      status: 200,
      body: { state: 'awaiting_review', awaiting_version: 1, approved: null },
    });
    const { rows } = await bot.database.owner.query(
      'select hash, finals from content.drafts where job_id = $1',
      [job.id],
    );
    const [final] = (rows[0]?.finals ?? []) as { sha256: string; name: string }[];
    const file = (by = token) =>
      fetch(`${bot.workspace.origin}/jobs/${body.id}/files/${final?.sha256}`, {
        headers: { authorization: by.bearer },
      });
    expect((await file()).status).toBe(404);
    await bot.database.owner.query('select content.record_review($1)', [
      JSON.stringify({
        job_id: job.id,
        version: 1,
        hash: rows[0]?.hash,
        reviewer_id: 'U0LUCIA',
        decision: 'approve',
        note: null,
      }),
    ]);
    expect(await get(`/jobs/${body.id}`)).toMatchObject({
      body: { state: 'completed', approved: { version: 1, files: [{ name: final?.name }, {}] } },
    });
    const given = await file();
    expect([given.status, given.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await given.text()).toBe('%PDF-1.4\n%%EOF\n');
    expect((await file(await mintToken({ may_read: false }))).status).toBe(403);
    expect((await file(await mintToken({ channels: ['C0SALES'] }))).status).toBe(404);
    await bot.database.owner.query(
      'alter table content.artifacts drop constraint bytes_are_what_is_said_of_them',
    );
    await bot.database.owner.query(
      `update content.artifacts set bytes = 'altered' where job_id = $1 and sha256 = $2`,
      [job.id, final?.sha256],
    );
    const altered = await file();
    expect([altered.status, await altered.json()]).toMatchObject([503, { error: 'file_differs' }]);
  });

  it('knows no job outside its scope, and none to a token that only starts', async () => {
    const { body } = await post();
    const read = async (scope: Record<string, unknown>) => get(`/jobs/${body.id}`, await mintToken(scope));
    expect(await read({ people: ['U0PEDRO'] })).toMatchObject({
      status: 404,
      body: { error: 'job_not_found' },
    });
    expect(await read({ may_read: false })).toMatchObject({ status: 403, body: { error: 'may_not_read' } });
    expect((await read({ may_start: false })).status).toBe(200);
  });
});
