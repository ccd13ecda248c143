import { describe, expect, it } from 'vitest';
import { industries } from '../../../ports/content.ts';
import { aboutPage, homePage } from '../../web/companies/company-pages.ts';
import { companyProfile } from '../../web/companies/company-profile.ts';
import { companyFacts } from './company-facts.ts';

const wanted = ['industry', 'headcount', 'country'] as const;

/** The paragraphs of a made page. */
const textOf = (html: string) => [...html.matchAll(/<p>(.*)<\/p>/g)].map(([, text]) => text).join('\n\n');

function facts(html: string) {
  const passages = [{ id: 'home', title: '', date: null, text: textOf(html) }];
  const task = {
    task: 'company_facts' as const,
    wanted: [...wanted],
    industries: industries.map((id) => ({ id, what: '' })),
    passages,
  };
  return Object.fromEntries(companyFacts(task).facts.map(({ field, value }) => [field, value]));
}

describe('companyFacts()', () => {
  it.each([
    'ortovita',
    'distribuidora-alfa',
    'hospital-central',
    'clinica-do-vale',
    'laboratorio-sul',
    'esteriliza-norte',
  ])('reads what a company says of itself in its own pages: %s', (slug) => {
    for (const language of ['pt', 'en'] as const) {
      const company = { ...companyProfile(slug), language, country: language === 'pt' ? 'Brasil' : 'Brazil' };
      expect(facts(aboutPage(company))).toEqual({
        industry: company.industry,
        headcount: String(company.employees),
        country: 'BR',
      });
    }
  });

  it('finds nothing in slogans', () => {
    expect(facts(homePage({ ...companyProfile('ortovita'), behaviour: 'vague' }))).toEqual({});
  });
});
