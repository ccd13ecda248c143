import { expect, it } from 'vitest';
import type { ShownLead } from '../../ports/outreach.ts';
import { en, ptBr } from '../texts/texts.ts';
import { choicesMessage, leadMessage } from './lead-message.ts';

const lead: ShownLead = {
  ...{
    score: 45,
    tier: 'b',
    parts: [
      { field: 'title', points: 30, found: 'Compradora' },
      { field: 'email', points: -5, found: '' },
      { field: 'company', points: 20, found: 'Alfa' },
    ],
  },
  ...{ lead_id: 'l1', name: 'Léa Dias', title: 'Compradora', company: null },
  profile_url: 'https://www.linkedin.com/in/lea-dias',
  values: { name: 'Léa Dias', title: 'Compradora', headcount: 80 },
  fields: {
    name: { source: 'person', by: 'U1', at: '2026-11-30T12:00:00Z' },
    title: { source: 'linkedin', by: 'governor', at: '2026-11-30T12:00:00Z', merge: 7 },
    headcount: {
      ...{ source: 'enrichment:b1', by: 'U2', at: '2026-11-30T12:00:00Z' },
      ...{ quote: 'Somos 80', url: 'https://alfa.example/' },
    },
  },
  ...{ version: 2, provider_id: null, created_at: '2026-11-30T12:00:00Z', erased_at: null },
  ...{ is_suppressed: false, batches: { b1: 'Feira' }, names: [], versions: [], actions: [] },
  ...{ merged: [], suggestions: [] },
};

it.each([
  [
    en,
    [
      'Score: 45 (B)',
      '+30 title “Compradora” · +20 company “Alfa” · −5 email',
      'name: Léa Dias (a person)',
      'title: Compradora (LinkedIn profile, of the other address)',
      'employees: 80 (enrichment of Feira)\n“Somos 80” (https://alfa.example/)',
    ],
  ],
  [
    ptBr,
    [
      'Pontuação: 45 (B)',
      '+30 cargo “Compradora” · +20 empresa “Alfa” · −5 e-mail',
      'nome: Léa Dias (uma pessoa)',
      'cargo: Compradora (perfil do LinkedIn, do outro endereço)',
      'funcionários: 80 (enriquecimento de Feira)\n“Somos 80” (https://alfa.example/)',
    ],
  ],
])(
  'leadMessage() gives the score with its reasons, each value its source and quote, and says what is of a merged lead',
  (texts, lines) => {
    const said: string[] = [];
    JSON.stringify(leadMessage(lead, texts), (key, value: unknown) => {
      if (key === 'text' && typeof value === 'string') said.push(value);
      return value;
    });
    expect(said).toEqual(expect.arrayContaining(lines));
  },
);

it('choicesMessage() tells two people of one name, title and company apart by their addresses', () => {
  const other = { ...lead, lead_id: 'l2', profile_url: 'https://www.linkedin.com/in/lea-dias-2' };
  const text = JSON.stringify(choicesMessage([lead, other], 'Léa', en.leads));
  expect(text).toContain('/in/lea-dias"');
  expect(text).toContain('/in/lea-dias-2"');
});
