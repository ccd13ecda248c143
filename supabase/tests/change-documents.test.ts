import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, endAllJobs, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';
import {
  aDocument,
  addDocument,
  aFile,
  aPage,
  approveQuoting,
  foundIds,
  holdJob,
  installOtherTeam,
  OTHER_TEAM,
} from '../../testing/supabase/documents.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await installOtherTeam(database);
});
beforeEach(() => endAllJobs(database));

const remove = (id: string, person = 'ana', team = TEAM) => parts.bot.removeDocument(team, id, person);
const restore = (id: string, person = 'ana', team = TEAM) => parts.bot.restoreDocument(team, id, person);
const list = (matching: string | null, page: { offset?: number; limit?: number; team?: string } = {}) =>
  parts.bot.listDocuments(page.team ?? TEAM, { offset: page.offset ?? 0, limit: page.limit ?? 50, matching });
const idsOf = async (matching: string) => (await list(matching)).documents.map((d) => d.id);
const logOf = async (id: string) =>
  (
    await database.owner.query(
      `select concat_ws(' ', action, 'by', person_id) as line from content.document_log where document_id = $1 order by id`,
      [id],
    )
  ).rows.map((r) => r.line);

describe('remove_document()', () => {
  it('hides a document from searches and lists, for the one who added it', async () => {
    const { document_id } = await addDocument(
      parts,
      aDocument({ text: 'Zirconia is a ceramic.', title: 'Z' }),
    );
    expect(await foundIds(parts, 'zirconia')).toEqual([document_id]);
    expect(await remove(document_id)).toMatchObject({
      outcome: 'done',
      document: { id: document_id, removed_by: 'ana', removed_at: expect.any(String), passages: 1 },
    });
    expect(await foundIds(parts, 'zirconia')).toEqual([]);
    expect((await parts.bot.searchKnowledge(TEAM, 'zirconia', 'en', 5)).passages).toEqual([]);
    expect(await idsOf('Z')).not.toContain(document_id);
    expect(await logOf(document_id)).toEqual(['added by ana', 'removed by ana']);
  });

  it.each([
    ['bia', 'not_allowed'],
    ['leo', 'not_allowed'],
    ['gil', 'not_allowed'],
    ['nobody', 'not_allowed'],
    ['rui', 'done'],
  ])('of a document that ana added, by %s: %s', async (person, outcome) => {
    const { document_id } = await addDocument(parts, aDocument());
    const answer = await remove(document_id, person);
    expect(answer).toMatchObject({ outcome, document: { id: document_id } });
    expect(answer.document?.removed_at === null).toBe(outcome !== 'done');
    expect(await logOf(document_id)).toHaveLength(outcome === 'done' ? 2 : 1);
  });

  it('is not for someone who has become a guest', async () => {
    const { document_id } = await addDocument(parts, aDocument(), { requester: 'bia' });
    const note = (is_guest: boolean) =>
      database.owner.query('select platform.note_person($1)', [
        JSON.stringify({ team_id: TEAM, user_id: 'bia', name: 'bia', is_guest }),
      ]);
    await note(true);
    const answer = await remove(document_id, 'bia');
    await note(false);
    expect(answer.outcome).toBe('not_allowed');
  });

  it('says that it is removed already, and by whom', async () => {
    const { document_id } = await addDocument(parts, aDocument());
    await remove(document_id, 'rui');
    expect(await remove(document_id)).toMatchObject({ outcome: 'already', document: { removed_by: 'rui' } });
    expect(await logOf(document_id)).toEqual(['added by ana', 'removed by rui']);
  });

  it('is done once by two at once', async () => {
    const { document_id } = await addDocument(parts, aDocument());
    const answers = await Promise.all([remove(document_id), remove(document_id, 'rui'), remove(document_id)]);
    expect(answers.map((a) => a.outcome).sort()).toEqual(['already', 'already', 'done']);
    expect(await logOf(document_id)).toHaveLength(2);
  });

  it('knows no document of another team, in which the person may be an admin', async () => {
    const { document_id } = await addDocument(parts, aDocument());
    const absent = { outcome: 'not_found', document: null };
    expect(await remove(document_id, 'ana', OTHER_TEAM)).toEqual(absent);
    expect(await restore(document_id, 'ana', OTHER_TEAM)).toEqual(absent);
    expect(await remove('no such id')).toEqual(absent);
    expect(await restore('no such id')).toEqual(absent);
  });

  it('leaves drafts their evidence', async () => {
    const { document_id } = await addDocument(parts, aDocument({ text: 'A text that is quoted.' }));
    const held = await holdJob(parts, { type: 'carousel' });
    await approveQuoting(parts, held, document_id);
    await remove(document_id);
    await endAllJobs(database);
    await database.owner.query(
      `update content.jobs set ended_at = now() - interval '31 days' where id = $1`,
      [held.id],
    );
    await database.owner.query('select content.prune_checkpoints(30)');
    const { rows } = await database.owner.query('select text from content.passages where id = $1', [
      `${document_id}#0`,
    ]);
    expect(rows).toEqual([{ text: 'A text that is quoted.' }]);
    const drafts = await database.owner.query(
      `select d.status, d.content -> 'sources' -> 0 ->> 'document_id' as source from content.drafts d where d.job_id = $1`,
      [held.id],
    );
    expect(drafts.rows).toEqual([{ status: 'approved', source: document_id }]);
  });
});

