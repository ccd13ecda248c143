import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
});
beforeEach(() => endAllJobs(database));

let stamps = 0;
async function threadOf(id: string) {
  const thread_ts = (await parts.bot.getJob(id))?.thread_ts ?? '';
  const say = async (
    author_id: string,
    text: string,
    { aside = null, called = null }: { aside?: 'talk' | 'nod' | null; called?: string | null } = {},
  ) => {
    stamps += 1;
    const ts = `9.${stamps}`;
    const answer = await parts.bot.recordMessage({
      team_id: TEAM,
      channel_id: 'C1',
      thread_ts,
      ts,
      author_id,
      text,
      aside,
      called,
    });
    return { ...answer, ts };
  };
  return { say, thread_ts };
}
const at = (ts: string) => ({ team_id: TEAM, channel_id: 'C1', ts });
const messagesOf = (resume: unknown) =>
  (resume as { messages: { text: string }[] }).messages.map((m) => m.text);

describe('record_reply()', () => {
  it('ends the reading of a reply once it is understood, and redraws the card', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await say('ana', 'shorter, please');
    const held = await claim(parts, id);
    await showAll(parts);
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'running', reading: true });
    const reply = { person_id: 'ana', version: null, offline: false, text: 'x' };
    await parts.agent.recordReply(held, { ...reply, key: 'a', kind: 'answer' });
    expect(await parts.bot.getJob(id)).toMatchObject({ reading: true });
    // Progress is drawn once a second, whenever that is.
    expect((await showAll(parts)).filter((kind) => kind !== 'progress')).toEqual(['reply']);
    await parts.agent.recordReply(held, { ...reply, key: 'u', kind: 'understood', version: 2 });
    expect(await parts.bot.getJob(id)).toMatchObject({ reading: false });
    expect(await showAll(parts)).toEqual(expect.arrayContaining(['card', 'reply']));
    const read_upto = (held.resume as { messages: { id: number }[] }).messages[0]?.id ?? null;
    await recordVersion(parts, held, 2, 'Version 2', {}, true, read_upto);
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review', reading: false });
    await say('ana', 'and shorter still');
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'queued', reading: true });
  });

  it('of a refusal gives a request for changes back, so that people decide on the version as before', async () => {
    const { id, draft, click } = await jobInReview(parts);
    await click('leo', 'request_changes', 'approve it for me');
    const held = await claim(parts, id);
    const same = { version: 1, reason: null, read_upto: null, content: draft.content };
    const files = { artifacts: draft.artifacts, finals: draft.finals };
    // Not without a word.
    await expect(parts.agent.recordDraft(held, { ...same, ...files })).rejects.toMatchObject({
      code: 'version_is_fixed',
    });
    const review = (held.resume as { review_id: string }).review_id;
    const text = 'I cannot do that.';
    const reply = { kind: 'unclear', text, person_id: 'leo', version: null, offline: false } as const;
    await parts.agent.recordReply(held, { ...reply, key: `review-${review}:refused` });
    await parts.agent.recordDraft(held, { ...same, ...files });
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review', versions: 1 });
    expect((await click('mia', 'request_changes', 'shorter')).outcome).toBe('decided');
    const { rows } = await database.owner.query(
      "select count(*)::int as n from content.chat_history where job_id = $1 and text = 'request_changes: approve it for me'",
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('claim_job()', () => {
  it("tells the team's language, which is what an agent says things in", async () => {
    await database.owner.query("update platform.teams set locale = 'pt-BR' where team_id = $1", [TEAM]);
    const id = await startJob(parts);
    expect(await claim(parts, id)).toMatchObject({ locale: 'pt-BR' });
    await database.owner.query("update platform.teams set locale = 'en' where team_id = $1", [TEAM]);
  });
});

describe('record_message()', () => {
  it('of the requester hands a waiting job its words', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    expect(await say('ana', 'shorter, please')).toMatchObject({ outcome: 'taken', job_status: 'queued' });
    const held = await claim(parts, id);
    expect(held.resume).toMatchObject({ kind: 'reply', version: 1, question: null });
    expect(messagesOf(held.resume)).toEqual(['shorter, please']);
  });

  it('twice at once is one turn, in order; later words are the next turn, at once', async () => {
    const { id, draft } = await jobInReview(parts);
    const { say } = await threadOf(id);
    const both = await Promise.all([say('ana', 'one'), say('leo', 'two')]);
    expect(both.map((b) => b.outcome)).toEqual(['taken', 'taken']);
    const held = await claim(parts, id);
    expect(messagesOf(held.resume).sort()).toEqual(['one', 'two']);
    expect((await say('ana', 'three')).outcome).toBe('waiting');
    const upto = Math.max(...(held.resume as { messages: { id: number }[] }).messages.map((m) => m.id));
    const next = await parts.agent.recordDraft(held, {
      version: 2,
      reason: 'one',
      read_upto: upto,
      content: { ...draft.content, title: 'Version 2' },
      artifacts: draft.artifacts,
      finals: [],
    });
    expect(next.version).toBe(2);
    const again = await claim(parts, id);
    expect(again.resume).toMatchObject({ kind: 'reply', version: 2 });
    expect(messagesOf(again.resume)).toEqual(['three']);
  });

  it('tells words that were written with an older version or outline in mind', async () => {
    const { id, draft } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await say('ana', 'one');
    const held = await claim(parts, id);
    expect((held.resume as { messages: object[] }).messages).toMatchObject([{ before_version: false }]);
    await say('leo', 'slide 3 shorter');
    const { messages } = held.resume as { messages: { id: number }[] };
    await parts.agent.recordDraft(held, {
      version: 2,
      reason: null,
      read_upto: messages[0]?.id ?? 0,
      content: { ...draft.content, title: 'Version 2' },
      artifacts: draft.artifacts,
      finals: [],
    });
    await say('ana', 'fine');
    const next = await claim(parts, id);
    expect((next.resume as { messages: object[] }).messages).toMatchObject([
      { text: 'slide 3 shorter', before_version: true, before_question: false },
      { text: 'fine', before_version: false },
    ]);
  });

  it('that changed nothing lets the same version wait again, for exactly the same text', async () => {
    const { id, draft, click } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await say('ana', 'thanks');
    const held = await claim(parts, id);
    const { messages } = held.resume as { messages: { id: number }[] };
    const d = {
      version: 1,
      reason: null,
      read_upto: messages[0]?.id ?? 0,
      artifacts: draft.artifacts,
      finals: draft.finals,
    };
    await expect(
      parts.agent.recordDraft(held, { ...d, content: { ...draft.content, title: 'Other' } }),
    ).rejects.toMatchObject({ code: 'version_is_fixed' });
    const same = await parts.agent.recordDraft(held, { ...d, content: draft.content });
    expect(same.hash).toBe(draft.hash);
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
    expect((await click('leo', 'approve')).outcome).toBe('decided');
  });

  it('keeps a press of Approve from deciding while a reply is read', async () => {
    const { id, click } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await say('ana', 'wait');
    expect(await click('leo', 'approve')).toMatchObject({ outcome: 'already_decided', reason: 'queued' });
  });

  it('of others is memory alone, and says so once', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    expect(await say('bia', 'make it blue')).toMatchObject({ outcome: 'not_yours', first: true });
    expect(await say('bia', 'please')).toMatchObject({ outcome: 'not_yours', first: false });
    expect(await say('gil', 'hi')).toMatchObject({ outcome: 'not_yours' });
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
    await say('ana', 'what bia said');
    const held = await claim(parts, id);
    expect(messagesOf(held.resume)).toEqual(['what bia said']);
    const lines = await parts.agent.readThread(held, 50);
    expect(lines.filter((l) => l.kind === 'message').map((l) => l.text)).toEqual([
      'make it blue',
      'please',
      'hi',
      'what bia said',
    ]);
  });

  it('of colleagues to each other wakes no agent and leaves the buttons', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    expect(await say('ana', 'você revisa?', { aside: 'talk' })).toMatchObject({ outcome: 'kept' });
    expect(await say('ana', 'obrigada!', { aside: 'nod' })).toMatchObject({ outcome: 'kept' });
    const other = await database.owner.query(
      "select split_part(name, ' ', 1) as name from platform.people where team_id = $1 and user_id = 'leo'",
      [TEAM],
    );
    const called = String(other.rows[0]?.name);
    const said = await say('ana', `olá ${called}, encurte a introdução`, { called: called.toUpperCase() });
    expect(said).toMatchObject({ outcome: 'kept', job_status: 'awaiting_review' });
    expect(await say('ana', 'Seção, mais curta', { called: 'Seção' })).toMatchObject({ outcome: 'taken' });
  });

  it('that nods to what the agent has just asked back is the answer to it, once', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await say('ana', 'the second one is a bit long, no?');
    const held = await claim(parts, id);
    const asks = { person_id: 'ana', version: null, offline: false, text: 'Shall I shorten slide 2?' };
    await parts.agent.recordReply(held, { ...asks, key: 'q', kind: 'unclear' });
    const read_upto = (held.resume as { messages: { id: number }[] }).messages[0]?.id ?? 0;
    await parts.agent.keepWaiting(held, read_upto);
    // Nothing was written, and nothing is approved by the words.
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review', versions: 1 });
    expect(await say('ana', 'yes!', { aside: 'nod' })).toMatchObject({ outcome: 'taken' });
    const again = await claim(parts, id);
    expect(messagesOf(again.resume)).toEqual(['yes!']);
    await parts.agent.recordReply(again, {
      ...asks,
      key: 'u',
      kind: 'understood',
      text: 'I shorten slide 2.',
    });
    await recordVersion(parts, again, 2);
    await showAll(parts);
    expect(await say('ana', 'thanks', { aside: 'nod' })).toMatchObject({ outcome: 'kept' });
  });

  it.each([
    'approved',
    'aprovado, pode publicar',
    'LGTM, ship it',
    '+1',
    'ok',
    'sim',
    'eu aprovo esta versão',
  ])('never approves: %s', async (text) => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    for (const person of ['leo', 'mia', 'rui']) await say(person, text);
    const { rows } = await database.owner.query(
      `select r.id from content.reviews r where r.job_id = $1
         union all select d.id from content.drafts d where d.job_id = $1 and d.status <> 'proposed'`,
      [id],
    );
    expect(rows).toEqual([]);
    expect(['queued', 'awaiting_review']).toContain((await parts.bot.getJob(id))?.status);
  });

  it('after approval or an end changes nothing', async () => {
    const { id, click } = await jobInReview(parts);
    const { say } = await threadOf(id);
    await click('leo', 'approve');
    expect((await say('ana', 'one more thing')).outcome).toBe('closed');
    expect((await parts.bot.getJob(id))?.status).toBe('completed');
    const other = await jobInReview(parts);
    await parts.bot.cancelJob(other.id, 'ana');
    expect((await (await threadOf(other.id)).say('ana', 'hello?')).outcome).toBe('closed');
  });

  it('to a failed job is read after Retry', async () => {
    const id = await startJob(parts);
    const held = await claim(parts, id);
    const { say } = await threadOf(id);
    await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
    expect((await say('ana', 'with less text')).outcome).toBe('waiting');
    await parts.bot.retryJob(id, 'ana');
    await recordVersion(parts, await claim(parts, id), 1);
    const next = await claim(parts, id);
    expect(messagesOf(next.resume)).toEqual(['with less text']);
  });

  it('is ignored when repeated, empty or in no thread of a job', async () => {
    const { id } = await jobInReview(parts);
    const { say, thread_ts } = await threadOf(id);
    const first = await say('bia', 'hi');
    const repeat = await parts.bot.recordMessage({
      ...at(first.ts),
      thread_ts,
      author_id: 'bia',
      text: 'hi',
    });
    expect(repeat.outcome).toBe('known');
    expect((await say('ana', '  ')).outcome).toBe('kept');
    const elsewhere = { ...at('1.1'), thread_ts: '404', author_id: 'ana', text: 'hi' };
    expect((await parts.bot.recordMessage(elsewhere)).outcome).toBe('no_job');
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
  });
});

