import { expect, it } from 'vitest';
import { guessColumns, hasAddress, mappingWords, readMapping } from './lead-columns.ts';

const guess = (header: string[], ...cells: string[][]) =>
  guessColumns({ header, rows: cells.map((row, i) => ({ n: i + 2, cells: row })) });

it.each([
  // Names of sales tools' exports.
  [
    [
      'First Name',
      'Last Name',
      'Title',
      'Company',
      'Email',
      'Email Status',
      '# Employees',
      'Industry',
      'Person Linkedin Url',
      'Website',
      'Company Linkedin Url',
      'Country',
    ],
    [
      'first_name',
      'last_name',
      'title',
      'company',
      'email',
      'email_status',
      'headcount',
      'industry',
      'profile',
      'website',
      'company_url',
      'country',
    ],
  ],
  [
    ['linkedInProfileUrl', 'fullName', 'job_title', 'COMPANY NAME', 'company domain'],
    ['profile', 'name', 'title', 'company', 'website'],
  ],
  [
    [
      'Nome',
      'Sobrenome',
      'Cargo',
      'Empresa',
      'E-mail',
      'Perfil do LinkedIn',
      'País',
      'Nº de funcionários',
      'Etiquetas',
    ],
    ['first_name', 'last_name', 'title', 'company', 'email', 'profile', 'country', null, 'tags'],
  ],
  [
    ['NOME', 'Função', 'Hospital', 'LinkedIn'],
    ['name', 'title', 'company', 'profile'],
  ],
])('guessColumns() knows %j', (header, meanings) => {
  expect(guess(header)).toEqual(meanings);
});

it('guessColumns() gives each meaning to one column, but for tags', () => {
  expect(guess(['Company', 'Company Name', 'Tags', 'Labels'])).toEqual(['company', null, 'tags', 'tags']);
});

it('guessColumns() finds the profile by what a column holds', () => {
  expect(
    guess(['x', 'y'], ['Ana', 'https://br.linkedin.com/in/ana'], ['Bia', 'linkedin.com/in/bia']),
  ).toEqual([null, 'profile']);
});

it('guessColumns() tells the page of a company, and Sales Navigator, from a profile', () => {
  const cells = ['https://www.linkedin.com/company/acme', 'https://www.linkedin.com/in/ana'];
  expect(guess(['LinkedIn', 'Link'], cells)).toEqual(['company_url', 'profile']);
  expect(guess(['LinkedIn'], ['https://www.linkedin.com/sales/lead/ACwAAx,NAME'])).toEqual(['sales_profile']);
});

it('a mapping goes into words and back; without an address no row can be imported', () => {
  const mapping = guess(['Nome', 'Foo', 'LinkedIn']);
  expect(readMapping(mappingWords(mapping))).toEqual(mapping);
  expect(readMapping(['profile', 'password', ''])).toEqual(['profile', null, null]);
  expect([hasAddress(mapping), hasAddress(['name'])]).toEqual([true, false]);
});
