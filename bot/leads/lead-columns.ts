import { folded } from '../../platform/folded.ts';
import { type LeadField, leadFields } from '../../ports/outreach.ts';
import type { Table } from './read-table.ts';

/** What a column may hold besides a field: addresses and ids at LinkedIn, and whether the e-mail address was verified. */
const others = ['profile', 'sales_profile', 'linkedin_id', 'email_status'] as const;
/** In the order in which the form offers them. */
export const columnMeanings = [
  'profile',
  ...leadFields,
  'sales_profile',
  'linkedin_id',
  'email_status',
] as const;
export type ColumnMeaning = LeadField | (typeof others)[number];
/** By column; null: left out. */
export type Mapping = (ColumnMeaning | null)[];

/** As exports of sales tools and people write them, in both languages, without accents, case and signs. */
const aliases: Record<ColumnMeaning, readonly string[]> = {
  profile: [
    'linkedin',
    'linkedin url',
    'linkedin profile',
    'linkedin profile url',
    'profile url',
    'profile',
    'person linkedin url',
    'linkedinprofileurl',
    'linkedinurl',
    'public profile url',
    'member profile url',
    'url',
    'default profile url',
    'perfil',
    'perfil linkedin',
    'perfil do linkedin',
    'url do perfil',
    'link do perfil',
    'link linkedin',
    'link do linkedin',
    'url linkedin',
  ],
  name: [
    'name',
    'full name',
    'fullname',
    'contact name',
    'lead name',
    'nome completo',
    'contato',
    'lead',
    'nome do contato',
  ],
  first_name: ['first name', 'firstname', 'given name', 'primeiro nome', 'nome'],
  last_name: ['last name', 'lastname', 'surname', 'family name', 'sobrenome', 'ultimo nome'],
  title: [
    'title',
    'job title',
    'jobtitle',
    'position',
    'role',
    'headline',
    'current title',
    'occupation',
    'cargo',
    'funcao',
    'titulo',
    'posicao',
    'ocupacao',
    'cargo atual',
  ],
  company: [
    'company',
    'company name',
    'companyname',
    'organization',
    'organisation',
    'organization name',
    'account',
    'account name',
    'employer',
    'current company',
    'empresa',
    'nome da empresa',
    'organizacao',
    'empresa atual',
    'razao social',
    'instituicao',
    'hospital',
    'clinica',
  ],
  company_url: [
    'company linkedin url',
    'company linkedin',
    'linkedin company',
    'company linkedin page',
    'companylinkedinurl',
    'company profile url',
    'linkedin da empresa',
    'pagina da empresa',
    'perfil da empresa',
  ],
  website: [
    'website',
    'company website',
    'company domain',
    'domain',
    'web site',
    'company url',
    'homepage',
    'site url',
    'site',
    'site da empresa',
    'dominio',
    'pagina web',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'work email',
    'business email',
    'contact email',
    'corporate email',
    'e mail corporativo',
    'email corporativo',
    'email profissional',
    'endereco de email',
    'e mail profissional',
  ],
  industry: [
    'industry',
    'sector',
    'company industry',
    'vertical',
    'setor',
    'segmento',
    'ramo',
    'area de atuacao',
    'industria',
  ],
  headcount: [
    'headcount',
    'employees',
    'employee count',
    'number of employees',
    'company size',
    'size',
    'of employees',
    'num employees',
    'company headcount',
    'funcionarios',
    'numero de funcionarios',
    'colaboradores',
    'tamanho da empresa',
    'porte',
    'no de funcionarios',
    'qtd funcionarios',
  ],
  seniority: ['seniority', 'level', 'seniority level', 'senioridade', 'nivel'],
  country: ['country', 'company country', 'location country', 'pais'],
  time_zone: ['time zone', 'timezone', 'tz', 'fuso', 'fuso horario'],
  language: ['language', 'lang', 'idioma', 'lingua'],
  source: ['source', 'lead source', 'origin', 'fonte', 'origem', 'origem do lead'],
  tags: [
    'tags',
    'tag',
    'labels',
    'label',
    'list',
    'lists',
    'etiquetas',
    'etiqueta',
    'lista',
    'listas',
    'marcadores',
  ],
  sales_profile: [
    'sales navigator url',
    'sales navigator',
    'salesnav url',
    'sales nav url',
    'sales navigator profile',
    'url sales navigator',
    'link sales navigator',
  ],
  linkedin_id: [
    'linkedin id',
    'member id',
    'provider id',
    'profile id',
    'linkedin member id',
    'person urn',
    'profile urn',
    'entity urn',
    'id linkedin',
    'id do linkedin',
  ],
  email_status: [
    'email status',
    'email verification',
    'email verification status',
    'verification status',
    'email validity',
    'email valid',
    'status do email',
    'verificacao do email',
    'status do e mail',
    'email verificado',
    'verificado',
  ],
};
const meaningOf = new Map(
  Object.entries(aliases).flatMap(([meaning, names]) =>
    // SAFETY: the keys of `aliases` are the meanings.
    [...names, words(meaning)].map((name) => [name, meaning as ColumnMeaning] as const),
  ),
);

