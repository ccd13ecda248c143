import { expect, it } from 'vitest';
import { testDesk } from '../../testing/bot/desk.ts';
import { en, ptBr } from '../texts/texts.ts';
import { briefingModal } from './briefing-modal.ts';
import { carouselKind } from './draft-kinds.ts';
import { estimateLine, inWords } from './estimate-line.ts';

it('inWords() tells the median of the team, in two figures, and what was measured where it has none', () => {
  expect(inWords({ jobs: 12, usd: 0.0312, tokens: 14_732 }, 'carousel', en.stops)).toBe(
    'Takes about USD 0.0312 and 15,000 tokens, as the last 12 of the team did (median).',
  );
  expect(inWords({ jobs: 0, usd: 0, tokens: 0 }, 'blog', ptBr.stops)).toMatch(
    /^Usa cerca de [\d.]+ tokens, como medido/,
  );
});

it('estimateLine() never keeps a form waiting: without an answer in time there is none', async () => {
  const silent = testDesk({ getEstimate: () => new Promise(() => {}) });
  expect(await estimateLine(silent.desk, 'T1', 'carousel', en.stops)).toBeNull();
  const away = testDesk({ getEstimate: () => Promise.reject(new Error('away')) });
  expect(await estimateLine(away.desk, 'T1', 'carousel', en.stops)).toBeNull();
});

it('briefingModal() ends with the estimate', () => {
  const origin = { channel_id: 'C1', response_url: null };
  const { blocks } = briefingModal(carouselKind, origin, {}, en, 'Takes about 15,000 tokens');
  expect(JSON.stringify(blocks.at(-1))).toContain('Takes about 15,000 tokens');
});
