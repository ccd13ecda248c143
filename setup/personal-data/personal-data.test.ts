import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  installTeam,
  recordVersion,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';
import { mintToken, programRequest } from '../../testing/supabase/programs.ts';
import { storedTables } from './catalog.ts';
import { leadTables } from './lead-tables.ts';
import { ownWords, personColumns } from './member-tables.ts';
import { tellPersonalData } from './tell-personal-data.ts';

const database = useDatabase();
const { query } = database.owner;
const folder = mkdtempSync(join(tmpdir(), 'greenlight-personal-data-'));
afterAll(() => rmSync(folder, { recursive: true }));
const page = readFileSync('docs/personal-data.md', 'utf8');
let n = 0;

beforeAll(() => installTeam(database));
const tell = async (about: 'lead' | 'member', words: string) => {
  n += 1;
  const file = join(folder, `${n}.json`);
  await tellPersonalData(
    { teamId: TEAM, query: (sql, values) => query(sql, values), say: () => {}, nowMs: 0 },
    { about, words, file },
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  return { text, data: JSON.parse(text) };
};

describe('docs/personal-data.md', () => {
  it('names every table that has a column of a member or a lead, by the schema as it is', async () => {
    const tables = await storedTables((sql) => query(sql));
    const personal = tables.filter(
      ({ name, columns }) =>
        personColumns(columns.keys()).length > 0 || columns.has('lead_id') || leadTables[name] !== undefined,
    );
    expect(personal.length).toBeGreaterThan(55);
    // A file has no person but by its job.
    const unnamed = personal.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``));
    expect(unnamed).toEqual(['content.artifacts']);
  });

  it('names no table that is not there, and the export none either', async () => {
    const tables = new Map((await storedTables((sql) => query(sql))).map((table) => [table.name, table]));
    const named = [...page.matchAll(/`((?:content|outreach|platform)\.\w+)`/g)].map(([, name = '']) => name);
    const exported = [...Object.keys(leadTables), ...Object.keys(ownWords)];
    expect([...named, ...exported].filter((name) => !tables.has(name))).toEqual([]);
    const columns = [
      ...Object.entries(leadTables).flatMap(([name, { only = [] }]) => only.map((column) => [name, column])),
      ...Object.entries(ownWords).flatMap(([name, words]) =>
        Object.entries(words).flatMap(([who, own]) => [who, ...own].map((column) => [name, column])),
      ),
    ];
    expect(columns.filter(([name = '', column = '']) => !tables.get(name)?.columns.has(column))).toEqual([]);
  });
});

