import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAtRows, openTable, SLICE } from '../bot/leads/look-at-file.ts';
import { connectDatabase } from '../platform/db.ts';
import { silentLog } from '../platform/log.ts';
import { outreachForBot } from '../ports/outreach.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';

const TEAM = 'T0BENCH';
const ROWS = 10_000;

/**
 * A file of 10,000 people, as the bot reads it, previews it, imports it, previews it again and rolls it back: rows a second,
 * over the HTTP gateway, one question after the other.
 */
export async function benchLeads(): Promise<Record<string, Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  try {
    const { owner } = supabase;
    await owner.query('select platform.install_team($1)', [
      JSON.stringify({ team_id: TEAM, name: 'Bench', locale: 'en', sandbox: true }),
    ]);
    await owner.query('select platform.note_person($1)', [
      JSON.stringify({ team_id: TEAM, user_id: 'ana', name: 'Ana', tz: 'UTC', is_guest: false }),
    ]);
    const outreach = outreachForBot(
      connectDatabase({
        url: supabase.url,
        publishableKey: supabase.publishableKey,
        token: await supabase.token('greenlight_bot'),
        fetch: supabase.fetch,
      })('outreach'),
    );
    const rows: Record<string, Record<string, number>> = {};
    const timed = async <T>(row: string, work: () => Promise<T> | T): Promise<T> => {
      const from = performance.now();
      const answer = await work();
      const seconds = (performance.now() - from) / 1000;
      rows[row] = { seconds: Math.round(seconds * 10) / 10, 'rows a second': Math.round(ROWS / seconds) };
      return answer;
    };
    const bytes = Buffer.from(fileOf(ROWS));
    const file = { kind: 'read' as const, name: 'bench.csv', extension: 'csv', bytes };
    const opened = await timed('read', () => openTable(file, null));
    if ('kind' in opened) throw new Error(`Cannot read the file of the bench: ${JSON.stringify(opened)}`);
    const plan = { tag: 'bench', title: 'bench.csv' };
    const look = await timed('preview, all new', () => lookAtRows(outreach, TEAM, opened, plan));
    const started = await outreach.startImport({
      team_id: TEAM,
      person_id: 'ana',
      channel_id: 'C0BENCH',
      thread_ts: null,
      message_ts: '1.1',
      title: plan.title,
      file_hash: opened.table.hash,
      plan: { file: 'F0BENCH', columns: [], tag: plan.tag },
      total: ROWS,
    });
    const batch = started.batch ?? (await outreach.claimLeadBatch());
    if (!batch) throw new Error('Cannot start the import of the bench');
    const { batch_id, fence } = batch;
    await timed('import, all new', async () => {
      for (let from = 0; from < ROWS; from += SLICE) {
        const until = Math.min(from + SLICE, ROWS);
        await outreach.importRows({ batch_id, fence, from, until, rows: look.rows.slice(from, until) });
      }
    });
    await outreach.endImport({ batch_id, fence, error: null, counts: {} });
    await timed('preview, all known', () => lookAtRows(outreach, TEAM, opened, plan));
    await owner.query(`begin;
      create temp table leads as select * from outreach.leads where team_id = '${TEAM}';
      create temp table versions as select v.* from outreach.lead_versions v join leads l on l.id = v.lead_id;
      create temp table names as select n.* from outreach.lead_identities n join leads l on l.id = n.lead_id;
      delete from outreach.leads where team_id = '${TEAM}'`);
    // Nothing is read, compared or scored: what is stored, with its indexes and keys.
    await timed('floor of the import: its rows inserted as they are stored', () =>
      owner.query(`insert into outreach.leads select * from leads;
        insert into outreach.lead_versions select * from versions;
        insert into outreach.lead_identities select * from names`),
    );
    await owner.query('rollback');
    await outreach.startRollback(TEAM, batch_id, 'ana');
    await timed('rollback', async () => {
      while ((await outreach.rollBackLeads(batch_id, fence, 200)).outcome === 'done');
    });
    return rows;
  } finally {
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileOf(count: number): string {
  const lines = Array.from({ length: count }, (_, i) =>
    [
      'Ana',
      `Conceição ${i}`,
      i % 3 ? 'Gerente de Compras' : 'Head of Quality',
      `Hospital ${i % 900} Ltda`,
      `https://www.hospital-${i % 900}.example/sobre`,
      `ana.${i}@hospital-${i % 900}.example`,
      '51-200',
      'Brasil',
      `https://br.linkedin.com/in/ana-concei%C3%A7%C3%A3o-${i}/pt?trk=x`,
    ].join(';'),
  );
  return `Nome;Sobrenome;Cargo;Empresa;Site;E-mail;Funcionários;País;LinkedIn\n${lines.join('\n')}\n`;
}
