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
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

let stamps = 0;
async function say(jobId: string, author_id: string, text: string) {
  const { rows } = await database.owner.query('select thread_ts from content.jobs where id = $1', [jobId]);
  stamps += 1;
  const ts = `900.${stamps}`;
  const where = { team_id: TEAM, channel_id: 'C1', ts };
  await parts.bot.recordMessage({
    ...where,
    thread_ts: String(rows[0]?.thread_ts),
    author_id,
    text,
  } as never);
  return where;
}

/** The next version of a job that a person replied to, with `title`, and its first slide's `body`. */
async function nextVersion(jobId: string, version: number, title: string) {
  const held = await claim(parts, jobId);
  const upto = held.resume && 'messages' in held.resume ? (held.resume.messages.at(-1)?.id ?? null) : null;
  return recordVersion(parts, held, version, title, {}, true, upto);
}

function approve(jobId: string, draft: { version: number; hash: string }, reviewer_id: string) {
  const { version, hash } = draft;
  return parts.bot.recordReview({
    job_id: jobId,
    version,
    hash,
    reviewer_id,
    decision: 'approve',
    note: null,
  });
}

describe('text that a person gives word for word', () => {
  it.each([
    ['slide 1: troque o título por "Titânio limpo"', 'Titânio limpo'],
    ['troque o título por “Titânio limpo”, por favor', 'TITÂNIO LIMPO'],
    ['title: «Clean titanium»', 'Clean titanium'],
    ["title should be 'Clean titanium'", 'Clean titanium.'],
    ['use `Clean titanium` as title', 'Clean **titanium**'],
    ['título: Titânio limpo', 'Titânio limpo'],
    ['slide 1: título: Titânio: limpo sempre', 'Titânio: limpo sempre'],
    ['> Titânio limpo', 'Titânio limpo'],
    ['troque o título por Titânio limpo sempre', 'Titânio limpo sempre'],
    ['the title should read Clean titanium wins.', 'Clean titanium wins'],
    ['quero ver escrito ali titânio é leve e resistente, ok?', 'Titânio é leve e resistente'],
    ['troque "x" por "ágil"', 'Um processo ágil'],
  ])('is by the hand of the person who wrote %j, who does not approve it', async (words, title) => {
    const { id } = await jobInReview(parts);
    await say(id, 'leo', words);
    const second = await nextVersion(id, 2, title);
    expect(second.authors).toEqual(['leo']);
    expect(await approve(id, second, 'leo')).toMatchObject({
      outcome: 'not_allowed',
      reason: 'author',
      approvers: ['rui', 'mia'],
    });
    expect(await approve(id, second, 'mia')).toMatchObject({ outcome: 'decided' });
  });

  it.each([
    ['um título mais curto sobre limpeza', 'Limpeza validada'],
    ['tire "Version 1" do título', 'Outro título'],
    ['"Titânio limpo" não, melhor outra coisa', 'Outro título'],
    ['slide 1: mais curto', 'Curto'],
    ['de onde vem "Version 1"?', 'Version 1 bis'],
  ])('has no author when only a wish led to it: %j', async (words, title) => {
    const { id } = await jobInReview(parts);
    await say(id, 'leo', words);
    const second = await nextVersion(id, 2, title);
    expect(second.authors).toEqual([]);
    expect(await approve(id, second, 'leo')).toMatchObject({ outcome: 'decided' });
  });

  it('counts in a change note, and as long as the text stands in later versions', async () => {
    const { id, click } = await jobInReview(parts);
    await click('leo', 'request_changes', 'título: "Titânio limpo"');
    const second = await nextVersion(id, 2, 'Titânio limpo');
    expect(second.authors).toEqual(['leo']);
    await say(id, 'mia', 'adicione no fim "para sempre"');
    const third = await nextVersion(id, 3, 'Titânio limpo para sempre');
    expect(third.authors).toEqual(['leo', 'mia']);
    expect(await approve(id, third, 'leo')).toMatchObject({ reason: 'author' });
    expect(await approve(id, third, 'mia')).toMatchObject({ reason: 'author' });
    await say(id, 'ana', 'outro título');
    const fourth = await nextVersion(id, 4, 'Outra coisa');
    expect(fourth.authors).toEqual([]);
    expect(await approve(id, fourth, 'leo')).toMatchObject({ outcome: 'decided' });
  });

  it('stays by its author when the message is edited or deleted while it is read', async () => {
    for (const change of ['edit', 'delete'] as const) {
      const { id } = await jobInReview(parts);
      const where = await say(id, 'leo', 'título: "Titânio limpo"');
      const held = await claim(parts, id);
      if (change === 'edit') await parts.bot.editMessage({ ...where, text: 'mais curto' });
      else await parts.bot.deleteMessage(where);
      const second = await recordVersion(parts, held, 2, 'Titânio limpo', {}, true, 1e9);
      expect(second.authors).toEqual(['leo']);
      const { rows } = await database.owner.query(
        'select text, as_read from content.chat_history where slack_ts = $1',
        [where.ts],
      );
      if (change === 'delete') expect(rows).toEqual([{ text: '', as_read: null }]);
      await parts.bot.cancelJob(id, 'ana');
    }
  });
});

