import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { Part } from '../../platform/part.ts';
import type { BrandKit, ContentForBot, Question } from '../../ports/content.ts';
import { bothParts, installKnowledge, installTeam, TEAM } from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { seededBrandKit } from '../../testing/seed.ts';
import { startAgents } from '../start.ts';
import { checkLogo } from './check-logo.ts';
import { drawApart } from './draw-apart.ts';
import { kitWarnings } from './kit-warnings.ts';

const { version: _, ...seeded } = seededBrandKit;
const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">${inside}</svg>`;

describe('checkLogo()', () => {
  it('takes a picture that is whole in itself', async () => {
    await checkLogo(seeded.logo_svg);
    await checkLogo(
      svg(
        '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs><rect width="96" height="96" fill="url(#g)"/>',
      ),
    );
  });

  it.each([
    ['active', svg('<script>x()</script><rect width="9" height="9"/>')],
    ['active', svg('<rect width="9" height="9" onclick="x()"/>')],
    ['active', svg('<foreignObject><p>x</p></foreignObject>')],
    ['active', `<!DOCTYPE svg [<!ENTITY a "x">]>${svg('<rect width="9" height="9"/>')}`],
    ['external', svg('<image href="http://x.test/a.png" width="9" height="9"/>')],
    ['external', svg('<rect width="9" height="9" fill="url(http://x.test/a)"/>')],
    ['external', svg('<use xlink:href="file:///etc/passwd"/>')],
    ['blank', svg('')],
    ['blank', svg('<rect width="96" height="96" fill="none"/>')],
    ['too_complex', svg('<filter id="f"><feTurbulence numOctaves="1000000"/></filter>')],
    ['too_complex', svg('<svg:feTurbulence/>')],
    ['too_complex', svg('<rect width="9" height="9" style="filter : blur(9px)"/>')],
    ['too_complex', svg('<path d="M0 0H96" stroke="red" stroke-dasharray=".0001"/>')],
  ])('refuses one that is %s: %s', async (reason, source) => {
    await expect(checkLogo(source)).rejects.toMatchObject({ code: 'bad_logo', params: { reason } });
  });

  it.each(['', 'not a picture', '<svg', '<svg xmlns="http://www.w3.org/2000/svg"'])(
    'refuses %j',
    async (source) => {
      await expect(checkLogo(source)).rejects.toMatchObject({ code: 'bad_logo' });
    },
  );
});

describe('drawApart()', () => {
  it('ends a drawing that does not end, and this process goes on', async () => {
    const noise = svg(
      '<filter id="f"><feTurbulence baseFrequency="1" numOctaves="1000000"/></filter><rect width="96" height="96" filter="url(#f)"/>',
    );
    expect(await drawApart(noise, 1000)).toBe('too_complex');
    expect(await drawApart(seeded.logo_svg, 10_000)).toBe('drawn');
  });
});

describe('kitWarnings()', () => {
  it('has none for a kit that can be read', () => {
    expect(kitWarnings(seeded, [])).toEqual([]);
  });

  it('names the colours that cannot be read on each other', () => {
    const pale = { ...seeded, colors: { ...seeded.colors, ink: '#cccccc' } };
    const params = { color: 'ink', on: 'paper', ratio: expect.closeTo(1.5, 1), min: 4.5 };
    expect(kitWarnings(pale, [])).toEqual([{ code: 'kit_contrast', params }]);
  });

  it.each(['paper', 'dark'] as const)('warns of an accent of the colour of the %s', (ground) => {
    const same = { ...seeded, colors: { ...seeded.colors, accent: seeded.colors[ground] } };
    expect(kitWarnings(same, [])).toMatchObject([
      { code: 'kit_unseen', params: { color: 'accent', on: ground, ratio: 1 } },
    ]);
  });

  it('says once what the drawing found many times', () => {
    const findings = (['missing_glyph', 'overflow', 'missing_glyph', 'font_floor'] as const).map((code) => ({
      code,
    }));
    expect(kitWarnings({ ...seeded, logo_svg: '' }, findings).map(({ code }) => code)).toEqual([
      'kit_glyphs',
      'kit_room',
      'kit_no_logo',
    ]);
  });
});