describe('restore_document()', () => {
  it('brings a document back into searches and lists, for the one who added it or an admin', async () => {
    const { document_id } = await addDocument(
      parts,
      aDocument({ text: 'Tantalum is dense.', title: 'Tantalum' }),
    );
    await remove(document_id, 'rui');
    expect(await restore(document_id, 'leo')).toMatchObject({ outcome: 'not_allowed' });
    expect(await restore(document_id, 'gil')).toMatchObject({ outcome: 'not_allowed' });
    expect(await foundIds(parts, 'tantalum')).toEqual([]);
    expect(await restore(document_id)).toMatchObject({
      outcome: 'done',
      document: { removed_at: null, removed_by: null },
    });
    expect(await foundIds(parts, 'tantalum')).toEqual([document_id]);
    expect(await idsOf('tantalum')).toEqual([document_id]);
    expect((await restore(document_id)).outcome).toBe('already');
    expect(await logOf(document_id)).toEqual(['added by ana', 'removed by rui', 'restored by ana']);
  });

  it('names the document that has its text by now', async () => {
    const document = aDocument();
    const first = await addDocument(parts, document);
    await remove(first.document_id);
    const second = await addDocument(parts, document, { requester: 'bia' });
    expect(second.known).toBe(false);
    expect(await restore(first.document_id)).toMatchObject({
      outcome: 'same_text_exists',
      document: { id: second.document_id, added_by: 'bia' },
    });
    expect(await foundIds(parts, document.text)).not.toContain(first.document_id);
  });

  it('brings one of two documents with one text back when both are asked for at once', async () => {
    const document = aFile('same.md');
    const [one, two] = [
      await addDocument(parts, document),
      await remove((await list('same.md')).documents[0]?.id ?? '').then(() =>
        addDocument(parts, document, { requester: 'bia' }),
      ),
    ];
    await remove(two.document_id, 'bia');
    // What stands in their places goes with a restore, and stays without one.
    const after = [
      await addDocument(parts, aFile('same.md')),
      await addDocument(parts, aFile('same.md'), { requester: 'bia' }),
    ];
    const answers = await Promise.all([restore(one.document_id), restore(two.document_id, 'bia')]);
    expect(answers.map((a) => a.outcome).sort()).toEqual(['done', 'same_text_exists']);
    const [back] = new Set(answers.map((a) => a.document?.id));
    const kept = back === one.document_id ? after[1] : after[0];
    expect((await idsOf('same.md')).sort()).toEqual([back, kept?.document_id].sort());
  });

  it('undoes a replacement, back and forth', async () => {
    const old = await addDocument(parts, aPage('https://a.example/swap'));
    const next = await addDocument(parts, aPage('https://a.example/swap'));
    const bystander = await addDocument(parts, aPage('https://a.example/swap'), { requester: 'bia' });
    const standing = async () => (await idsOf('a.example/swap')).filter((id) => id !== bystander.document_id);
    expect(await standing()).toEqual([next.document_id]);
    expect((await restore(old.document_id, 'rui')).outcome).toBe('done');
    expect(await standing()).toEqual([old.document_id]);
    expect((await restore(next.document_id)).outcome).toBe('done');
    expect(await standing()).toEqual([next.document_id]);
    expect(await idsOf('a.example/swap')).toContain(bystander.document_id);
    expect(await logOf(old.document_id)).toEqual([
      'added by ana',
      'replaced by ana',
      'restored by rui',
      'replaced by ana',
    ]);
  });

  it('leaves one standing of an address when several are asked for at once', async () => {
    for (const round of ['alpha', 'beta', 'gamma']) {
      const url = `https://a.example/several/${round}`;
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) ids.push((await addDocument(parts, aPage(url))).document_id);
      const answers = await Promise.all(ids.slice(0, 3).map((id) => restore(id)));
      expect(answers.map((a) => a.outcome)).toEqual(['done', 'done', 'done']);
      expect(await idsOf(url)).toHaveLength(1);
    }
  });

  it('and remove_document() wait for one another and for what replaces the document in the same moment', async () => {
    for (const round of ['alpha', 'beta', 'gamma', 'delta']) {
      const name = `busy-${round}.md`;
      const old = await addDocument(parts, aFile(name));
      const shown = await addDocument(parts, aFile(name));
      const held = await holdJob(parts);
      const text = `${'A word of a longer text. '.repeat(2_000)}${round}`;
      const [stored, ...changes] = await Promise.all([
        parts.agent.storeDocument(held, aFile(name, { text })),
        remove(shown.document_id),
        restore(old.document_id),
        remove(old.document_id, 'rui'),
      ]);
      expect(stored.known).toBe(false);
      for (const { outcome } of changes) expect(['done', 'already']).toContain(outcome);
      expect((await idsOf(name)).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('list_documents()', () => {
  it('answers pages of the newest first, with how many there are', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.unshift((await addDocument(parts, aDocument({ title: `Paged ${n}` }))).document_id);
    }
    expect(await idsOf('paged')).toEqual(ids);
    const pages = [];
    for (const offset of [0, 2, 4, 6]) pages.push(await list('paged', { offset, limit: 2 }));
    expect(pages.flatMap((p) => p.documents.map((d) => d.id))).toEqual(ids);
    expect(pages.map((p) => [p.documents.length, p.total])).toEqual([
      [2, 5],
      [2, 5],
      [1, 5],
      [0, 5],
    ]);
    expect((await list('paged', { offset: -3, limit: -1 })).documents).toEqual([]);
  });

  it('shows documents of one moment in one order, each once', async () => {
    await database.owner.query(
      `select content.add_document(jsonb_build_object('team_id', $1::text, 'person_id', 'rui', 'title', 'Seeded ' || n, 'language', 'en', 'text', 'seed ' || n))
       from generate_series(1, 7) n`,
      [TEAM],
    );
    await database.owner.query(`update content.documents set created_at = now() where title like 'Seeded %'`);
    const all = await idsOf('seeded');
    const paged: string[] = [];
    for (let offset = 0; offset < 7; offset += 3) {
      paged.push(...(await list('seeded', { offset, limit: 3 })).documents.map((d) => d.id));
    }
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(7);
  });

  it('finds words anywhere in title, file name and address, without case and accents', async () => {
    const { document_id } = await addDocument(
      parts,
      aPage('https://alba.example/Qualidade/iso-13485', { title: 'Validação de Processos' }),
    );
    const { document_id: file } = await addDocument(
      parts,
      aFile('Relatório_Anual.PDF', { title: 'Processos' }),
    );
    for (const words of ['validacao', 'PROCESSOS validação', 'idade', '13485 alba', 'process iso']) {
      expect(await idsOf(words), words).toEqual([document_id]);
    }
    expect(await idsOf('relatorio anual')).toEqual([file]);
    expect(await idsOf('processos')).toEqual([file, document_id]);
    expect(await idsOf('processos anual iso')).toEqual([]);
    expect((await list('The text with number')).total).toBe(0);
  });

  it.each(['%', '_', '', ' ', "'; --", '.*', 'x'.repeat(5_000)])(
    'takes "%.20s" as words',
    async (matching) => {
      const { total } = await list(matching);
      expect([0, (await list(null)).total]).toContain(total);
    },
  );

  it('shows nothing of another team', async () => {
    const mine = await addDocument(parts, aDocument({ title: 'Teamwork' }));
    const theirs = await addDocument(parts, aDocument({ title: 'Teamwork' }), { team: OTHER_TEAM });
    expect(await idsOf('teamwork')).toEqual([mine.document_id]);
    expect((await list('teamwork', { team: OTHER_TEAM })).documents.map((d) => d.id)).toEqual([
      theirs.document_id,
    ]);
    expect(await list(null, { team: 'T9' })).toEqual({ documents: [], total: 0 });
    expect(await foundIds(parts, 'teamwork', { team: OTHER_TEAM })).toEqual([theirs.document_id]);
  });
});
