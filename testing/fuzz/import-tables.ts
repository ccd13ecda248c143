import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hasAddress, mappingWords } from '../../bot/leads/lead-columns.ts';
import { openTable } from '../../bot/leads/look-at-file.ts';
import { carry } from '../../bot/leads/run-batches.ts';
import type { FileRead } from '../../bot/slack/read-slack-file.ts';
import { silentLog } from '../../platform/log.ts';
import type { OutreachForBot } from '../../ports/outreach.ts';
import { outreachDesk } from '../bot/outreach.ts';
import type { FuzzWorld } from './send-inputs.ts';
import { tableInput } from './table-inputs.ts';

const ok = async () => ({ ok: true, ts: '1.1', file_id: 'F9', upload_url: 'https://files.example/up' });
const slack = {
  'chat.update': ok,
  'chat.postMessage': ok,
  'files.getUploadURLExternal': ok,
  'files.completeUploadExternal': ok,
};

/**
 * Imports files of leads on the real SQL: each is refused with a word, or ends as applied with every row counted.
 *
 * @returns What is wrong with one of them; null: nothing.
 */
export async function importTables(
  { query }: Pick<FuzzWorld, 'query'>,
  outreach: OutreachForBot,
  teamId: string,
  answers: Record<string, number>,
  { seed, count }: { seed: number; count: number },
): Promise<string | null> {
  let n = 0;
  const told = (word: string) => {
    answers[word] = (answers[word] ?? 0) + 1;
  };
  const checked = await fc.check(
    fc.asyncProperty(tableInput, async ({ bytes, columns }) => {
      n += 1;
      const file: FileRead = { kind: 'read', name: 'leads.csv', extension: 'csv', bytes };
      const opened = openTable(file, columns);
      if ('kind' in opened) return told(opened.kind === 'table' ? opened.fault : 'file');
      if (!hasAddress(opened.mapping)) return told('no column with addresses');
      const { batch } = await outreach.startImport({
        team_id: teamId,
        person_id: 'U0MARINA',
        channel_id: 'C0SALES',
        thread_ts: null,
        message_ts: `m${n}`,
        title: 'leads.csv',
        file_hash: createHash('sha256').update(bytes).digest('hex'),
        plan: { file: 'F1', columns: mappingWords(opened.mapping), tag: null },
        total: opened.table.rows.length,
      });
      const claimed = await outreach.claimLeadBatch();
      if (!claimed || claimed.batch_id !== batch?.batch_id)
        throw new Error(`The batch that was started is not the next: ${JSON.stringify(claimed)}`);
      let warned = '';
      const log = {
        ...silentLog,
        warn: (event: string, fields?: { error?: unknown }) => {
          warned = `${event}: ${String(fields?.error)}`;
        },
      };
      const { outreachDesk: desk } = outreachDesk(outreach, slack, {
        readFile: async () => file,
        fetch: async () => new Response('ok'),
        log,
      });
      await carry(desk, claimed, new AbortController().signal);
      const { rows } = await query(
        'select status, total, done, error from outreach.lead_batches where id = $1',
        [claimed.batch_id],
      );
      const [end] = rows;
      if (warned !== '' || end?.status !== 'applied' || end.done !== end.total)
        throw new Error(
          `An import ends as ${JSON.stringify(end)}, ${warned}: ${JSON.stringify(bytes.toString('latin1').slice(0, 1000))}`,
        );
      told('applied');
    }),
    { seed, numRuns: count, endOnFailure: true },
  );
  return checked.failed ? String(checked.errorInstance) : null;
}

/** What an import left half: batches that go on, and leads without an address. */
export async function halfImported({ query }: Pick<FuzzWorld, 'query'>): Promise<string[]> {
  const { rows } = await query(
    `select 'import that has not ended: ' || b.id as fault from outreach.lead_batches b where b.status = 'running'
     union all select 'lead without an address: ' || l.id from outreach.leads l
       where not exists (select from outreach.lead_identities i where i.lead_id = l.id)`,
  );
  return rows.map(({ fault }) => String(fault));
}