describe('/knowledge brand, by the runner on a real database', () => {
  const ADMIN = 'U0ADMIN';
  const db = useDatabase();
  let bot: ContentForBot;
  let agents: Part;
  const hints = { jobs: createHint(), outbox: createHint() };
  const start = async () =>
    startAgents(
      {
        database: {
          url: db.url,
          publishableKey: db.publishableKey,
          token: await db.token('greenlight_agent'),
          fetch: db.fetch,
        },
        model: { apiKey: 'none', baseUrl: 'http://127.0.0.1:9/v1', model: 'offline-none', timeoutMs: 1000 },
        concurrency: 1,
      },
      { log: silentLog, clock: systemClock, random: systemRandom, hints },
    );

  beforeAll(async () => {
    await installTeam(db);
    await installKnowledge(db);
    await db.owner.query('select platform.note_person($1)', [
      { team_id: TEAM, user_id: ADMIN, name: ADMIN, tz: 'UTC', is_guest: false },
    ]);
    await db.owner.query('select platform.set_role($1, $2, $3)', [TEAM, ADMIN, 'admin']);
    ({ bot } = await bothParts(db));
    agents = await start();
  });
  afterAll(() => agents.stop(2000));

  let jobs = 0;
  async function propose(kit: Omit<BrandKit, 'version'>): Promise<string> {
    jobs += 1;
    const { version } = await bot.getBrandKit(TEAM);
    const { job_id } = await bot.enqueueJob({
      team_id: TEAM,
      type: 'brand_kit',
      requester_id: ADMIN,
      channel_id: 'C0MARKETING',
      brief: { topic: `Brand kit of ${kit.name}`, kit, base_version: version },
      command: '/knowledge brand',
      idempotency_key: `kit-${jobs}`,
      response_url: null,
    });
    await db.owner.query('update content.jobs set thread_ts = $2 where id = $1', [job_id, `${jobs}.000100`]);
    hints.jobs.wake();
    return job_id;
  }
  const reaches = (id: string, status: string) =>
    expect.poll(async () => (await bot.getJob(id))?.status, { timeout: HANG_MS, interval: 50 }).toBe(status);
  async function questionOf(id: string): Promise<Question> {
    await reaches(id, 'awaiting_input');
    const { rows } = await db.owner.query('select * from content.questions where job_id = $1', [id]);
    return rows[0] as unknown as Question;
  }
  const press = (id: string, hash: string, answer: 'go_on' | 'discard', person_id = ADMIN) =>
    bot.answerQuestion({ job_id: id, number: 1, hash, answer, note: null, person_id });

  it('draws the kit, waits for an admin, and is in force once it is used', async () => {
    const kit = { ...seeded, name: 'Alba Nova', handle: '@albanova' };
    const id = await propose(kit);
    const { content, artifacts, hash } = await questionOf(id);
    expect(content).toEqual({ kind: 'brand_kit', kit, base_version: 1, warnings: [] });
    expect(artifacts.map(({ role, name }) => [role, name])).toEqual([
      ['page', 'alba-nova-sample-1.png'],
      ['page', 'alba-nova-sample-2.png'],
      ['page', 'alba-nova-sample-3.png'],
      ['overview', 'alba-nova-overview.png'],
    ]);
    expect((await bot.getBrandKit(TEAM)).name).toBe('Alba Implantes');
    expect(await press(id, hash, 'go_on')).toMatchObject({ outcome: 'answered' });
    hints.jobs.wake();
    await reaches(id, 'completed');
    expect((await bot.getJob(id))?.result).toEqual({ applied: true });
    expect(await bot.getBrandKit(TEAM)).toMatchObject({ version: 2, name: 'Alba Nova' });
  });

  it('waits over a restart, and changes nothing when it is discarded', async () => {
    const before = await bot.getBrandKit(TEAM);
    const id = await propose({ ...seeded, name: 'Outra' });
    const { hash } = await questionOf(id);
    await agents.stop(2000);
    await press(id, hash, 'discard');
    agents = await start();
    await reaches(id, 'completed');
    expect((await bot.getJob(id))?.result).toEqual({ applied: false });
    expect(await bot.getBrandKit(TEAM)).toEqual(before);
  });

  it('asks nothing about a logo that is more than a picture', async () => {
    const id = await propose({ ...seeded, logo_svg: svg('<script>x()</script>') });
    await reaches(id, 'failed');
    expect((await bot.getJob(id))?.error).toMatchObject({ code: 'bad_logo', params: { reason: 'active' } });
  });
});
