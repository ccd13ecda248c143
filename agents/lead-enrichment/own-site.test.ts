import { expect, it } from 'vitest';
import { ownSite } from './own-site.ts';

const site = (text: string, title = 'Início') => ({
  url: 'https://www.ortovale.example/pt/',
  pages: [{ id: 'home', url: 'https://www.ortovale.example/pt/', title, text }],
});

it.each([
  [
    'OrtoVale Ltda.',
    'Fazemos peças de titânio em Curitiba. A OrtoVale fabrica implantes.',
    'A OrtoVale fabrica implantes.',
  ],
  // The name within another one first, and by itself behind it.
  [
    'OrtoVale',
    'A Ortovalente e a OrtoVale são duas empresas.',
    'A Ortovalente e a OrtoVale são duas empresas.',
  ],
])('ownSite() is the address of a site that names "%s": %s', (company, text, quote) => {
  expect(ownSite(company, site(text))).toEqual({
    value: 'https://www.ortovale.example/',
    quote,
    url: 'https://www.ortovale.example/pt/',
  });
});

it.each([
  ['OrtoVale', 'A Ortovalente fabrica implantes.'],
  ['OrtoVale', 'Este domínio está à venda.'],
  // Two letters stand in any page.
  ['GE S.A.', 'A GE fabrica implantes.'],
])('ownSite() is none where the pages do not name "%s": %s', (company, text) => {
  expect(ownSite(company, site(text))).toBeNull();
});
