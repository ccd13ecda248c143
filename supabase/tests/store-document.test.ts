import { createHash } from 'node:crypto';
import fc from 'fast-check';
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

const standing = async () =>
  (await parts.bot.listDocuments(TEAM, { offset: 0, limit: 0, matching: null })).total;
const hash = (n: number) => createHash('md5').update(`${n}`).digest('hex');
const textOf = async (id: string) =>
  (await database.owner.query('select text from content.documents where id = $1', [id])).rows[0]?.text;

describe('store_document()', () => {
  it('keeps the text with its passages, what it came from and who gave it', async () => {
    const text = '# Titanium\n\nGrade 23 is used for implants.';
    const page = aPage('https://a.example/titanium', { title: 'Titanium', text, language: 'en' });
    const { document_id, ...rest } = await addDocument(parts, page, { requester: 'bia' });
    expect(rest).toEqual({ passages: 1, known: false, replaced: null });
    const { documents } = await parts.bot.listDocuments(TEAM, { offset: 0, limit: 1, matching: null });
    expect(documents[0]).toMatchObject({
      id: document_id,
      title: 'Titanium',
      kind: 'url',
      url: page.url,
      added_by: 'bia',
      passages: 1,
      characters: text.length,
    });
    expect(Date.parse(documents[0]?.fetched_at ?? '')).toBe(Date.parse(page.fetched_at ?? ''));
    const { passages } = await parts.agent.searchKnowledge(TEAM, 'implants', 'en', 5);
    expect(passages).toMatchObject([{ document_id, text, url: page.url, start_at: 0, end_at: text.length }]);
  });

  it('takes nothing from a worker that lost the job', async () => {
    const held = await holdJob(parts);
    const before = await standing();
    await expect(
      parts.agent.storeDocument({ ...held, fence: held.fence - 1 }, aDocument()),
    ).rejects.toMatchObject({ code: 'lost_lease' });
    await parts.bot.cancelJob(held.id, 'ana');
    await expect(parts.agent.storeDocument(held, aDocument())).rejects.toMatchObject({ code: 'lost_lease' });
    expect(await standing()).toBe(before);
  });

  it('answers a rerun of the job as before, with any text that it reads this time and any end of the document', async () => {
    const first = await holdJob(parts);
    const stored = await parts.agent.storeDocument(first, aFile('rerun.md'));
    await parts.agent.giveBackJob(first);
    const again = await parts.agent.claimJob('other runner', ['knowledge']);
    const held = { id: first.id, fence: again?.fence ?? 0 };
    expect(held.fence).toBeGreaterThan(first.fence);
    expect(await parts.agent.storeDocument(held, aFile('rerun.md'))).toEqual(stored);
    await parts.bot.removeDocument(TEAM, stored.document_id, 'ana');
    expect(await parts.agent.storeDocument(held, aFile('rerun.md'))).toEqual(stored);
    expect(await foundIds(parts, 'text number')).not.toContain(stored.document_id);
    const { rows } = await database.owner.query(
      'select count(*)::int as n from content.documents where file_name = $1',
      ['rerun.md'],
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('keeps a text once, and says that it was known', async () => {
    const document = aDocument();
    const first = await addDocument(parts, document);
    const before = await standing();
    const again = await addDocument(parts, { ...document, title: 'Another' }, { requester: 'bia' });
    expect(again).toEqual({ ...first, known: true });
    expect(await standing()).toBe(before);
    const elsewhere = await addDocument(parts, document, { team: OTHER_TEAM });
    expect(elsewhere).toMatchObject({ known: false });
    expect(elsewhere.document_id).not.toBe(first.document_id);
  });

  it('keeps a text once when jobs bring it in the same moment', async () => {
    const document = aPage('https://a.example/race');
    const held = [];
    for (const requester of ['ana', 'ana', 'bia', 'leo']) held.push(await holdJob(parts, { requester }));
    const stored = await Promise.all(held.map((h) => parts.agent.storeDocument(h, document)));
    expect(stored.map((s) => s.known).sort()).toEqual([false, true, true, true]);
    expect(new Set(stored.map((s) => s.document_id)).size).toBe(1);
  });

  it.each([
    ['a page', () => aPage('https://a.example/price')],
    ['a file', () => aFile('prices.md')],
  ])('puts %s in the place of what the same person brought from there before', async (_what, make) => {
    const { text, ...again } = make();
    const old = await addDocument(parts, { ...again, text });
    const others = await addDocument(parts, make(), { requester: 'bia' });
    expect(others.replaced).toBeNull();
    const next = await addDocument(parts, make());
    expect(next).toMatchObject({ replaced: old.document_id, known: false });
    const listed = await parts.bot.listDocuments(TEAM, {
      offset: 0,
      limit: 10,
      matching: again.url ?? again.file_name,
    });
    expect(listed.documents.map((d) => d.id).sort()).toEqual([next.document_id, others.document_id].sort());
    expect(await textOf(old.document_id)).toBe(text);
    const back = await addDocument(parts, { ...again, text });
    expect(back).toMatchObject({ replaced: next.document_id, known: false });
  });

  it('leaves one standing when a person brings two texts from one address in the same moment', async () => {
    const held = [await holdJob(parts), await holdJob(parts), await holdJob(parts)];
    await Promise.all(held.map((h) => parts.agent.storeDocument(h, aFile('at-once.md'))));
    expect(
      await parts.bot.listDocuments(TEAM, { offset: 0, limit: 10, matching: 'at-once.md' }),
    ).toMatchObject({
      total: 1,
    });
  });

  it('hides what a person brought from an address, also when another person brought its new text first', async () => {
    const old = await addDocument(parts, aPage('https://a.example/news'));
    const news = aPage('https://a.example/news');
    const first = await addDocument(parts, news, { requester: 'bia' });
    expect(await addDocument(parts, news)).toEqual({ ...first, known: true, replaced: old.document_id });
    expect(await addDocument(parts, news)).toEqual({ ...first, known: true });
    const { documents } = await parts.bot.listDocuments(TEAM, {
      offset: 0,
      limit: 9,
      matching: 'a.example/news',
    });
    expect(documents.map((d) => d.id)).toEqual([first.document_id]);
    expect((await parts.bot.restoreDocument(TEAM, old.document_id, 'ana')).outcome).toBe('done');
  });

  it('never takes a pasted text for another one, nor a page for a file', async () => {
    const pasted = [await addDocument(parts, aDocument()), await addDocument(parts, aDocument())];
    expect(pasted.map((p) => p.replaced)).toEqual([null, null]);
    await addDocument(parts, aFile('https://a.example/name'));
    expect((await addDocument(parts, aPage('https://a.example/name'))).replaced).toBeNull();
  });

  it('lets a page of one job be found by that job alone', async () => {
    const held = await holdJob(parts, { type: 'blog' });
    const { document_id, ...rest } = await parts.agent.storeDocument(
      held,
      aPage('https://a.example/alone', { scope: 'job', text: 'Quasars outshine galaxies.' }),
    );
    expect(rest).toEqual({ passages: 1, known: false, replaced: null });
    const other = await holdJob(parts, { type: 'blog' });
    expect(await foundIds(parts, 'quasars', { job_id: held.id })).toEqual([document_id]);
    expect(await foundIds(parts, 'quasars')).toEqual([]);
    expect(await foundIds(parts, 'quasars', { job_id: other.id })).toEqual([]);
    expect(await foundIds(parts, 'quasars', { job_id: held.id, team: OTHER_TEAM })).toEqual([]);
    expect((await parts.bot.searchKnowledge(TEAM, 'quasars', null, 5)).passages).toEqual([]);
    const listed = await parts.bot.listDocuments(TEAM, { offset: 0, limit: 5, matching: 'alone' });
    expect(listed).toEqual({ documents: [], total: 0 });
    expect((await parts.bot.removeDocument(TEAM, document_id, 'rui')).outcome).toBe('not_found');
    expect((await parts.bot.restoreDocument(TEAM, document_id, 'rui')).outcome).toBe('not_found');
  });

  it('reads pages of one job as any number of jobs do, and what the team has as the team does', async () => {
    const page = aPage('https://a.example/twice', { scope: 'job', text: 'Pulsars tick.' });
    const [one, two] = [await holdJob(parts, { type: 'blog' }), await holdJob(parts, { type: 'blog' })];
    const first = await parts.agent.storeDocument(one, page);
    const moved = await parts.agent.storeDocument(one, { ...page, url: 'https://a.example/moved' });
    expect(moved).toEqual({ ...first, known: true });
    const second = await parts.agent.storeDocument(two, page);
    expect(second).toMatchObject({ known: false });
    expect(second.document_id).not.toBe(first.document_id);
    const team = await addDocument(parts, { ...page, scope: 'team' });
    expect(team).toMatchObject({ known: false, replaced: null });
    const three = await holdJob(parts, { type: 'blog' });
    expect(await parts.agent.storeDocument(three, page)).toMatchObject({
      known: true,
      document_id: team.document_id,
    });
  });

  it.each([
    ['scope', 'world'],
    ['scope', null],
    ['kind', 'seed'],
    ['kind', null],
    ['language', 'es'],
    ['language', null],
  ])('refuses %s %s', async (field, value) => {
    const held = await holdJob(parts);
    const before = await standing();
    await expect(parts.agent.storeDocument(held, { ...aDocument(), [field]: value })).rejects.toMatchObject({
      code: 'bad_document',
    });
    expect(await standing()).toBe(before);
  });

  it.each([
    ['no title', { title: ' ' }],
    ['no text', { text: '' }],
    ['text that is null', { text: null as unknown as string }],
    ['white space and marks for a text', { text: ' \n\u00a0\t—…!\n' }],
  ])('refuses %s', async (_what, more) => {
    const held = await holdJob(parts);
    await expect(parts.agent.storeDocument(held, aDocument(more))).rejects.toMatchObject({ code: 'no_text' });
    expect(await parts.agent.storeDocument(held, aDocument())).toMatchObject({ known: false });
  });

  it('takes 500,000 characters, counted as people do, and not one more', async () => {
    const held = await holdJob(parts);
    const text = `${'😀'.repeat(992)} words. `.repeat(500);
    expect([...text]).toHaveLength(500_000);
    await expect(parts.agent.storeDocument(held, aDocument({ text: `${text}x` }))).rejects.toMatchObject({
      code: 'document_too_long',
    });
    expect(await parts.agent.storeDocument(held, aDocument({ text }))).toMatchObject({ known: false });
  });

  it('cuts a long title and keeps the document', async () => {
    const { document_id } = await addDocument(parts, aDocument({ title: 'T'.repeat(400) }));
    const { documents } = await parts.bot.listDocuments(TEAM, { offset: 0, limit: 1, matching: null });
    expect(documents[0]).toMatchObject({ id: document_id, title: 'T'.repeat(300) });
  });

  it('reads the line ends of Windows as its own', async () => {
    const text = '# One\r\n\r\nFirst line\r\nsecond line.\r\n\r\nThird, alone.';
    const { document_id } = await addDocument(parts, aDocument({ text }));
    expect(await textOf(document_id)).toBe(text.replaceAll('\r\n', '\n'));
    expect(await addDocument(parts, aDocument({ text: text.replaceAll('\r\n', '\n') }))).toMatchObject({
      known: true,
      document_id,
    });
  });

  it('deletes the upload that it was read from, in the moment of storing', async () => {
    const upload = (person_id: string) =>
      parts.bot.putUpload({ team_id: TEAM, person_id, name: 'a.md', mime: 'text/markdown', base64: 'YQ==' });
    const [{ upload_id }, { upload_id: other }] = [await upload('ana'), await upload('ana')];
    const held = await holdJob(parts, { upload: upload_id });
    await expect(parts.agent.storeDocument(held, aFile('a.md', { text: '' }))).rejects.toThrow();
    expect(await parts.agent.getUpload(held, upload_id)).toMatchObject({ base64: 'YQ==' });
    await parts.agent.storeDocument(held, aFile('a.md'));
    expect(await parts.agent.getUpload(held, upload_id)).toBeNull();
    const next = await holdJob(parts, { upload: other });
    expect(await parts.agent.getUpload(next, other)).toMatchObject({ base64: 'YQ==' });
  });

  it("leaves another person's upload alone, though its job's brief names it", async () => {
    const { upload_id } = await parts.bot.putUpload({
      team_id: TEAM,
      person_id: 'bia',
      name: 'b.md',
      mime: 'text/markdown',
      base64: 'Yg==',
    });
    await addDocument(parts, aFile('b.md'), { requester: 'ana', upload: upload_id });
    const held = await holdJob(parts, { requester: 'bia', upload: upload_id });
    expect(await parts.agent.getUpload(held, upload_id)).toMatchObject({ base64: 'Yg==' });
  });

  it('takes an address of any length, as the web has them', async () => {
    const url = `https://a.example/${Array.from({ length: 250 }, (_, n) => hash(n)).join('')}`;
    expect(url.length).toBeGreaterThan(8_000);
    const old = await addDocument(parts, aPage(url));
    expect((await addDocument(parts, aPage(url))).replaced).toBe(old.document_id);
    expect((await addDocument(parts, aPage(`${url}x`))).replaced).toBeNull();
  });

  it('writes down who added what and what took its place', async () => {
    const old = await addDocument(parts, aFile('log.md'));
    const next = await addDocument(parts, aFile('log.md'));
    const { rows } = await database.owner.query(
      `select action, person_id, by_document_id from content.document_log where document_id = $1 order by id`,
      [old.document_id],
    );
    expect(rows).toEqual([
      { action: 'added', person_id: 'ana', by_document_id: null },
      { action: 'replaced', person_id: 'ana', by_document_id: next.document_id },
    ]);
  });
});

describe('store_document() is done within the time that a call has, for', () => {
  const lines = Array.from({ length: 7_400 }, (_, n) =>
    `Line ${n} of a report that has no empty line at all`.padEnd(50 + (n % 9), '.'),
  );
  it.each([
    ['398,000 characters without an empty line', lines.join('\n').slice(0, 398_000)],
    ['130,000 lines of two characters', 'a.\n'.repeat(130_000)],
    [
      'one line of 398,000 characters',
      'The quick brown fox jumps over it. '.repeat(11_372).slice(0, 398_000),
    ],
    [
      '25,000 different words',
      Array.from({ length: 25_000 }, (_, n) =>
        n.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[+d] ?? ''),
      ).join(' '),
    ],
  ])('%s', async (_what, text) => {
    const { document_id } = await addDocument(parts, aDocument({ text }));
    expect(await textOf(document_id)).toBe(text);
    await database.owner.query('delete from content.documents where id = $1', [document_id]);
  });
});

describe('cut_passages()', () => {
  interface Cut {
    start_at: number;
    end_at: number;
    passage: string;
  }
  const cut = async (text: string) =>
    (await database.owner.query('select * from content.cut_passages($1) order by ordinal', [text]))
      .rows as unknown as Cut[];

  function expectSlices(text: string, passages: Cut[]) {
    const characters = [...text];
    let upto = 0;
    for (const p of passages) {
      expect(characters.slice(p.start_at, p.end_at).join('')).toBe(p.passage);
      expect(characters.slice(upto, p.start_at).join('').trim()).toBe('');
      expect(p.end_at - p.start_at).toBeGreaterThan(0);
      expect(p.end_at - p.start_at).toBeLessThanOrEqual(2000);
      expect(p.passage.trim()).not.toBe('');
      upto = p.end_at;
    }
    expect(characters.slice(upto).join('').trim()).toBe('');
  }

  const word = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('titânio', 'lote.', 'não', 'ISO 13485,', 'fim!', '“sim”', 'e') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('👩‍🔬', '😀', 'e\u0301', 'a\u0303o', '\u00a0', '𝒳', '\u200b', '#', '…)'),
    },
    { weight: 1, arbitrary: fc.integer({ min: 300, max: 3000 }).map((n) => 'pneumo'.repeat(n / 6)) },
    { weight: 1, arbitrary: fc.integer({ min: 300, max: 3000 }).map((n) => '😀'.repeat(n)) },
  );
  const line = fc
    .tuple(fc.array(word, { maxLength: 400 }), fc.constantFrom(' ', ' ', '  ', '\u00a0', '\t'))
    .map(([words, space]) => words.join(space));
  const block = fc.oneof(
    fc
      .tuple(fc.constantFrom('# ', '## ', '###### '), fc.constantFrom('Materiais', 'Validação 😀', ''))
      .map((h) => h.join('')),
    fc.array(line, { maxLength: 4 }).map((l) => l.join('\n')),
    fc
      .array(fc.constantFrom('- item um', '- item dois', '| a | b |'), { maxLength: 80 })
      .map((l) => l.join('\n')),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((s) => s.replaceAll('\0', '')),
    fc.constantFrom('', ' ', '\n', '\u00a0', ' \n\t'),
  );
  const text = fc
    .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n', '\n\n\n\n', '\n \n')), { maxLength: 14 })
    .map((blocks) => blocks.map((b) => b.join('')).join(''));

  it('answers slices of the text in order, with nothing but white space between them, none too long', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (t) => expectSlices(t, await cut(t))),
      { numRuns: 120, interruptAfterTimeLimit: 4_000 },
    );
  });

  it.each([
    ['no text', ''],
    ['white space', ' \n\n\u00a0\n'],
    ['headings alone', '# One\n\n## Two\n\n### Three'],
    ['a heading at the end', `${'word '.repeat(139)}\n\n# Last`],
    ['many headings before a long paragraph', `${'## A heading\n\n'.repeat(60)}${'word '.repeat(240)}`],
    ['a word of 5000 emoji', '👍'.repeat(5_000)],
    ['a sentence of 5000 characters', 'word '.repeat(1_000)],
    ['50,000 paragraphs of one character', 'a\n\n'.repeat(50_000)],
    ['one word of 100,000 characters', 'x'.repeat(100_000)],
    ['one line of spaces around a word', `${' '.repeat(200_000)}word${' '.repeat(200_000)}`],
    ['5,000 headings in a row', '# Heading of a part\n\n'.repeat(5_000)],
  ])('cuts %s', async (_what, t) => expectSlices(t, await cut(t)));

  it('keeps a heading with what follows it, and names it for what follows further down', async () => {
    const paragraph = (n: number) => `Paragraph ${n} ${'with words '.repeat(55)}`.trim();
    const t = `# Cutting\n\n${paragraph(1)}\n\n${paragraph(2)}\n\n## Deburring\n\n${paragraph(3)}\n\n${paragraph(4)}`;
    const rows = (await cut(t)) as (Cut & { heading: string | null })[];
    expect(rows.map((r) => [r.passage.split(' ').slice(0, 3).join(' '), r.heading])).toEqual([
      ['# Cutting\n\nParagraph 1', null],
      ['Paragraph 2 with', 'Cutting'],
      ['## Deburring\n\nParagraph 3', null],
      ['Paragraph 4 with', 'Deburring'],
    ]);
  });
});

