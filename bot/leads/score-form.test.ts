import { expect, it } from 'vitest';
import type { ScorePreview, ScoreRule, TopLeads } from '../../ports/outreach.ts';
import { en, ptBr } from '../texts/texts.ts';
import { previewBlocks, readScoreForm, scoreForm } from './score-form.ts';
import { scoreHistoryMessage } from './score-rules-message.ts';
import { topMessage } from './top-message.ts';

const rules: ScoreRule[] = [
  { op: 'has', field: 'title', points: 35, values: ['CME'] },
  { op: 'is', field: 'country', points: 15, values: ['BR'] },
];
const origin = { version: 3, channel_id: 'C1', response_url: null, seen: null };
const values = (person: string, company = '', a = '70', b = '40') => ({
  person: { person: { value: person } },
  company: { company: { value: company } },
  tier_a: { tier_a: { value: a } },
  tier_b: { tier_b: { value: b } },
});

it('the form offers Preview first, and Save once its rules were seen', () => {
  const tiers = { a: 70, b: 40 };
  expect(scoreForm({ rules, tiers }, origin, [], en.scores).submit?.text).toBe('Preview');
  expect(scoreForm({ rules, tiers }, { ...origin, seen: 'x' }, [], en.scores).submit?.text).toBe('Save');
});

it('readScoreForm() takes rules from both fields, and a rule in the wrong one as well', () => {
  const read = readScoreForm(values('+35 cargo: CME\n+15 country = BR'), ptBr.scores);
  expect(read).toEqual({ rules, tiers: { a: 70, b: 40 } });
});

it('readScoreForm() puts what is wrong under its field', () => {
  const read = readScoreForm(values('CME +5', '+5 headcount: many', '10', '10'), en.scores);
  expect('errors' in read && Object.keys(read.errors)).toEqual(['person', 'company', 'tier_b']);
  expect('errors' in read && read.errors.person).toContain('"CME +5" is no rule');
});

it('readScoreForm() refuses rules that a form in another language could not show again', () => {
  const filler = Array.from({ length: 36 }, (_, i) => `w${i}${'x'.repeat(70)}`);
  const line = `+5 headcount: 200+\n+5 industry: ${filler.join(', ')}`;
  const length = 3000 - line.length + (line.length - 2);
  const fits = `${line}, ${'y'.repeat(Math.max(1, Math.min(80, length - line.length)))}`;
  expect(fits.length).toBeLessThanOrEqual(3000);
  expect('rules' in readScoreForm(values('', fits), en.scores)).toBe(true);
  const [few, rest] = ['+1 headcount: 1+\n'.repeat(30), 3000 - 17 * 30 - 13];
  const words = `${`${'z'.repeat(78)}, `.repeat(Math.floor((rest - 60) / 80))}z`;
  const read = readScoreForm(values('', `${few}+5 industry: ${words}`), en.scores);
  expect('errors' in read && read.errors.person).toBe(en.scores.form.errors.tooLong);
});

it('previewBlocks() says who rises, who falls and who leaves the first 20', () => {
  const lead = (n: number, before: number, after: number) => ({
    ...{ lead_id: `l${n}`, name: `Lead ${n} <!channel>`, title: 'CME', company: null },
    ...{ before, after, place_before: n, place_after: n },
  });
  const preview: ScorePreview = {
    total: 30,
    changed: 2,
    tiers: { before: { a: 1, b: 2, c: 27 }, after: { a: 2, b: 1, c: 27 } },
    leads: [
      { ...lead(1, 10, 90), place_before: 22 },
      { ...lead(2, 50, 50), place_before: 1 },
      { ...lead(3, 40, 5), place_before: 2, place_after: 25 },
    ],
  };
  const text = JSON.stringify(previewBlocks(preview, en.scores));
  expect(text).toContain('1. Lead 1 &lt;!channel&gt; (CME): 10 → *90* · ▲ was 22');
  expect(text).toContain('2. Lead 2 &lt;!channel&gt; (CME): *50* · ▼ was 1');
  expect(text).toContain('No longer among the first 20');
  expect(text).toContain('2. Lead 3 &lt;!channel&gt; (CME): 40 → *5* · ▼ then 25');
  expect(text).not.toContain('<!channel>');
});

it('topMessage() shows each contribution, the largest first, and nothing that a lead wrote as markup', () => {
  const top: TopLeads = {
    ...{ version: 2, tiers: { a: 70, b: 40 }, total: 11, behind: 3 },
    leads: [
      {
        ...{ lead_id: 'l1', name: 'Ana *Paz*', title: '<!here>', company: 'Hospital', country: 'BR' },
        ...{ profile_url: 'https://www.linkedin.com/in/ana', place: 1, score: -5, tier: 'c' as const },
        parts: [
          { field: 'country', points: 15, found: 'BR' },
          { field: 'title', points: -40, found: 'estagiária' },
          { field: 'email', points: 20, found: '' },
        ],
        standing: 'suppressed',
      },
    ],
  };
  const { blocks } = topMessage(top, { filter: { tier: 'c' }, offset: 10 }, en.scores);
  const text = JSON.stringify(blocks);
  expect(text).toContain('−40 title “estagiária” · +20 email · +15 country “BR”  ·  *never to be contacted*');
  expect(text).toContain('Only: tier:C');
  expect(text).toContain('3 leads still count');
  expect(text).toContain('leads_top_previous');
  expect(text).not.toContain('leads_top_next');
  expect(text).not.toContain('<!here>');
});

it('topMessage() names the company once where the title holds it', () => {
  const lead = {
    ...{ lead_id: 'l1', name: 'Ana', title: 'Compras na Ossea', company: 'Ossea', country: 'BR' },
    ...{ profile_url: 'https://www.linkedin.com/in/ana', place: 1, score: 0, tier: 'c' as const },
    ...{ parts: [], standing: null },
  };
  const top: TopLeads = { version: 1, tiers: { a: 70, b: 40 }, total: 1, behind: 1, leads: [lead] };
  const text = JSON.stringify(topMessage(top, { filter: {}, offset: 0 }, en.scores));
  expect(text).toContain('Compras na Ossea · BR');
  expect(text).toContain('1 lead still counts');
});

it('scoreHistoryMessage() says what each version changed, and offers admins each but the newest', () => {
  const version = (n: number, change: object = {}) => ({
    ...{ version: n, rules, tiers: { a: 70, b: 40 }, saved_by: 'U1', restored_from: null },
    saved_at: '2026-11-30T10:00:00Z',
    ...change,
  });
  const read = {
    may_change: true,
    versions: [
      version(3, { restored_from: 1 }),
      version(2, { rules: rules.slice(0, 1), tiers: { a: 80, b: 40 } }),
      version(1, { saved_by: 'default' }),
    ],
  };
  const text = JSON.stringify(scoreHistoryMessage(read, en.scores).blocks);
  expect(text).toContain('Version 3 (in force)\\nback to version 1');
  expect(text).toContain('Version 2\\ngone: +15 country = BR\\ntiers: A from 80, B from 40');
  expect(text).toContain('the rules that each team begins with');
  expect(text.match(/leads_score_back_to/g)).toHaveLength(2);
  const members = JSON.stringify(scoreHistoryMessage({ ...read, may_change: false }, en.scores));
  expect(members).not.toContain('leads_score_back_to');
});
