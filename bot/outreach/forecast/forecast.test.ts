import type { KnownBlock } from '@slack/types';
import type { Node } from '@takumi-rs/core';
import { expect, it } from 'vitest';
import { anInput, foreseen } from '../../../testing/bot/foreseen.ts';
import { outreachDesk } from '../../../testing/bot/outreach.ts';
import { outreachEn } from '../../texts/en/outreach.ts';
import { outreachPtBr } from '../../texts/pt-br/outreach.ts';
import { readDays } from './forecast-command.ts';
import { dayLines, forecastMessage } from './forecast-message.ts';
import { FORECAST_PICTURE, forecastNodes } from './forecast-picture.ts';
import { foresee, MOST_DAYS } from './foresee.ts';

const languages = [
  ['en', outreachEn],
  ['pt-BR', outreachPtBr],
] as const;
const textOf = (blocks: KnownBlock[]) => JSON.stringify(blocks);

it.each(languages)(
  'forecastNodes() in %s has no letter below 22 px, and nothing beside the picture',
  async (_, t) => {
    for (const days of [1, 7, 14, MOST_DAYS]) {
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

it('foresee() takes the holidays of a region that no account has from the calendar, and closes the years that none knows', async () => {
  const under = async (holidays: string) => {
    const config = { ...anInput().account.config, holidays };
    const account = { ...anInput().account, config };
    const given = { account, holidays: [], unknown_years: [2026, 2027] };
    const { outreachDesk: desk } = outreachDesk({ forecastInput: async () => anInput(given) });
    return (await foresee(desk, 'account-1', 21, config)).forecast.days;
  };
  const german = await under('DE');
  expect(german.find((d) => d.date === '2026-12-25')?.spans).toEqual([]);
  expect(german.find((d) => d.date === '2026-12-23')?.spans).toHaveLength(1);
  expect((await under('XX')).every((d) => d.spans.length === 0)).toBe(true);
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
