import type { KnownBlock } from '@slack/types';
import type { Node } from '@takumi-rs/core';
import { expect, it } from 'vitest';
import { ExpectedError } from '../../../platform/errors.ts';
import type { AccountConfig } from '../../../ports/outreach.ts';
import { anInput, foreseen } from '../../../testing/bot/foreseen.ts';
import { anAccount, outreachDesk } from '../../../testing/bot/outreach.ts';
import { seeded } from '../../../testing/seeded.ts';
import { outreachEn } from '../../texts/en/outreach.ts';
import { outreachPtBr } from '../../texts/pt-br/outreach.ts';
import { configModal } from '../config-modal.ts';
import { readDays } from './forecast-command.ts';
import { dayLines, dayName, forecastMessage } from './forecast-message.ts';
import { FORECAST_PICTURE, forecastNodes } from './forecast-picture.ts';
import { foresee, MOST_DAYS } from './foresee.ts';
import { previewAction } from './preview-config.ts';

const languages = [
  ['en', outreachEn],
  ['pt-BR', outreachPtBr],
] as const;
const textOf = (blocks: KnownBlock[]) => JSON.stringify(blocks);

it.each(languages)(
  'forecastNodes() in %s has no letter below 22 px, and nothing beside the picture',
  async (_, t) => {
    for (const days of [1, 14, MOST_DAYS]) {
      const placed = forecastNodes(await foreseen(days), t).map(
        (node: Node) => node.style as Record<string, number>,
      );
      const sizes = placed.map((style) => style.fontSize).filter((size) => size !== undefined);
      expect(sizes.length).toBeGreaterThan(5);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22);
      for (const { left = 0, top = 0, width = 0, height = 0 } of placed) {
        expect([left, top, width, height].every((n) => n >= 0)).toBe(true);
        expect(left + width).toBeLessThanOrEqual(FORECAST_PICTURE.width);
        expect(top + height).toBeLessThanOrEqual(FORECAST_PICTURE.height);
      }
    }
  },
);

it.each(languages)('the line below the name in %s stands whole beside the hours', (_, t) => {
  // 500 px, of which a letter of 26 px takes 13 to 14.
  for (const isProposed of [true, false]) {
    expect(t.forecast.picture.subtitle(MOST_DAYS, isProposed).length).toBeLessThanOrEqual(36);
  }
});

it.each(languages)(
  'forecastMessage() in %s says each day, each campaign and what cannot be foreseen',
  async (locale, t) => {
    const found = await foreseen(14);
    const { blocks } = forecastMessage(found, { askedBy: 'U0MARINA', pictureId: 'F1' }, t);
    expect(dayLines(found, t)).toHaveLength(14);
    const text = textOf(blocks);
    expect(text).toContain('Natal');
    expect(text).toContain('Feira de maio');
    // Words of people stay letters.
    expect(text).toContain('Clínicas <SP>');
    expect(text).toContain(
      locale === 'en' ? '60 steps wait for an acceptance' : '60 etapas esperam por um aceite',
    );
    expect(text).toContain('slack_file');
    expect(textOf(forecastMessage(found, { askedBy: null, pictureId: null }, t).blocks)).not.toContain(
      'slack_file',
    );
  },
);

it('forecastMessage() says what holds the account, that limits are only proposed, and that nothing waits', async () => {
  const account = { ...anInput().account, paused_at: '2026-12-01T12:00:00Z', pause_reason: 'feira' };
  const found = await foreseen(7, { account, actions: [], campaigns: [] }, account.config);
  const text = textOf(forecastMessage(found, { askedBy: null, pictureId: null }, outreachEn).blocks);
  for (const part of [
    'Nothing goes at the moment',
    'nothing is saved yet',
    'Nothing is approved and waiting',
  ])
    expect(text).toContain(part);
});

it.each([
  [outreachEn, ['1 visit', '0 to 2 invitations'], 'of the 1 action that is approved'],
  [outreachPtBr, ['1 visita', '0 a 2 convites'], 'de 1 ação aprovada'],
])('one is no plural, and no day ends in a full stop (%#)', (t, [one, more], waiting) => {
  expect(t.forecast.dayType('view_profile', 1, 1)).toBe(one);
  expect(t.forecast.dayType('send_invite', 0, 2)).toBe(more);
  expect(t.forecast.total(1, 1, 1)).toContain(waiting);
  expect(t.forecast.heading('Renata', 1)).not.toContain('1');
  expect(dayName('2026-12-03', t)).not.toContain('.');
});

