import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  recordVersion,
  showAll,
} from '../../testing/supabase/content.ts';
import { mintToken, programRequest, sha256 } from '../../testing/supabase/programs.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

const { query } = database.owner;
const admit = (token: { id: string; secret: string }) =>
  parts.bot.admitProgram(token.id, sha256(token.secret));
async function start(token: { id: string }, key: string, change = {}) {
  const { job_id } = await parts.bot.startProgramJob(programRequest(token.id, key, change));
  return job_id;
}
/** Started, shown and drafted: waits for a review of version 1. */
async function inReview(token: { id: string }, key: string) {
  const id = await start(token, key);
  await showAll(parts);
  const draft = await recordVersion(parts, await claim(parts, id), 1);
  const click = (reviewer_id: string, decision: 'approve' | 'reject' | 'request_changes') =>
    parts.bot.recordReview({
      job_id: id,
      version: 1,
      hash: draft.hash,
      reviewer_id,
      decision,
      note: decision === 'request_changes' ? 'shorter' : null,
    });
  return { id, click };
}

describe('a token', () => {
  it('lets in by its secret alone, and tells no wrong secret from no token', async () => {
    const token = await mintToken(database);
    expect(await admit(token)).toMatchObject({
      outcome: 'admitted',
      token: { name: token.name, owner_id: 'bia' },
    });
    expect(await admit({ ...token, secret: 'another' })).toBeNull();
    expect(await admit({ id: 'nosuchtoken0', secret: token.secret })).toBeNull();
    expect(await parts.bot.admitProgram(token.id, null as never)).toBeNull();
  });

  it('is kept as a hash, and no answer has hash or webhook secret', async () => {
    const token = await mintToken(database, {
      webhook_url: 'https://a.example/hook',
      webhook_secret: 'signs',
    });
    const { rows } = await query('select to_jsonb(t) as it from content.job_tokens t where id = $1', [
      token.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain(token.secret);
    const listed = await query('select content.list_job_tokens($1) as it', ['T1']);
    for (const answer of [await admit(token), listed.rows]) {
      expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${sha256(token.secret)}|signs`));
    }
  });

  it('is not let in after its end, and starts nothing then', async () => {
    const token = await mintToken(database, { expires_at: '2020-01-01T00:00:00Z' });
    expect(await admit(token)).toEqual({ outcome: 'expired' });
    await expect(start(token, 'k')).rejects.toMatchObject({ code: 'token_ended' });
  });

  it('is revoked at once and once, and its name is never given again', async () => {
    const token = await mintToken(database);
    const revoke = () => query('select content.revoke_job_token($1, $2) as it', ['T1', token.name]);
    expect((await revoke()).rows[0]?.it).toMatchObject({ id: token.id });
    expect((await revoke()).rows[0]?.it).toBeNull();
    expect(await admit(token)).toEqual({ outcome: 'revoked' });
    await expect(start(token, 'k')).rejects.toMatchObject({ code: 'token_ended' });
    await expect(mintToken(database, { name: token.name })).rejects.toThrow('a name is given once');
  });

  it('has its requests of a minute counted across bots, and says when the next ones count', async () => {
    const token = await mintToken(database, { most_requests: 2 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => admit(token)));
    expect(answers.map((a) => a?.outcome).sort()).toEqual(['admitted', 'admitted', 'too_many', 'too_many']);
    const refused = answers.find((a) => a?.outcome === 'too_many');
    expect(refused).toMatchObject({ retry_after_s: expect.any(Number) });
    expect(refused?.outcome === 'too_many' && refused.retry_after_s).toBeGreaterThan(0);
    await database.advanceClock(61);
    expect(await admit(token)).toMatchObject({ outcome: 'admitted' });
  });

  it('counts no request with a wrong secret: only its holder can use it up', async () => {
    const token = await mintToken(database, { most_requests: 1 });
    await admit({ ...token, secret: 'guess' });
    expect(await admit(token)).toMatchObject({ outcome: 'admitted' });
  });
});

describe('a token whose owner is deactivated', () => {
  const note = (is_deactivated: boolean) =>
    query('select platform.note_person($1)', [
      JSON.stringify({ team_id: 'T1', user_id: 'bia', name: 'bia', is_deactivated }),
    ]);

  it('neither starts nor reads, is told no end, and is let in again with its owner', async () => {
    const token = await mintToken(database, {
      webhook_url: 'https://a.example/hook',
      webhook_secret: 'signs',
      most_requests: 1,
    });
    const id = await start(token, 'before');
    await note(true);
    await expect(admit(token)).rejects.toMatchObject({ code: 'owner_not_allowed' });
    expect(await admit({ ...token, secret: 'guess' })).toBeNull();
    expect(await parts.bot.readProgramJob(token.id, id)).toBeNull();
    expect(await parts.bot.findProgramFile(token.id, id, sha256('any'))).toBeNull();
    await parts.bot.cancelJob(id, 'ana');
    expect((await parts.bot.claimWebhooks(10)).filter(({ job_id }) => job_id === id)).toEqual([]);
    await note(false);
    expect(await admit(token)).toMatchObject({ outcome: 'admitted' });
    expect(await parts.bot.readProgramJob(token.id, id)).toMatchObject({
      state: 'cancelled',
      webhook: { status: 'given_up', last_error: 'owner_not_allowed' },
    });
  });
});

describe('a job of a program', () => {
  it('is asked for by the person named, and says through which token', async () => {
    const token = await mintToken(database);
    const id = await start(token, 'said');
    expect(await parts.bot.getJob(id)).toMatchObject({
      requester_id: 'ana',
      status: 'queued',
      thread_ts: null,
      through: { name: token.name, owner_id: 'bia' },
    });
    const { rows } = await query(
      `select r.person_id, r.channel_id, h.prompt, c.text from content.program_requests r
       join content.content_history h on h.job_id = r.job_id join content.chat_history c on c.job_id = r.job_id where r.job_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ person_id: 'ana', channel_id: 'C1', prompt: 'brief said', text: 'POST /jobs' }]);
  });

  it('starts once its opening message stands, and not before', async () => {
    const id = await start(await mintToken(database), 'k');
    expect(await parts.agent.claimJob('r', ['carousel'])).toBeNull();
    await showAll(parts);
    expect(await parts.agent.claimJob('r', ['carousel'])).toMatchObject({ id });
  });

  it('answers a repeated key with the first job, and refuses the key for another body', async () => {
    const token = await mintToken(database);
    const first = await parts.bot.startProgramJob(programRequest(token.id, 'k'));
    expect(first.created).toBe(true);
    expect(await parts.bot.startProgramJob(programRequest(token.id, 'k'))).toEqual({
      job_id: first.job_id,
      created: false,
    });
    expect(await parts.bot.findProgramRequest(token.id, 'k', 'body')).toMatchObject({ job_id: first.job_id });
    await expect(
      parts.bot.startProgramJob(programRequest(token.id, 'k', { body_sha256: 'other' })),
    ).rejects.toMatchObject({ code: 'key_reused' });
    // A key is one of its token.
    const other = await parts.bot.startProgramJob(programRequest((await mintToken(database)).id, 'k'));
    expect(other.job_id).not.toBe(first.job_id);
  });

  it('is one job when the same key comes eight times at once', async () => {
    const token = await mintToken(database);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => parts.bot.startProgramJob(programRequest(token.id, 'race'))),
    );
    expect(new Set(answers.map(({ job_id }) => job_id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  it.each([
    ['may_not_start', { may_start: false }, {}],
    ['type_not_in_scope', { types: ['blog'] }, {}],
    ['type_not_in_scope', {}, { type: 'plan' }],
    ['type_not_in_scope', {}, { type: 'outreach_notes' }],
    ['person_not_in_scope', {}, { requester_id: 'leo' }],
    ['channel_not_in_scope', {}, { channel_id: 'C2' }],
    ['person_not_allowed', { people: ['gil'] }, { requester_id: 'gil' }],
    ['person_not_allowed', { people: ['unknown'] }, { requester_id: 'unknown' }],
    ['owner_not_allowed', { owner_id: 'gil' }, {}],
  ])('is refused as %s', async (code, token, request) => {
    const { id } = await mintToken(database, token);
    await expect(start({ id }, 'k', request)).rejects.toMatchObject({ code });
    const { rows } = await query('select from content.jobs where token_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('is refused for a deactivated person or owner, with nothing stored', async () => {
    const token = await mintToken(database);
    for (const [user_id, code] of [
      ['ana', 'person_not_allowed'],
      ['bia', 'owner_not_allowed'],
    ] as const) {
      const note = (is_deactivated: boolean) =>
        query('select platform.note_person($1)', [
          JSON.stringify({ team_id: 'T1', user_id, name: user_id, is_deactivated }),
        ]);
      await note(true);
      await expect(start(token, `of ${user_id}`)).rejects.toMatchObject({ code });
      await note(false);
    }
    expect(await start(token, 'of ana')).toBeTruthy();
  });

  it('is refused as a command is: no brief, no such research, an approver who may not', async () => {
    const token = await mintToken(database);
    const brief = { ...programRequest('', '').job.brief, topic: '' };
    await expect(start(token, '1', { brief })).rejects.toMatchObject({ code: 'bad_brief' });
    await expect(start(token, '2', { from_job_id: 'none' })).rejects.toMatchObject({ code: 'from_unknown' });
    await expect(start(token, '3', { named_approver: 'ana' })).rejects.toMatchObject({
      code: 'named_may_not',
    });
  });
});

describe('four eyes', () => {
  it('counts the named person and the owner of the token as requester: neither decides', async () => {
    const token = await mintToken(database, { owner_id: 'leo', people: ['mia'] });
    const id = await start(token, 'k', { requester_id: 'mia' });
    await showAll(parts);
    const draft = await recordVersion(parts, await claim(parts, id), 1);
    const click = (reviewer_id: string, decision: 'approve' | 'reject') =>
      parts.bot.recordReview({ job_id: id, version: 1, hash: draft.hash, reviewer_id, decision, note: null });
    for (const decision of ['approve', 'reject'] as const) {
      expect(await click('mia', decision)).toMatchObject({ outcome: 'not_allowed', reason: 'requester' });
      expect(await click('leo', decision)).toMatchObject({ outcome: 'not_allowed', reason: 'token_owner' });
    }
    const { approvers } = await click('leo', 'approve');
    expect(approvers).toEqual(['rui']);
    expect(await click('rui', 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
  });

  it('does not let either be named as approver', async () => {
    const token = await mintToken(database, { owner_id: 'leo', people: ['mia'] });
    for (const named_approver of ['mia', 'leo']) {
      await expect(
        start(token, named_approver, { requester_id: 'mia', named_approver }),
      ).rejects.toMatchObject({ code: 'named_may_not' });
    }
    const id = await start(token, 'rui', { requester_id: 'mia', named_approver: 'rui' });
    await expect(
      parts.bot.nameApprover({ job_id: id, person_id: 'mia', named_approver: 'leo' }),
    ).rejects.toMatchObject({ code: 'named_may_not' });
  });

  it('lets both ask for changes and cancel, as requesters do', async () => {
    const token = await mintToken(database);
    const first = await inReview(token, 'k');
    expect(await first.click('bia', 'request_changes')).toMatchObject({ outcome: 'decided' });
    expect(await parts.bot.cancelJob(first.id, 'bia')).toMatchObject({ outcome: 'done' });
  });
});

describe('what a program reads', () => {
  it('is no word of a draft before a person has approved it, and the approved files then', async () => {
    const token = await mintToken(database);
    const { id, click } = await inReview(token, 'k');
    const waiting = await parts.bot.readProgramJob(token.id, id);
    expect(waiting).toMatchObject({ state: 'awaiting_review', awaiting_version: 1, approved: null });
    expect(JSON.stringify(waiting)).not.toMatch(/Version 1|slide-01/);
    const { rows } = await query('select finals from content.drafts where job_id = $1', [id]);
    const [final] = (rows[0]?.finals ?? []) as { key: string; sha256: string }[];
    const find = () => parts.bot.findProgramFile(token.id, id, final?.sha256 ?? '');
    expect(await find()).toBeNull();
    await click('leo', 'approve');
    expect(await parts.bot.readProgramJob(token.id, id)).toMatchObject({
      state: 'completed',
      awaiting_version: null,
      approved: {
        version: 1,
        title: 'Version 1',
        text: 'h\n\nb',
        files: [{ name: 'slide-01.png', sha256: final?.sha256 }],
      },
    });
    expect(await find()).toMatchObject({ key: final?.key, name: 'slide-01.png' });
  });

  it('is nothing of a rejected draft', async () => {
    const token = await mintToken(database);
    const { id, click } = await inReview(token, 'k');
    await click('leo', 'reject');
    const read = await parts.bot.readProgramJob(token.id, id);
    expect(read).toMatchObject({ state: 'rejected', approved: null });
    expect(JSON.stringify(read)).not.toContain('Version 1');
  });

  it('is what its token could have started, and no other job', async () => {
    const id = await start(await mintToken(database), 'k');
    const reads = async (change: Record<string, unknown>) =>
      (await parts.bot.readProgramJob((await mintToken(database, change)).id, id)) !== null;
    expect(await reads({ may_start: false })).toBe(true);
    expect(await reads({ may_read: false })).toBe(false);
    expect(await reads({ types: ['blog'] })).toBe(false);
    expect(await reads({ people: ['leo'] })).toBe(false);
    expect(await reads({ channels: ['C2'] })).toBe(false);
    expect(await reads({ expires_at: '2020-01-01T00:00:00Z' })).toBe(false);
    await query(`select platform.install_team('{"team_id":"T2","name":"Other"}')`);
    await query(`select platform.note_person('{"team_id":"T2","user_id":"bia","name":"bia"}')`);
    expect(await reads({ team_id: 'T2' })).toBe(false);
  });
});

describe('the webhook of an end', () => {
  const hook = { webhook_url: 'https://a.example/hook', webhook_secret: 'signs' };
  const claimOne = async () => {
    const [item, ...more] = await parts.bot.claimWebhooks(10);
    expect(more).toEqual([]);
    if (!item) throw new Error('Cannot claim a webhook: none is due');
    return item;
  };
  beforeEach(() => query('delete from content.webhooks'));

  it('is stored with the end, says no word of the text, and has the address and secret of its token', async () => {
    const token = await mintToken(database, hook);
    const { id, click } = await inReview(token, 'k');
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
    await click('leo', 'approve');
    const item = await claimOne();
    expect(item).toMatchObject({
      job_id: id,
      event: 'completed',
      attempts: 1,
      url: hook.webhook_url,
      secret: 'signs',
    });
    expect(JSON.parse(item.body)).toMatchObject({
      id: item.id,
      event: 'completed',
      job: { id, state: 'completed', approved: { version: 1, files: [{ name: 'slide-01.png' }] } },
    });
    expect(item.body).not.toContain('Version 1');
  });

  it.each(['cancelled', 'failed', 'rejected', 'expired'] as const)('tells that a job %s', async (event) => {
    const token = await mintToken(database, hook);
    const { id, click } = await inReview(token, event);
    if (event === 'cancelled') await parts.bot.cancelJob(id, 'ana');
    else if (event === 'rejected') await click('leo', 'reject');
    else if (event === 'failed') {
      await click('leo', 'request_changes');
      await parts.agent.failJob(await claim(parts, id), { code: 'no_evidence', message: 'x' }, null);
    } else {
      await query(
        `update content.jobs set status = 'expired', fence = fence + 1, ended_at = platform.now() where id = $1`,
        [id],
      );
    }
    const item = await claimOne();
    expect(item.event).toBe(event);
    expect(JSON.parse(item.body).job).toMatchObject({
      id,
      state: event,
      approved: null,
      failure: event === 'failed' ? 'no_evidence' : null,
    });
  });

  it('tells each end of a job that is tried again, and stores none without an address', async () => {
    const token = await mintToken(database, hook);
    const { id, click } = await inReview(token, 'k');
    await click('leo', 'request_changes');
    await parts.agent.failJob(await claim(parts, id), { code: 'x', message: 'x' }, null);
    await parts.bot.retryJob(id, 'ana');
    await parts.bot.cancelJob(id, 'ana');
    expect((await parts.bot.claimWebhooks(10)).map(({ event }) => event).sort()).toEqual([
      'cancelled',
      'failed',
    ]);
    const silent = await start(await mintToken(database), 'k');
    await parts.bot.cancelJob(silent, 'ana');
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
  });

  it('is told again, the same to the byte, after a sender that died before it could settle', async () => {
    const token = await mintToken(database, hook);
    const id = await start(token, 'k');
    await parts.bot.cancelJob(id, 'ana');
    const first = await claimOne();
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
    await database.advanceClock(61);
    const second = await claimOne();
    expect(second).toMatchObject({ id: first.id, body: first.body, attempts: 2 });
    // The first one was only slow.
    expect(await parts.bot.settleWebhook(first, { error: null, retry_in_s: null })).toBe(false);
    expect(await parts.bot.settleWebhook(second, { error: null, retry_in_s: null })).toBe(true);
    expect(await parts.bot.readProgramJob(token.id, id)).toMatchObject({
      webhook: { id: first.id, event: 'cancelled', status: 'delivered', attempts: 2, last_error: null },
    });
    await database.advanceClock(3600);
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
  });

  it('waits after a failure, and is given up without another wait', async () => {
    const token = await mintToken(database, hook);
    const id = await start(token, 'k');
    await parts.bot.cancelJob(id, 'ana');
    await parts.bot.settleWebhook(await claimOne(), { error: 'http_503', retry_in_s: 30 });
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
    expect(await parts.bot.readProgramJob(token.id, id)).toMatchObject({
      webhook: { status: 'waiting', last_error: 'http_503' },
    });
    await database.advanceClock(31);
    await parts.bot.settleWebhook(await claimOne(), { error: 'http_410', retry_in_s: null });
    await database.advanceClock(86_400);
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
    expect(await parts.bot.readProgramJob(token.id, id)).toMatchObject({
      webhook: { status: 'given_up', next_attempt_at: null },
    });
  });

  it('is not told for a token that was revoked', async () => {
    const token = await mintToken(database, hook);
    const id = await start(token, 'k');
    await parts.bot.cancelJob(id, 'ana');
    // It would be due in hours: it is given up now, not then.
    await parts.bot.settleWebhook(await claimOne(), { error: 'timeout', retry_in_s: 30_000 });
    await query('select content.revoke_job_token($1, $2)', ['T1', token.name]);
    const { rows } = await query('select status, last_error from content.webhooks where job_id = $1', [id]);
    expect(rows).toEqual([{ status: 'given_up', last_error: 'token_revoked' }]);
    expect(await parts.bot.claimWebhooks(10)).toEqual([]);
  });
});
