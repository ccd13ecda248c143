import { describe, expect, it } from 'vitest';
import { choicesOf, matchChoices } from './choices-of.ts';

const around = {
  users: [
    { id: 'U1', name: 'lucia', real_name: 'Lúcia Ferraz', role: 'approver', tz: 'UTC' },
    { id: 'U2', name: 'thomas', role: 'approver', tz: 'UTC' },
  ],
  channels: [
    { id: 'C1', name: 'marketing', is_private: false, members: [] },
    { id: 'C2', name: 'diretoria', is_private: true, members: [] },
    { id: 'D1', name: 'thomas', is_private: true, is_im: true, members: [] },
  ],
};
const values = (type: string) => choicesOf({ type }, around).map(({ value }) => value);

describe('choicesOf()', () => {
  it('offers people, public channels, or every conversation', () => {
    expect(values('users_select')).toEqual(['U1', 'U2']);
    expect(values('multi_users_select')).toEqual(['U1', 'U2']);
    expect(values('channels_select')).toEqual(['C1']);
    expect(values('conversations_select')).toEqual(['C1', 'C2', 'D1']);
  });

  it('keeps the groups of options', () => {
    const options = [{ value: 'a', text: { type: 'plain_text', text: 'A' } }];
    const label = { type: 'plain_text', text: 'Letters' };
    expect(choicesOf({ type: 'static_select', option_groups: [{ label, options }] }, around)).toEqual([
      { value: 'a', label: 'A', group: 'Letters' },
    ]);
  });
});

describe('matchChoices()', () => {
  it('finds without accents and case, by name or handle', () => {
    const people = choicesOf({ type: 'users_select' }, around);
    expect(matchChoices(people, 'LUCIA f').map(({ value }) => value)).toEqual(['U1']);
    expect(matchChoices(people, 'thom').map(({ value }) => value)).toEqual(['U2']);
    expect(matchChoices(people, '')).toHaveLength(2);
    expect(matchChoices(people, 'renata')).toEqual([]);
  });
});