describe('npm run personal-data -- member', () => {
  let parts: Awaited<ReturnType<typeof connectParts>>;
  let jobId: string;
  beforeAll(async () => {
    parts = await connectParts(database);
    const token = await mintToken(database, { webhook_url: 'https://a.example/h', webhook_secret: 'WHSEC' });
    ({ job_id: jobId } = await parts.bot.startProgramJob(programRequest(token.id, 'of ana')));
    await showAll(parts);
    const draft = await recordVersion(parts, await claim(parts, jobId), 1);
    await showAll(parts);
    await parts.bot.recordReview({
      job_id: jobId,
      version: 1,
      hash: draft.hash,
      reviewer_id: 'leo',
      decision: 'request_changes',
      note: 'LEO WISHES SHORTER',
    });
  });

  it('tells what they asked for, decided and wrote, and no word of others', async () => {
    const ana = await tell('member', 'ana');
    expect(ana.data).toMatchObject({
      about: 'member',
      user_id: 'ana',
      stored: {
        'platform.people': [{ as: ['user_id', 'name'], name: 'ana', role: 'member' }],
        'content.jobs': [
          { id: jobId, as: expect.arrayContaining(['requester_id']), brief: { topic: 'brief of ana' } },
        ],
        'content.job_tokens': [{ as: ['people'] }],
      },
    });
    expect(ana.data.files.length).toBeGreaterThan(0);
    expect(ana.text).not.toContain('LEO WISHES');
    const leo = await tell('member', 'leo');
    expect(leo.data.stored).toMatchObject({
      'content.reviews': [
        { as: ['reviewer_id'], decision: 'request_changes', note: 'LEO WISHES SHORTER', job_id: jobId },
      ],
    });
    expect(leo.text).not.toContain('brief of ana');
    const bia = await tell('member', 'bia');
    expect(bia.data.stored['content.job_tokens']).toMatchObject([
      { as: ['owner_id'], types: expect.any(Array) },
    ]);
    expect(`${ana.text}${bia.text}`).not.toMatch(/WHSEC|secret/i);
  });

  it('finds an id in lists and JSON of a table that no one has listed, and tells no words of it', async () => {
    await query(
      `create table content.planted (team_id text, id text, seen text[], deep jsonb, words text);
       insert into content.planted values ('${TEAM}', '1', '{bia,mia}', '{}', 'SECRET'), ('${TEAM}', '2', '{}', '[{"who": ["mia"]}]', 'SECRET'),
         ('${TEAM}', '3', '{}', '{"name": "mia maria"}', 'SECRET'), ('T-OTHER', '4', '{mia}', '{}', 'SECRET')`,
    );
    const { data, text } = await tell('member', 'mia');
    await query('drop table content.planted');
    expect(data.stored['content.planted']).toEqual([
      { as: ['seen'], team_id: TEAM, id: '1' },
      { as: ['deep'], team_id: TEAM, id: '2' },
    ]);
    expect(text).not.toContain('SECRET');
  });

  it('says what is accepted for an unknown person, and writes over no file', async () => {
    await expect(tell('member', 'U0NONE')).rejects.toMatchObject({ code: 'not_known' });
    expect(existsSync(join(folder, `${n}.json`))).toBe(false);
    await tell('member', 'ana');
    n -= 1;
    await expect(tell('member', 'ana')).rejects.toMatchObject({ code: 'file_exists' });
  });
});

describe('npm run personal-data -- lead', () => {
  const add = (slug: string, name: string) =>
    query('select outreach.add_lead($1)', [
      JSON.stringify({ team_id: TEAM, profile_url: `https://www.linkedin.com/in/${slug}`, name }),
    ]);
  beforeEach(async () => {
    await add('ana-paz', 'Ana Paz');
    await add('ana-paz-2', 'Ana Paz Lima');
  });

  it('asks which one, where a name is of several, and says what is accepted for an unknown one', async () => {
    await expect(tell('lead', 'ana')).rejects.toMatchObject({
      code: 'several',
      message: expect.stringContaining('https://www.linkedin.com/in/ana-paz-2'),
    });
    await expect(tell('lead', 'Zebedeu')).rejects.toMatchObject({ code: 'not_known' });
  });

  it('tells where words of others name the person, and nothing of the same name in another team', async () => {
    await query(`insert into content.documents (team_id, kind, title, language, text, sha256, added_by)
      select t, 'file', 'Visita', 'pt', 'Recebidos por ANA PAZ na sala ' || t, encode(sha256(convert_to(t, 'UTF8')), 'hex'), 'bia'
      from unnest(array['${TEAM}']) t`);
    await query(`select platform.install_team('{"team_id": "T-OTHER", "name": "Others"}')`);
    await query(`insert into content.documents (team_id, kind, title, language, text, sha256, added_by)
      values ('T-OTHER', 'file', 'Ana Paz', 'pt', 'FOREIGN Ana Paz', repeat('0', 64), 'x')`);
    const { data, text } = await tell('lead', 'https://br.linkedin.com/in/ana-paz/');
    expect(data.stored['outreach.leads']).toMatchObject([{ name: 'Ana Paz' }]);
    expect(data.named_elsewhere['content.documents']).toMatchObject([
      { says: { text: [`Recebidos por ANA PAZ na sala ${TEAM}`] } },
    ]);
    expect(text).not.toContain('FOREIGN');
  });
});
