import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { brandKitFile, houseRulesFile } from '../../testing/seed.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';
const TEAM = 'T0GREENLIGHT';

describe('/knowledge on a Slack stand-in and the real database', () => {
  const on = useBot();
  const owner = (sql: string, ...values: unknown[]) => on.database.owner.query(sql, values);

  beforeAll(async () => {
    await owner('select content.set_house_rules($1, $2, $3)', TEAM, 'seed', JSON.stringify(houseRulesFile));
    await owner('select content.set_brand_kit($1, $2, $3)', TEAM, 'seed', JSON.stringify(brandKitFile));
    for (let n = 1; n <= 10; n++) {
      const document = {
        team_id: TEAM,
        person_id: n % 2 ? 'U0MARINA' : 'U0PEDRO',
        title: `Documento ${n} <!channel> *x*`,
        language: 'pt',
        url: null,
        text: `Este é o documento número ${n}. A passivação do titânio segue a norma ${n}.`,
      };
      await owner('select content.add_document($1)', JSON.stringify(document));
    }
  });
  beforeEach(async () => {
    await on.workspace.call('DELETE', 'faults');
    await on.cancelOpenJobs();
  });

  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const seen = (text: string, userId = 'U0MARINA') =>
    waitFor(
      async () => (await on.workspace.messages(CHANNEL, { userId })).findLast((m) => shows(m, text)),
      `"${text}" for ${userId}`,
    );
  const knowledge = (userId: string, text: string) =>
    on.workspace.command(userId, CHANNEL, '/knowledge', text);
  const form = (userId: string) =>
    waitFor(async () => (await on.workspace.views(userId)).modals.at(-1), `a form for ${userId}`);
  const job = async (topic: string) => {
    const found = await owner(
      'select type, brief, status from content.jobs where brief ->> $1 = $2',
      'topic',
      topic,
    );
    return found.rows[0] as { type: string; brief: { source: { upload_id: string } } } | undefined;
  };

  it('starts a job for a page, which shows in the channel, once for one press', async () => {
    const answer = await knowledge('U0MARINA', 'add https://example.com/a Uma página');
    expect(JSON.stringify(answer.ack)).toContain('Got it');
    await seen('Uma página');
    expect(await job('Uma página')).toMatchObject({
      type: 'knowledge',
      brief: { source: { kind: 'url', url: 'https://example.com/a' }, title: 'Uma página' },
    });
  });

  it('reads a file of the form from Slack and keeps its bytes for the agent', async () => {
    await knowledge('U0MARINA', 'adicionar');
    const { id } = await form('U0MARINA');
    const bytes = Buffer.from('# Prazos\n\nSeis semanas, e não menos: 🦷.\n');
    const file = { name: 'prazos.md', base64: bytes.toString('base64') };
    const answer = await on.workspace.submit('U0MARINA', id, { file: { file: { files: [file] } } });
    expect(answer.response).toEqual({});
    const { brief } = await waitFor(() => job('prazos.md'), 'the job');
    const kept = await owner(
      'select name, mime, bytes from content.uploads where id = $1',
      brief.source.upload_id,
    );
    expect(kept.rows[0]).toEqual({ name: 'prazos.md', mime: 'text/markdown', bytes });
  });

  it('shows private pages of documents, removes one and brings it back', async () => {
    await knowledge('U0MARINA', 'list');
    const list = await seen('10 documents');
    expect(list.ephemeral).toBe(true);
    expect((await on.workspace.messages(CHANNEL, { userId: 'U0PEDRO' })).some((m) => m.ts === list.ts)).toBe(
      false,
    );
    expect(shows(list, 'Documento 10 <!channel> *x*')).toBe(true);
    await on.workspace.click('U0MARINA', CHANNEL, list.ts, 'knowledge_older');
    expect((await seen('9 to 10 of 10')).ts).toBe(list.ts);
    const value =
      JSON.stringify(list.blocks).match(/"knowledge_remove".*?"value":"((?:[^"\\]|\\.)*)"/)?.[1] ?? '';
    await on.workspace.click('U0MARINA', CHANNEL, list.ts, 'knowledge_remove', {
      value: JSON.parse(`"${value}"`) as string,
    });
    const removed = await seen('Removed: ');
    expect(shows(removed, '9 documents')).toBe(true);
    await on.workspace.click('U0MARINA', CHANNEL, removed.ts, 'knowledge_restore');
    expect(shows(await seen('Restored'), '10 documents')).toBe(true);
    await knowledge('U0MARINA', 'remove inexistente');
    await seen('nothing was removed');
    await knowledge('U0MARINA', 'remove documento 4');
    await seen('Only <@U0PEDRO>, who added it');
  });

  it('searches, and marks what it found', async () => {
    await knowledge('U0MARINA', 'search passivacao quântica');
    const found = await seen('What the knowledge base says');
    expect(shows(found, '{"type":"text","text":"passivação","style":{"bold":true}}')).toBe(true);
    expect(shows(found, 'In none of these: quântica')).toBe(true);
  });

  it('keeps what an admin typed when the rules changed under the form, and saves it on top', async () => {
    await knowledge('U0RENATA', 'rules');
    const rules = await seen('House rules, version 1', 'U0RENATA');
    await on.workspace.click('U0RENATA', CHANNEL, rules.ts, 'knowledge_add_rule');
    const first = await form('U0RENATA');
    const milagroso = {
      pattern: { pattern: 'milagroso' },
      reason: { reason: 'Sem prova.' },
      language: { language: 'pt' },
    };
    expect((await on.workspace.submit('U0RENATA', first.id, milagroso)).response).toEqual({});
    const changed = await seen('Version 2 is in force', 'U0RENATA');
    expect(changed.ts).toBe(rules.ts);

    await on.workspace.click('U0RENATA', CHANNEL, rules.ts, 'knowledge_edit_voice');
    const voice = await form('U0RENATA');
    await on.workspace.click('U0RENATA', CHANNEL, rules.ts, 'knowledge_back_to');
    await seen('Version 3 is in force: back to version 1', 'U0RENATA');
    const typed = { voice: { voice: 'Direto ao ponto.' } };
    const stale = await on.workspace.submit('U0RENATA', voice.id, typed);
    expect(JSON.stringify(stale.response)).toContain('<@U0RENATA> changed this meanwhile: version 3');
    const again = await form('U0RENATA');
    expect((await on.workspace.submit('U0RENATA', again.id, typed)).response).toEqual({});
    expect(shows(await seen('Version 4 is in force', 'U0RENATA'), 'Direto ao ponto.')).toBe(true);

    await knowledge('U0PEDRO', 'rules history');
    const history = await seen('Version 4 (in force): changed the voice', 'U0PEDRO');
    expect(shows(history, 'Version 2: added the rule')).toBe(true);
    expect(shows(history, 'knowledge_back_to')).toBe(false);
  });

  it('starts the drawing of a brand kit for an admin, and goes on after a restart', async () => {
    await knowledge('U0RENATA', 'brand');
    const brand = await seen('Brand kit, version 1', 'U0RENATA');
    await on.stopBot();
    await on.startAgain();
    await on.workspace.click('U0RENATA', CHANNEL, brand.ts, 'knowledge_change_brand');
    const { id } = await form('U0RENATA');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>';
    const logo = { logo: { files: [{ name: 'l.svg', base64: Buffer.from(svg).toString('base64') }] } };
    const wrong = await on.workspace.submit('U0RENATA', id, { accent: { accent: 'red' } });
    expect(JSON.stringify(wrong.response)).toContain('no colour');
    const answer = await on.workspace.submit('U0RENATA', id, {
      name: { name: 'Alba Nova' },
      accent: { accent: '#3af2a2' },
      logo,
    });
    expect(answer.response).toEqual({});
    expect(await waitFor(() => job('Alba Nova'), 'the job')).toMatchObject({
      type: 'brand_kit',
      brief: { base_version: 1, kit: { name: 'Alba Nova', logo_svg: svg, colors: { accent: '#3AF2A2' } } },
    });
  });

  it('refuses guests everywhere and answers outside its channels', async () => {
    for (const text of ['list', 'search titânio', 'rules', 'brand', 'add']) await knowledge('U0GUEST', text);
    await waitFor(async () => {
      const told = await on.workspace.messages(CHANNEL, { userId: 'U0GUEST' });
      return told.filter((m) => shows(m, 'Guests cannot use')).length === 5;
    }, 'five answers');
    await on.workspace.command('U0MARINA', 'C0RANDOM', '/knowledge', 'list');
    const outside = await waitFor(
      async () =>
        (await on.workspace.messages('C0RANDOM', { userId: 'U0MARINA' })).find((m) =>
          shows(m, '10 documents'),
        ),
      'the list in #random',
    );
    await on.workspace.click('U0MARINA', 'C0RANDOM', outside.ts, 'knowledge_older');
    await waitFor(
      async () =>
        (await on.workspace.messages('C0RANDOM', { userId: 'U0MARINA' })).some((m) =>
          shows(m, '9 to 10 of 10'),
        ),
      'its next page',
    );
  });
});
