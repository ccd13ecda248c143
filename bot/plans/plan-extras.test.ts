import { describe, expect, it } from 'vitest';
import type { ContentForBot, PlanLine, Upload } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aPlanItem, aPlanLine, droppedLine, startedLine } from '../../testing/bot/plans.ts';
import { en } from '../texts/texts.ts';
import { planExtras } from './plan-extras.ts';

/** Slack and the database as the card of a plan needs them; `kept` is what the surface remembers. */
function world(content: Partial<ContentForBot> = {}) {
  let kept: Upload[] = [];
  let drawn = 0;
  const t = testDesk(
    {
      noteUploads: async (_, uploads) => {
        kept = uploads;
        return true;
      },
      getEstimate: async (_, type) => ({ jobs: type === 'blog' ? 3 : 0, usd: 0.2, tokens: 0 }),
      ...content,
    },
    {
      'files.getUploadURLExternal': async () => ({
        file_id: `F${drawn}`,
        upload_url: 'https://slack.example/up',
      }),
      'files.completeUploadExternal': async () => ({ ok: true }),
      'files.info': async () => ({ file: { mimetype: 'image/png', url_private: 'x' } }),
      'chat.getPermalink': async () => ({
        permalink: 'https://alba.slack.example/archives/C0MARKETING/p171',
      }),
    },
    { fetch: async () => new Response('') },
  );
  const draw = async () => {
    drawn += 1;
    return Buffer.from('png');
  };
  const shows = (lines: PlanLine[], question = {}) =>
    planExtras(t.desk, { ...aPlanItem(lines, {}, question), uploads: kept }, en, draw);
  return { t, shows, drawn: () => drawn };
}

describe('planExtras()', () => {
  it('draws the calendar once, and again only when something on it is different', async () => {
    const { shows, drawn } = world();
    expect((await shows([aPlanLine(1), aPlanLine(2)])).picture).toBe('F1');
    // What is not on the picture: the angle, a revision, what became of a draft.
    expect((await shows([aPlanLine(1, { angle: 'x', revision: 4 }), aPlanLine(2)])).picture).toBe('F1');
    expect((await shows([aPlanLine(1, { day: '2026-12-04' }), aPlanLine(2)])).picture).toBe('F2');
    expect((await shows([startedLine(1), droppedLine(2)])).picture).toBe('F3');
    expect(drawn()).toBe(3);
  });

  it('goes without the calendar where Slack or the drawing fails, and where nothing is left on it', async () => {
    const { t, shows } = world();
    expect((await shows([droppedLine(1)])).picture).toBeNull();
    const broken = () => Promise.reject(new Error('no font'));
    expect(await planExtras(t.desk, aPlanItem([aPlanLine(1)]), en, broken)).toMatchObject({ picture: null });
  });

  it('leaves the card to the process that holds it now', async () => {
    const { shows } = world({ noteUploads: async () => false });
    await expect(shows([aPlanLine(1)])).rejects.toThrow();
  });

  it('links to every started thread by one question to Slack', async () => {
    const { t, shows } = world();
    const job = { id: 'job-9', status: 'running', channel_id: 'C0MARKETING', thread_ts: '18.25' };
    const { links } = await shows([startedLine(1), startedLine(2, { job }), startedLine(3, { job: null })]);
    expect(Object.fromEntries(links)).toEqual({
      'job-1': 'https://alba.slack.example/archives/C0MARKETING/p171',
      'job-9': 'https://alba.slack.example/archives/C0MARKETING/p1825',
    });
    expect(t.calls.filter((call) => call.method === 'chat.getPermalink')).toHaveLength(1);
  });

  it('says what the rest may take, by the team or as measured, and only while it is open', async () => {
    const { shows } = world();
    const blog = (number: number) => aPlanLine(number, { type: 'blog' });
    expect((await shows([blog(1), blog(2), startedLine(3)])).cost).toContain('USD 0.40');
    expect((await shows([blog(1), aPlanLine(2)])).cost).toContain('USD 0.20 and 20,000 tokens');
    expect((await shows([blog(1)], { status: 'answered' })).cost).toBe('');
    const silent = world({ getEstimate: () => Promise.reject(new Error('No answer')) });
    expect((await silent.shows([blog(1)])).cost).toBe('');
  });
});