describe('delete_message()', () => {
  const reasons = async (jobId: string) => {
    const { rows } = await database.owner.query(
      'select version, reason from content.drafts where job_id = $1 order by version',
      [jobId],
    );
    return rows.map((r) => r.reason);
  };
  async function answered(jobId: string, version: number, reason: string) {
    const held = await claim(parts, jobId);
    const upto = held.resume && 'messages' in held.resume ? (held.resume.messages.at(-1)?.id ?? null) : null;
    return recordVersion(parts, held, version, `V ${version}`, {}, true, upto, reason);
  }

  it('of a guest’s "não", or of the same words by another person, takes nothing from a reason', async () => {
    const { id } = await jobInReview(parts);
    await say(id, 'leo', 'não diga que não há risco');
    await answered(id, 2, 'não diga que não há risco');
    for (const [who, words] of [
      ['gil', 'não'],
      ['bia', 'não diga que não há risco'],
      ['gil', ' '],
    ] as const) {
      await parts.bot.deleteMessage(await say(id, who, words));
      expect((await reasons(id))[1]).toBe('não diga que não há risco');
    }
  });

  it('never changes the note of a change request, nor the reason of a version that people decided on', async () => {
    const { id, click } = await jobInReview(parts);
    const mine = await say(id, 'bia', 'não cite preços');
    await click('leo', 'request_changes', 'não cite preços');
    const second = await answered(id, 2, 'não cite preços');
    await parts.bot.deleteMessage(mine);
    expect((await reasons(id))[1]).toBe('não cite preços');
    const asked = await say(id, 'ana', 'mais curto');
    const third = await answered(id, 3, 'mais curto');
    await approve(id, third, 'leo');
    await parts.bot.deleteMessage(asked);
    expect((await reasons(id))[2]).toBe('mais curto');
    const { rows } = await database.owner.query('select note from content.reviews where draft_id = $1', [
      second.id,
    ]);
    expect(rows).toEqual([]);
    const notes = await database.owner.query(
      `select note from content.reviews where job_id = $1 and decision = 'request_changes'`,
      [id],
    );
    expect(notes.rows).toEqual([{ note: 'não cite preços' }]);
  });

  it('takes its own line alone from an open version, also after an edit, and all of a reason told otherwise', async () => {
    const { id } = await jobInReview(parts);
    const one = await say(id, 'ana', 'não');
    const two = await say(id, 'leo', 'não mude o título');
    await answered(id, 2, 'não\nnão mude o título');
    await parts.bot.editMessage({ ...one, text: 'sim' });
    await parts.bot.deleteMessage(one);
    expect((await reasons(id))[1]).toBe('não mude o título');
    await parts.bot.deleteMessage(two);
    expect((await reasons(id))[1]).toBeNull();
    const three = await say(id, 'ana', 'mais curto');
    await answered(id, 3, 'Pedido: mais curto');
    await parts.bot.deleteMessage(three);
    expect((await reasons(id))[2]).toBeNull();
  });

  it('of words that are being read keeps them off the card that comes of it', async () => {
    const { id } = await jobInReview(parts);
    const one = await say(id, 'ana', 'como o Sr. Silva');
    await say(id, 'leo', 'mais curto');
    const held = await claim(parts, id);
    await parts.bot.deleteMessage(one);
    await recordVersion(parts, held, 2, 'V 2', {}, true, 1e9, 'como o Sr. Silva\nmais curto');
    expect((await reasons(id))[1]).toBe('mais curto');
  });
});