describe('prune_checkpoints()', () => {
  it('deletes the pages of a job that ended, not those that its approved draft quotes nor those of the team', async () => {
    const page = (url: string) => aPage(url, { scope: 'job' });
    const approved = await holdJob(parts, { type: 'carousel' });
    const quoted = await parts.agent.storeDocument(approved, page('https://a.example/quoted'));
    const unused = await parts.agent.storeDocument(approved, page('https://a.example/unused'));
    await approveQuoting(parts, approved, quoted.document_id);
    await endAllJobs(database);
    const other = await holdJob(parts, { type: 'blog' });
    const gone = await parts.agent.storeDocument(other, page('https://a.example/gone'));
    const team = await parts.agent.storeDocument(other, aPage('https://a.example/stays'));
    const running = await holdJob(parts, { type: 'blog' });
    const young = await parts.agent.storeDocument(running, page('https://a.example/young'));
    await database.owner.query(
      `update content.jobs set status = case when status = 'completed' then status else 'cancelled' end, leased_until = null, worker = null, ended_at = platform.now() - interval '31 days'
       where id = any ($1)`,
      [[approved.id, other.id]],
    );
    await database.owner.query('select content.prune_checkpoints(30)');
    const kept = [quoted, team, young].map((k) => k.document_id);
    const all = [quoted, unused, gone, team, young].map((k) => k.document_id);
    const { rows } = await database.owner.query('select id from content.documents where id = any ($1)', [
      all,
    ]);
    expect(rows.map((r) => r.id).sort()).toEqual(kept.sort());
  });
});
