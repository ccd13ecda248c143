import { describe, expect, it } from 'vitest';
import type { KnownOfPerson } from '../../ports/outreach.ts';
import { lintView } from '../../testing/slack.ts';
import { textsOf } from '../texts/texts.ts';
import { eraseModal } from './erase-form.ts';
import { parseCommand } from './parse-command.ts';

const lead = {
  lead_id: 'l1',
  name: 'Ana <@U1> Paz',
  title: 'Compradora',
  company: 'Hospital & Filhos',
  profile_url: 'https://www.linkedin.com/in/ana-paz',
};
const nothing: KnownOfPerson = {
  leads: 1,
  versions: 0,
  actions: 0,
  waiting: 0,
  under_way: 0,
  campaigns: 0,
  notes: 0,
  replies: 0,
  batches: 0,
  messages: 0,
  invitations: 0,
};
const origin = { lead_id: 'l1', channel_id: 'C1', response_url: null };

describe.each(['en', 'pt-BR'] as const)('the form that erases a person, in %s', (locale) => {
  const texts = textsOf(locale);
  const all = Object.fromEntries(Object.keys(nothing).map((key) => [key, 2])) as KnownOfPerson;

  it.each([
    ['of whom nothing but the name is known', nothing],
    ['of whom there is something everywhere', all],
  ])('is one that Slack takes, of a person %s', (_, counts) => {
    expect(lintView(eraseModal(origin, { lead, counts }, texts) as never, () => true)).toEqual([]);
  });

  it('says what stays: hashes always, and what is open where something is', () => {
    const said = (counts: KnownOfPerson) => texts.erasure.stays(counts);
    expect(said(nothing)).toHaveLength(6);
    expect(said({ ...nothing, under_way: 1, invitations: 1 })).toHaveLength(8);
    expect(said(nothing)[0]).toContain('hash');
    // Files that the database knows no more are for people to find.
    expect(said(nothing).filter((line) => /Slack/.test(line))).toHaveLength(2);
  });

  it('speaks of what waits only where something does', () => {
    const line = (waiting: number) => texts.erasure.goes({ ...nothing, actions: 3, waiting })[1] ?? '';
    expect(line(0)).not.toContain('(');
    expect(line(2)).toContain('(2)');
  });

  it('says of the drafts where not all of them could be looked at', () => {
    const none = { notes: 0, records: 0, drafts: 0, files: 0, messages: 0, elsewhere: 0 };
    const said = (elsewhere_whole: boolean) => texts.erasure.content({ ...none, elsewhere_whole });
    expect(said(true)).not.toContain('/history');
    expect(said(false)).toContain('/history');
  });
});

describe('parseCommand()', () => {
  it.each(['erase Ana Paz', 'apagar "Ana Paz"', 'delete Ana Paz'])(
    'reads %s as the wish to erase',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'erase', words: 'Ana Paz' });
    },
  );

  it('asks who is meant', () => {
    expect(parseCommand('erase')).toEqual({ kind: 'incomplete', of: 'erase' });
  });
});
