import { describe, expect, it } from 'vitest';
import { anAccount } from '../../testing/bot/outreach.ts';
import { outreachEn } from '../texts/en/outreach.ts';
import { outreachPtBr } from '../texts/pt-br/outreach.ts';
import { configModal, type configTypes } from './config-modal.ts';
import { changeLines, problemsByBlock } from './config-words.ts';
import { type ConfigValues, readConfig } from './read-config.ts';

const { config } = anAccount();
const problem = (field: string, code: string, params: Record<string, unknown> = {}) => [
  { field, code, params },
];
const origin = { account_id: 'account-1', version: 3, channel_id: 'C1', response_url: null };

/** What Slack would send of the form as it opens. */
function untouched(): ConfigValues {
  const values: ConfigValues = {};
  for (const block of configModal(anAccount(), origin, outreachEn).blocks) {
    if (block.type !== 'input' || !('element' in block) || !block.block_id) continue;
    const e = block.element as unknown as Record<string, never>;
    values[block.block_id] = {
      [block.block_id]: {
        value: e.initial_value ?? null,
        selected_time: e.initial_time ?? null,
        selected_option: e.initial_option ?? null,
        selected_options: e.initial_options ?? [],
      },
    };
  }
  return values;
}
const type = (id: string, value: string | null): ConfigValues => ({
  ...untouched(),
  [id]: { [id]: { value } },
});

describe('the form of the limits', () => {
  it('gives back the configuration when nothing is touched', () => {
    const read = readConfig(untouched(), outreachEn);
    expect(read).toEqual({
      config: { ...config, rules: expect.arrayContaining(config.rules) },
    });
  });

  it.each([
    ['send_invite.daily_min', '-1', 'from 0 to 200'],
    ['send_invite.daily_max', '20,5', 'from 0 to 200'],
    ['gap_min_minutes', '', 'from 1 to 720'],
    ['withdraw_after_days', '3', 'from 7 to 180'],
    ['send_message.rolling_7d_max', '1e3', 'from 0 to 1000'],
    ['warm_up_days', '９', 'from 0 to 90'],
  ])('says under %s what "%s" should be', (id, value, words) => {
    expect(readConfig(type(id, value), outreachEn)).toEqual({
      errors: { [id]: expect.stringContaining(words) },
    });
  });

  it('reads empty optional fields as none', () => {
    const read = readConfig(type('withdraw_after_days', null), outreachEn);
    expect(read).toMatchObject({ config: { withdraw_after_days: null } });
  });

  it('has a field of its own for every problem, so that Slack shows each', () => {
    const ids = Object.keys(untouched());
    const types: (typeof configTypes)[number][] = [
      'send_invite',
      'send_message',
      'view_profile',
      'withdraw_invite',
    ];
    for (const t of types)
      for (const part of ['daily_min', 'daily_max', 'rolling_7d_max']) expect(ids).toContain(`${t}.${part}`);
    for (const field of Object.keys(config)) if (field !== 'rules') expect(ids).toContain(field);
  });
});

describe('problemsByBlock()', () => {
  const unfit = problem('rules', 'minima_do_not_fit', {
    window_minutes: 540,
    gap_min_minutes: 20,
    at_most: 28,
    wanted_min: 30,
  });

  it('does the sum in words, under the largest minimum', () => {
    const heavy = {
      ...config,
      rules: config.rules.map((r) => (r.type === 'view_profile' ? { ...r, daily_min: 20 } : r)),
    };
    expect(problemsByBlock(unfit, heavy, outreachEn)).toEqual({
      'view_profile.daily_min':
        '09:00-18:00 holds 540 minutes; with 20 minutes between actions at most 28 fit, the minima sum to 30.',
    });
    expect(problemsByBlock(unfit, heavy, outreachPtBr)).toEqual({
      'view_profile.daily_min':
        '09:00-18:00 tem 540 minutos; com 20 minutos entre ações cabem no máximo 28, e os mínimos somam 30.',
    });
  });

  it.each([
    ['time_zone', 'unknown_zone', { value: 'Mars/Base' }, 'time_zone', '"Mars/Base" is no time zone'],
    [
      'gap_min_minutes',
      'min_over_max',
      { min: 50, max: 40 },
      'gap_min_minutes',
      'shortest pause 50 is above the longest 40',
    ],
    [
      'rules.send_invite.daily_min',
      'min_over_max',
      { min: 9, max: 5 },
      'send_invite.daily_min',
      'minimum 9 is above the maximum 5',
    ],
    ['working_days', 'no_working_days', {}, 'working_days', 'at least one working day'],
    ['window_end', 'zero_window', {}, 'window_end', 'nothing could ever go'],
    ['holidays', 'unknown_region', { value: 'XX' }, 'holidays', 'no holidays for "XX"'],
    [
      'rules.send_invite.rolling_7d_max',
      'out_of_range',
      { min: 0, max: 200 },
      'send_invite.rolling_7d_max',
      'from 0 to 200',
    ],
    ['warm_up_days', 'new_code', { a: 1 }, 'warm_up_days', 'new_code'],
  ])('%s %s is said under its field', (field, code, params, block, words) => {
    const errors = problemsByBlock(problem(field, code, params), config, outreachEn);
    expect(errors).toEqual({ [block]: expect.stringContaining(words) });
    expect(problemsByBlock(problem(field, code, params), config, outreachPtBr)[block]).toBeTruthy();
  });

  it('joins two problems of one field', () => {
    const two = [...problem('window_end', 'zero_window'), ...problem('window_end', 'other')];
    expect(problemsByBlock(two, config, outreachEn).window_end).toContain('other');
  });
});

it('changeLines() shows old and new in words', () => {
  const lines = changeLines(
    [
      { field: 'rules.send_invite.daily_max', old: 15, new: 20 },
      { field: 'working_days', old: [1, 2], new: [1, 2, 6] },
      { field: 'withdraw_after_days', old: 28, new: null },
      { field: 'time_zone', old: 'UTC', new: '<!channel>' },
    ],
    outreachPtBr,
  );
  const said = JSON.stringify(lines);
  expect(said).toContain('Convites por dia, no máximo: 15 → 20');
  expect(said).toContain('segunda, terça → segunda, terça, sábado');
  expect(said).toContain('28 → nenhum');
  expect(lines.every((block) => block.type === 'rich_text')).toBe(true);
});
