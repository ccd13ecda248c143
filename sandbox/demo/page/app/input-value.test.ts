import { describe, expect, it } from 'vitest';
import { initialValue, missingValue } from './input-value.ts';

const input = (element: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'input',
  element,
  ...more,
});
const option = (value: string) => ({ value, text: { type: 'plain_text', text: value } });

describe('initialValue()', () => {
  it('reads what the view was opened with', () => {
    expect(initialValue({ type: 'number_input', initial_value: '8' })).toBe('8');
    expect(initialValue({ type: 'static_select', initial_option: option('pt') })).toBe('pt');
    expect(initialValue({ type: 'checkboxes', initial_options: [option('a'), option('b')] })).toEqual([
      'a',
      'b',
    ]);
    expect(initialValue({ type: 'checkboxes' })).toEqual([]);
    expect(initialValue({ type: 'plain_text_input' })).toBe('');
  });
});

describe('missingValue()', () => {
  it('asks for required fields and lets optional ones be empty', () => {
    const text = { type: 'plain_text_input' };
    expect(missingValue(input(text), '  ')).toMatch(/required/);
    expect(missingValue(input(text, { optional: true }), '')).toBeNull();
    expect(missingValue(input({ type: 'checkboxes', options: [option('a')] }), [])).toMatch(/required/);
  });

  it.each([
    ['4', /at least 5/],
    ['13', /at most 12/],
    ['7.5', /whole/],
    ['seven', /number/],
    ['8', null],
  ])('judges %s slides of 5 to 12', (value, expected) => {
    const problem = missingValue(input({ type: 'number_input', min_value: '5', max_value: '12' }), value);
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toMatch(expected);
  });

  it('counts characters as Slack does, an emoji as one', () => {
    const element = { type: 'plain_text_input', max_length: 3 };
    expect(missingValue(input(element), '🎉🎉🎉')).toBeNull();
    expect(missingValue(input(element), 'abcd')).toMatch(/at most 3/);
  });
});