/** A column's name, by which it is known. */
function words(name: string): string {
  return folded(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Several columns may hold each of these; of the rest the first counts. */
const many: readonly ColumnMeaning[] = ['tags'];

/**
 * What the columns of a file are, by their names, and for the profile by what they hold. Pure.
 */
export function guessColumns({ header, rows }: Pick<Table, 'header' | 'rows'>): Mapping {
  const taken = new Set<ColumnMeaning>();
  const claim = (meaning: ColumnMeaning): boolean => {
    if (taken.has(meaning) && !many.includes(meaning)) return false;
    taken.add(meaning);
    return true;
  };
  const mapping: Mapping = header.map((name) => {
    const meaning = meaningOf.get(words(name));
    return meaning !== undefined && claim(meaning) ? meaning : null;
  });
  const holds = (column: number, pattern: RegExp) => {
    const cells = rows.slice(0, 200).flatMap(({ cells }) => cells[column]?.trim() || []);
    return cells.length > 0 && cells.filter((cell) => pattern.test(cell)).length > cells.length / 2;
  };
  // "LinkedIn" of one export is the person's page and of another the company's.
  const profile = mapping.indexOf('profile');
  if (profile >= 0 && holds(profile, /linkedin\.com\/(?:company|school)\//i)) {
    mapping[profile] = claim('company_url') ? 'company_url' : null;
    taken.delete('profile');
  } else if (profile >= 0 && holds(profile, /linkedin\.com\/sales\//i) && claim('sales_profile')) {
    mapping[profile] = 'sales_profile';
    taken.delete('profile');
  }
  if (!taken.has('profile')) {
    const column = header.findIndex(
      (_, i) => mapping[i] === null && holds(i, /linkedin\.com\/(?:[a-z]+\/)*(?:in|pub)\/|^\/?in\//i),
    );
    if (column >= 0) mapping[column] = 'profile';
  }
  // "Nome" beside "Sobrenome" is a first name, alone it is the whole.
  const first = mapping.indexOf('first_name');
  if (
    first >= 0 &&
    words(header[first] ?? '') === 'nome' &&
    !mapping.includes('last_name') &&
    !mapping.includes('name')
  ) {
    mapping[first] = 'name';
  }
  return mapping;
}

/** By what a person is found: without any of them no row can be imported. */
export function hasAddress(mapping: Mapping): boolean {
  return mapping.some((m) => m === 'profile' || m === 'sales_profile' || m === 'linkedin_id');
}

/** As a button and the database carry it. */
export function readMapping(columns: readonly string[]): Mapping {
  return columns.map((word) => columnMeanings.find((meaning) => meaning === word) ?? null);
}
export function mappingWords(mapping: Mapping): string[] {
  return mapping.map((meaning) => meaning ?? '');
}