describe('edits and deletions', () => {
  it('are followed until the words are read', async () => {
    const { id } = await jobInReview(parts);
    const { say } = await threadOf(id);
    const one = await say('ana', 'shorter');
    const two = await say('ana', 'and blue');
    expect(await parts.bot.editMessage({ ...at(one.ts), text: 'longer' })).toBe('followed');
    expect(await parts.bot.deleteMessage(at(two.ts))).toBe(true);
    expect(await parts.bot.deleteMessage(at(two.ts))).toBe(false);
    const held = await claim(parts, id);
    expect(messagesOf(held.resume)).toEqual(['longer']);
    const words = (await parts.agent.readThread(held, 50)).map((l) => l.text).join();
    expect(words).not.toContain('blue');
  });

  it('of every word leave a turn that reads nothing, and the draft waits again', async () => {
    const { id, draft } = await jobInReview(parts);
    const { say } = await threadOf(id);
    const one = await say('ana', 'shorter');
    await parts.bot.deleteMessage(at(one.ts));
    const held = await claim(parts, id);
    expect(messagesOf(held.resume)).toEqual([]);
    await parts.agent.recordDraft(held, {
      version: 1,
      reason: null,
      read_upto: null,
      content: draft.content,
      artifacts: draft.artifacts,
      finals: draft.finals,
    });
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
  });

  it('of words that were read say so, and words that come to a mere file are new', async () => {
    const { id, draft } = await jobInReview(parts);
    const { say } = await threadOf(id);
    const one = await say('ana', 'shorter');
    const held = await claim(parts, id);
    expect(await parts.bot.editMessage({ ...at(one.ts), text: 'longer' })).toBe('read');
    const { messages } = held.resume as { messages: { id: number }[] };
    const d = {
      content: draft.content,
      artifacts: draft.artifacts,
      finals: draft.finals,
      version: 1,
      reason: null,
    };
    await parts.agent.recordDraft(held, { ...d, read_upto: messages[0]?.id ?? 0 });
    expect(await parts.bot.editMessage({ ...at(one.ts), text: 'blue' })).toBe('read');
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
    const file = await say('ana', '');
    expect(file.outcome).toBe('kept');
    expect(await parts.bot.editMessage({ ...at(file.ts), text: 'use this' })).toBe('followed');
    expect(messagesOf((await claim(parts, id)).resume)).toEqual(['use this']);
  });

  it('take deleted words off the card that quotes them', async () => {
    const { id, draft } = await jobInReview(parts);
    const { say } = await threadOf(id);
    const one = await say('ana', 'not like Mr Silva');
    const two = await say('ana', 'and shorter');
    const held = await claim(parts, id);
    await parts.agent.recordDraft(held, {
      version: 2,
      reason: 'not like Mr Silva\nand shorter',
      read_upto: 1e9,
      content: { ...draft.content, title: 'Version 2' },
      artifacts: draft.artifacts,
      finals: [],
    });
    await showAll(parts);
    expect(await parts.bot.deleteMessage(at(one.ts))).toBe(true);
    // Steps are drawn a second apart, whenever that is.
    expect((await showAll(parts)).filter((kind) => kind !== 'progress')).toEqual(['card']);
    const { rows } = await database.owner.query(
      'select version, reason from content.drafts where job_id = $1 order by version',
      [id],
    );
    expect(rows).toEqual([
      { version: 1, reason: null },
      { version: 2, reason: 'and shorter' },
    ]);
    expect(await parts.bot.deleteMessage(at(two.ts))).toBe(true);
  });

  it('of messages that belong to no job are ignored', async () => {
    await showAll(parts);
    expect(await parts.bot.editMessage({ ...at('404.1'), text: 'x' })).toBe('unknown');
    expect(await parts.bot.deleteMessage(at('404.1'))).toBe(false);
  });
});