it('foresee() takes the holidays of a region that no account has from the calendar, and closes the years that none knows', async () => {
  const under = async (holidays: string) => {
    const config = { ...anInput().account.config, holidays };
    const account = { ...anInput().account, config };
    const given = { account, holidays: [], unknown_years: [2026, 2027] };
    const { outreachDesk: desk } = outreachDesk({ forecastInput: async () => anInput(given) });
    return (await foresee({ ...desk, random: seeded(2) }, 'account-1', 21, config)).forecast.days;
  };
  const german = await under('DE');
  expect(german.find((d) => d.date === '2026-12-25')?.spans).toEqual([]);
  expect(german.find((d) => d.date === '2026-12-23')?.spans).toHaveLength(1);
  expect((await under('XX')).every((d) => d.spans.length === 0)).toBe(true);
});

/** Preview is pressed with these limits in the form; answers the windows that the person sees, in order. */
async function previewed(change: Partial<AccountConfig>, outreach: Parameters<typeof outreachDesk>[0] = {}) {
  const seen: string[] = [];
  const fits = { window_minutes: 0, at_most: 0, wanted_max: 0, wanted_min: 0 };
  const { outreachDesk: desk } = outreachDesk(
    {
      checkConfig: async () => ({ problems: [], fits, changes: [], version: 3 }),
      forecastInput: async (_, config) => anInput(config ? { account: anAccount({ config }) } : {}),
      ...outreach,
    },
    {
      'views.push': async ({ view }) => {
        seen.push(JSON.stringify(view));
        return { ok: true, view: { id: 'V2' } };
      },
      'views.update': async ({ view, view_id }) => {
        seen.push(`${view_id} ${JSON.stringify(view)}`);
        return { ok: true };
      },
    },
  );
  const view = configModal(
    anAccount({ config: { ...anAccount().config, ...change } }),
    { account_id: 'account-1', version: 3, channel_id: 'C1', response_url: null },
    outreachEn,
  );
  // SAFETY: the form is made of known blocks.
  const formBlocks = view.blocks as KnownBlock[];
  const values = Object.fromEntries(
    formBlocks.flatMap((block) => {
      if (block.type !== 'input' || block.block_id === undefined) return [];
      // SAFETY: of the elements only what fills them is read.
      const e = block.element as unknown as Record<string, never>;
      const typed = {
        value: e.initial_value,
        selected_time: e.initial_time,
        selected_option: e.initial_option,
        selected_options: e.initial_options,
      };
      return [[block.block_id, { [block.block_id]: typed }]];
    }),
  );
  const button = formBlocks.flatMap((b) => (b.type === 'actions' ? b.elements : []))[0] as { value: string };
  const body = {
    user: { id: 'U0RUI', team_id: 'T0GREENLIGHT' },
    team: { id: 'T0GREENLIGHT' },
    view: { id: 'V1', type: 'modal', state: { values } },
    trigger_id: 't',
    actions: [{ action_id: 'outreach_preview_limits', value: button.value }],
  };
  // SAFETY: the handler reads nothing else of what Bolt gives.
  await previewAction({ ...desk, random: seeded(4) }, () => Promise.reject(new Error('no picture here')))({
    ack: async () => {},
    body,
  } as never);
  return seen;
}

it('Preview shows the days of the limits in the form in a window over it, and saves nothing', async () => {
  const [working, shown] = await previewed({ window_start: '10:00', window_end: '12:00' });
  expect(working).toContain(outreachEn.forecast.preview.working);
  expect(shown).toMatch(/^V2 /);
  expect(shown).toContain('10:00-12:00');
  expect(shown).toContain('nothing is saved yet');
});

it('Preview says what cannot work, and that the database did not answer', async () => {
  const problem = { field: 'working_days', code: 'no_working_days', params: {} };
  const fits = { window_minutes: 0, at_most: 0, wanted_max: 0, wanted_min: 0 };
  const refused = { checkConfig: async () => ({ problems: [problem], fits, changes: [], version: 3 }) };
  expect((await previewed({ working_days: [] }, refused)).at(-1)).toContain(
    'Choose at least one working day',
  );
  const away = { checkConfig: () => Promise.reject(new ExpectedError('database_unavailable', 'away')) };
  expect((await previewed({}, away)).at(-1)).toContain(outreachEn.forecast.notMade);
});

it.each([
  ['', '', 14],
  ['30', '', 30],
  ['Renata 7 dias', 'Renata', 7],
  ['"Alba 2" 10d', '"Alba 2"', 10],
  ['Renata', 'Renata', 14],
])('readDays("%s") is %s, %i days', (words, rest, days) => {
  expect(readDays(words)).toEqual({ rest, days });
});
