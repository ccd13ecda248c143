import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('/leads on a Slack stand-in and the real database', () => {
  const on = useBot();
  beforeEach(async () => {
    await on.workspace.call('DELETE', 'faults');
  });

  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const seen = (text: string, userId = 'U0MARINA') =>
    waitFor(
      async () => (await on.workspace.messages(CHANNEL, { userId })).findLast((m) => shows(m, text)),
      `"${text}" for ${userId}`,
    );
  const leads = (userId: string, text: string) => on.workspace.command(userId, CHANNEL, '/leads', text);
  const form = (userId: string) =>
    waitFor(async () => (await on.workspace.views(userId)).modals.at(-1), `a form for ${userId}`);
  const click = (userId: string, message: SeenMessage, action: string) => {
    const value = new RegExp(`"${action}"(?:(?!"action_id").)*?"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(
      JSON.stringify(message.blocks),
    )?.[1];
    return on.workspace.click(userId, CHANNEL, message.ts, action, {
      value: JSON.parse(`"${value ?? ''}"`) as string,
    });
  };
  async function previewOf(name: string, csv: string, tag = '') {
    await leads('U0MARINA', 'import');
    const { id } = await form('U0MARINA');
    const file = { name, base64: Buffer.from(csv).toString('base64') };
    const answer = await on.workspace.submit('U0MARINA', id, {
      file: { file: { files: [file] } },
      tag: { tag },
    });
    expect(answer.response).toEqual({});
    return waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL)).findLast(
          (m) => shows(m, `Import of ${name}`) && shows(m, 'Nothing is stored yet'),
        ),
      `the preview of ${name}`,
    );
  }
  const stored = async () => {
    const { rows } = await on.database.owner.query('select count(*)::int as n from outreach.leads');
    return Number(rows[0]?.n);
  };
  const lead = async (slug: string) => {
    const { rows } = await on.database.owner.query('select * from outreach.leads where profile_url like $1', [
      `%/in/${slug}`,
    ]);
    return rows[0] ?? {};
  };

  const CSV = [
    '\ufeffNome;Cargo;Empresa;LinkedIn;Funcionários;Nota',
    'Ana Paz;Compradora;Alba;https://br.linkedin.com/in/Ana-Paz/pt;11-50;=1+1',
    '"Bia\nLuz";Diretora;Alba;linkedin.com/in/bia-luz;nov/50;',
    'Outra Ana;;;http://www.linkedin.com/in/ana-paz?trk=x;;',
    'Empresa;;;https://www.linkedin.com/company/alba;;',
    '=SUM(A1);Chefe;;https://www.linkedin.com/in/rui-mar;;',
  ].join('\r\n');

  it('previews a file and stores nothing before Import; imports it, tells its problems and takes it back', async () => {
    const before = await stored();
    const preview = await previewOf('feira.csv', CSV, 'Hospitalar');
    for (const text of [
      'Import of feira.csv',
      '5 rows',
      '3 new leads',
      '1 row repeats',
      'Row 5: the address of a company',
      'Left out: Nota',
    ]) {
      expect(shows(preview, text), text).toBe(true);
    }
    // Nothing of a person stands in the channel.
    expect(shows(preview, 'Ana Paz')).toBe(false);
    expect(await stored()).toBe(before);

    await Promise.all([click('U0PEDRO', preview, 'leads_import'), click('U0PEDRO', preview, 'leads_import')]);
    const done = await seen('Imported for');
    expect(done.ts).toBe(preview.ts);
    expect(shows(done, '3 new leads')).toBe(true);
    expect(await stored()).toBe(before + 3);
    expect(await lead('ana-paz')).toMatchObject({
      name: 'Ana Paz',
      headcount: 11,
      tags: ['Hospitalar'],
      source: 'feira.csv',
    });
    expect(await lead('bia-luz')).toMatchObject({ name: 'Bia Luz', headcount: null });
    expect(await lead('rui-mar')).toMatchObject({ name: null, title: 'Chefe' });
    const problems = await waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA', threadTs: done.ts })).find((m) =>
          shows(m, 'not imported'),
        ),
      'the problems',
    );
    expect(JSON.stringify(problems)).toContain('feira-problems.csv');

    const again = await previewOf('feira.csv', CSV, 'Hospitalar');
    expect(again.ts).not.toBe(done.ts);
    expect(shows(again, 'imported this same file before')).toBe(true);
    expect(shows(again, '3 leads are known and stay as they are')).toBe(true);
    expect(shows(again, 'leads_import')).toBe(false);

    await click('U0MARINA', done, 'leads_rollback');
    await seen('Only the person who began it');
    await click('U0PEDRO', done, 'leads_rollback');
    const back = await seen('Rolled back by <@U0PEDRO>');
    expect(back.ts).toBe(done.ts);
    expect(shows(back, '3 new leads removed')).toBe(true);
    expect(await stored()).toBe(before);
  });

  it('asks which column is which, of a file of a message, and looks again after a restart', async () => {
    const csv = 'a,b\nCaio,https://lnkd.in/x\nDora,https://www.linkedin.com/sales/lead/ACwAAdora1\n';
    const upload = await on.workspace.call('POST', 'message', {
      user_id: 'U0MARINA',
      channel_id: CHANNEL,
      text: 'a lista',
      files: [{ name: 'lista.csv', base64: Buffer.from(csv).toString('base64') }],
    });
    const threadTs = String(upload.ts);
    const inThread = (text: string) =>
      waitFor(
        async () =>
          (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA', threadTs })).findLast((m) =>
            shows(m, text),
          ),
        `"${text}" in the thread`,
      );
    await on.workspace.call('POST', 'shortcut', {
      user_id: 'U0MARINA',
      channel_id: CHANNEL,
      message_ts: threadTs,
      callback_id: 'import_leads',
    });
    const preview = await inThread('No column holds the address');
    await on.stopBot();
    await on.startAgain();
    await click('U0MARINA', preview, 'leads_columns');
    const columns = await waitFor(
      async () =>
        (await on.workspace.views('U0MARINA')).modals.find((m) =>
          JSON.stringify(m).includes('For example: Caio'),
        ),
      'the columns',
    );
    await on.workspace.submit('U0MARINA', columns.id, {
      column_0: { column_0: 'name' },
      column_1: { column_1: 'sales_profile' },
    });
    const looked = await inThread('1 new lead');
    expect(shows(looked, 'Row 2: a short link')).toBe(true);
    await click('U0PEDRO', looked, 'leads_dismiss');
    await inThread('cancelled. Nothing was stored');
  });

  it('brings a look at a file to its end that a bot left when it died', async () => {
    const preview = await previewOf('caiu.csv', 'name,linkedin\nCaio,in/caio-caiu\n');
    const { query } = on.database.owner;
    const file = /file\\*":\\*"(F[A-Z0-9]+)/.exec(JSON.stringify(preview.blocks))?.[1];
    // As a bot leaves it behind that dies before the preview: of the same file, with a tag that tells the two apart.
    await query(
      `insert into outreach.lead_batches (team_id, kind, status, title, person_id, channel_id, message_ts, plan, total, is_shown, leased_until)
       values ('T0GREENLIGHT', 'import', 'looking', 'caiu.csv', 'U0MARINA', $1, $2, $3, 1, false, platform.now())`,
      [CHANNEL, preview.ts, JSON.stringify({ file, columns: ['name', 'profile'], tag: 'Depois' })],
    );
    await waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL)).find((m) => m.ts === preview.ts && shows(m, 'Depois')),
      'the preview again',
    );
    await waitFor(
      async () =>
        (await query("select from outreach.lead_batches where status = 'looking'")).rows.length === 0,
      'the end of the look',
    );
  });

  it('shows a lead with sources, merges and splits, and refuses what is no file of leads', async () => {
    await previewOf(
      'two.csv',
      'name,company,linkedin\nIvo Sá,Alba,in/ivo-sa\nIvo Sa,ALBA,in/ivo-sa-2\n',
    ).then((m) => click('U0MARINA', m, 'leads_import'));
    await waitFor(async () => (await lead('ivo-sa-2')).name, 'the leads');
    await leads('U0PEDRO', 'show ivo');
    const several = await seen('Several people match', 'U0PEDRO');
    expect(several.ephemeral).toBe(true);
    await leads('U0PEDRO', 'mostrar https://www.linkedin.com/in/IVO-SA/');
    const shown = await seen('Perhaps the same person', 'U0PEDRO');
    expect(shows(shown, 'company: Alba (import of two.csv)')).toBe(true);
    await click('U0PEDRO', shown, 'leads_merge:0');
    const merged = await seen('The same person under another address', 'U0PEDRO');
    await click('U0PEDRO', merged, 'leads_split:0');
    await waitFor(async () => (await lead('ivo-sa-2')).same_as === null, 'the split');
    await leads('U0MARINA', 'rollback');
    expect(shows(await seen('Imports and enrichments'), 'two.csv')).toBe(true);
    await leads('U0MARINA', 'show Ninguém Assim');
    await seen('I know no person');

    await leads('U0MARINA', 'import');
    const { id } = await form('U0MARINA');
    const file = {
      name: 'x.csv',
      base64: Buffer.from('https://www.linkedin.com/in/ana,Ana').toString('base64'),
    };
    const refused = await on.workspace.submit('U0MARINA', id, { file: { file: { files: [file] } } });
    expect(JSON.stringify(refused.response)).toContain('already holds a person');
  });

  it('begins an enrichment as a job of its own, and says in its thread what was applied, with the way back', async () => {
    const { query } = on.database.owner;
    const { rows } = await query('select outreach.add_lead($1) as id', [
      JSON.stringify({
        ...{ team_id: 'T0GREENLIGHT', profile_url: 'in/enriched-one', name: 'Eva Rio', company: 'Alfa' },
        ...{ website: 'https://alfa.example/', industry: 'Hospital' },
      }),
    ]);
    const lead_id = rows[0]?.id;
    await leads('U0MARINA', 'enrich nobody:1');
    await seen('I know no field \\"nobody\\"');
    await leads('U0MARINA', 'enrich company:"No Such"');
    await seen('No lead matches that');
    await leads('U0MARINA', 'enriquecer company:alfa');
    expect((await seen('of 1 lead are being read')).ephemeral).toBe(true);
    const job = await waitFor(async () => {
      const found = await query(
        "select id, brief, thread_ts from content.jobs where type = 'lead_enrichment' and thread_ts is not null",
      );
      return found.rows[0] as { id: string; brief: { reference: string }; thread_ts: string } | undefined;
    }, 'the job');
    expect(await seen('Lead enrichment')).toMatchObject({ ts: job.thread_ts });
    await query("select content.hand_over('T0GREENLIGHT', 'lead_changes', 'changes', $1)", [
      JSON.stringify({
        ...{ batch_id: job.brief.reference, job_id: job.id, version: 1, thread_ts: job.thread_ts },
        approvals: [{ person_id: 'U0LUCIA', at: '2026-11-30T12:00:00Z' }],
        changes: [
          { lead_id, fields: { headcount: { value: 85, quote: 'São 85', url: 'https://alfa.example/' } } },
        ],
      }),
    ]);
    const applied = await waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL, { threadTs: job.thread_ts })).find((m) =>
          shows(m, 'Enrichment applied: 1 lead changed, 1 value.'),
        ),
      'what was applied',
    );
    expect(await lead('enriched-one')).toMatchObject({ headcount: 85, industry: 'Hospital' });
    await click('U0MARINA', applied, 'leads_rollback');
    await waitFor(async () => (await lead('enriched-one')).headcount === null, 'the rollback');
  });
});