describe('a job that is started in a thread of people', () => {
  const head = (n: number) => `17000000${String(n).padStart(2, '0')}.000100`;
  /** Draws what waits; the opening message stands at `briefTs`. */
  async function showWithBriefAt(briefTs: string) {
    const items = await parts.bot.claimOutbox('b', 20);
    for (const item of items) {
      const ts = item.kind === 'brief' ? briefTs : `${Number(briefTs.slice(0, 10)) + 1}.00000${item.id % 10}`;
      await parts.bot.settleOutbox({ id: item.id, fence: item.fence, ts, revision: item.revision });
    }
    return items;
  }
  const say = (thread_ts: string, ts: string) =>
    parts.bot.recordMessage({ ...at(ts), thread_ts, author_id: 'ana', text: 'shorter' });

  it('is shown there, is claimed once its opening message stands there, and hears what comes after it', async () => {
    const thread_ts = head(1);
    const id = await startJob(parts, 'ana', false, { thread_ts });
    expect(await parts.agent.claimJob('test runner', ['carousel'])).toBeNull();
    const [brief] = await showWithBriefAt('1700000150.000100');
    expect(brief).toMatchObject({ kind: 'brief', thread_ts });
    expect((await parts.bot.getJob(id))?.thread_ts).toBe(thread_ts);
    await recordVersion(parts, await claim(parts, id), 1);
    expect((await showWithBriefAt('1700000150.000100')).map((item) => item.thread_ts)).toEqual(
      expect.arrayContaining([thread_ts]),
    );
    expect((await say(thread_ts, '1700000140.000100')).outcome).toBe('no_job');
    expect(await say(thread_ts, '1700000160.000100')).toMatchObject({ outcome: 'taken', job_id: id });
  });

  it('is the only one there until it ends; the next one then hears what is written', async () => {
    const thread_ts = head(2);
    const first = await startJob(parts, 'ana', true, { thread_ts });
    await expect(startJob(parts, 'bia', true, { thread_ts })).rejects.toMatchObject({
      code: 'thread_has_job',
    });
    await parts.bot.cancelJob(first, 'ana');
    const second = await startJob(parts, 'bia', true, { thread_ts });
    expect((await parts.bot.getJob(second))?.thread_ts).toBe(thread_ts);
    expect((await say(thread_ts, '1700000290.000100')).job_id).toBe(second);
    await endAllJobs(database);
    expect(await say(thread_ts, '1700000291.000100')).toMatchObject({ outcome: 'kept', job_id: second });
  });

  it('cannot be started where another job has opened the thread, until that has ended', async () => {
    const opened = await startJob(parts, 'ana', false);
    await showWithBriefAt(head(3));
    await expect(startJob(parts, 'bia', false, { thread_ts: head(3) })).rejects.toMatchObject({
      code: 'thread_has_job',
    });
    await parts.bot.cancelJob(opened, 'ana');
    const id = await startJob(parts, 'bia', false, { thread_ts: head(3) });
    await showWithBriefAt('1700000350.000100');
    expect((await parts.bot.getJob(id))?.thread_ts).toBe(head(3));
  });

  it('of two at once is one', async () => {
    const both = await Promise.allSettled(
      ['ana', 'bia'].map((person) => startJob(parts, person, false, { thread_ts: head(4) })),
    );
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not tried again while another one is open there', async () => {
    const thread_ts = head(5);
    const failed = await startJob(parts, 'ana', true, { thread_ts });
    await parts.agent.failJob(await claim(parts, failed), { code: 'x', message: 'x' }, null);
    const other = await startJob(parts, 'bia', true, { thread_ts });
    expect(await parts.bot.retryJob(failed, 'ana')).toEqual({ outcome: 'thread_has_job', status: 'failed' });
    await parts.bot.cancelJob(other, 'bia');
    expect((await parts.bot.retryJob(failed, 'ana')).outcome).toBe('done');
  });

  it('opens a thread of its own when that one is gone', async () => {
    const id = await startJob(parts, 'ana', false, { thread_ts: head(6) });
    const [brief] = await parts.bot.claimOutbox('b', 10);
    if (!brief) throw new Error('nothing claimed');
    await parts.bot.failOutbox(brief, { code: 'thread_not_found', retry_in_s: 0, maybe_posted: false });
    const [again] = await showWithBriefAt('1700000650.000100');
    expect(again).toMatchObject({ kind: 'brief', thread_ts: null });
    expect((await parts.bot.getJob(id))?.thread_ts).toBe('1700000650.000100');
  });

  it('reads the material of its brief as often as it asks, and a job that does not name it never', async () => {
    const text = 'colega 1: a passivação protege o titânio';
    const { upload_id } = await parts.bot.putUpload({
      team_id: TEAM,
      person_id: 'ana',
      name: 'Conversa em #marketing',
      mime: 'text/plain',
      base64: Buffer.from(text).toString('base64'),
    });
    const held = await claim(parts, await startJob(parts, 'ana', true, { thread_ts: head(7), upload_id }));
    await parts.agent.getUpload(held, upload_id);
    const again = await parts.agent.getUpload(held, upload_id);
    expect(Buffer.from(again?.base64 ?? '', 'base64').toString()).toBe(text);
    await endAllJobs(database);
    const other = await claim(parts, await startJob(parts, 'ana'));
    expect(await parts.agent.getUpload(other, upload_id)).toBeNull();
  });

  it('is a draft in a thread of Slack, and nothing else', async () => {
    await expect(startJob(parts, 'ana', false, { thread_ts: '1.1' })).rejects.toMatchObject({
      code: 'bad_thread',
    });
  });
});
