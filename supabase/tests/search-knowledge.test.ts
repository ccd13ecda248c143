import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { readKnowledge } from '../../testing/seed.ts';
import { connectParts, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
const add = async (language: 'pt' | 'en', title: string, text: string) => {
  const document = { team_id: TEAM, person_id: 'rui', title, language, url: null, text };
  const { rows } = await database.owner.query('select content.add_document($1) as id', [
    JSON.stringify(document),
  ]);
  return String(rows[0]?.id);
};
const search = (query: string, language: 'pt' | 'en' | null = 'pt') =>
  parts.agent.searchKnowledge(TEAM, query, language, 5);

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});

/** Finds a passage of `text`, alone in the base, by the word. */
async function finds(language: 'pt' | 'en', text: string, word: string): Promise<boolean> {
  const id = await add(language, 'Nota', text);
  const { passages, matched } = await search(word, language);
  await database.owner.query('delete from content.documents where id = $1', [id]);
  expect(matched.length, 'what is matched is found').toBe(passages.length);
  return passages.some((p) => p.document_id === id);
}

describe('search_knowledge() finds', () => {
  it.each([
    ['carrossel', 'carrosséis'],
    ['carrosséis', 'carrossel'],
    ['fornecedor', 'fornecedores'],
    ['fornecedores', 'fornecedora'],
    ['validação', 'validações'],
    ['validações', 'validacao'],
    ['validar', 'validação'],
    ['validado', 'validamos'],
    ['inspeção', 'inspecoes'],
    ['materiais', 'material'],
    ['nível', 'niveis'],
    ['níveis', 'nível'],
    ['perfil', 'perfis'],
    ['fácil', 'fáceis'],
    ['aceitável', 'aceitar'],
    ['imagem', 'imagens'],
    ['dose', 'doses'],
    ['doses', 'dose'],
    ['corrosões', 'corrosao'],
    ['limpo', 'limpas'],
    ['eficiência', 'eficiencia'],
    ['eficiente', 'eficiências'],
    ['óleo', 'oleos'],
    ['qualificação', 'qualificamos'],
  ])('a Portuguese text with "%s" by "%s"', async (written, typed) => {
    expect(await finds('pt', `O texto traz ${written} e mais nada.`, typed)).toBe(true);
  });

  it.each([
    ['sterilisation', 'sterilization'],
    ['sterilized', 'sterilising'],
    ['colour', 'colored'],
    ['aluminium', 'aluminum'],
    ['fibre', 'fibers'],
    ['orthopaedic', 'orthopedic'],
    ['analysed', 'analyze'],
    ['suppliers', 'supplier'],
    ['validating', 'validation'],
  ])('an English text with "%s" by "%s"', async (written, typed) => {
    expect(await finds('en', `The text has ${written} and nothing more.`, typed)).toBe(true);
  });

  it.each([
    ['RDC 665/2022', '665'],
    ['RDC 665/2022', 'RDC 665/2022'],
    ['norma ISO\u00a013485:2016', 'iso-13485'],
    ['área de 240 m²', 'm2'],
    ['ﬁxação com soft\u00adware', 'fixacao software'],
    ['Valida\u0063\u0327a\u0303o decomposta', 'validação'],
    ['IQ,OQ;PQ', 'oq'],
  ])('"%s" by "%s"', async (written, typed) => {
    const id = await add('pt', 'Nota', `O texto traz ${written} aqui.`);
    const { terms, matched } = await search(typed);
    await database.owner.query('delete from content.documents where id = $1', [id]);
    expect(terms.length).toBeGreaterThan(0);
    expect(matched).toEqual(terms);
  });

  it.each([
    ['pt', 'esterilização', 'esterelização'],
    ['pt', 'passivação', 'passivasão'],
    ['pt', 'embalagem', 'embalajem'],
    ['pt', 'suíço', 'suisso'],
    ['pt', 'concessão', 'concesões'],
    ['pt', 'rastreabilidade', 'rastreablidade'],
    ['pt', 'fornecedor', 'forncedor'],
    ['pt', 'certificado', 'certficados'],
    ['en', 'traceability', 'tracability'],
    ['en', 'chromium', 'chromuim'],
    ['en', 'management', 'managment'],
    ['en', 'stainless', 'stainles'],
    ['en', 'accelerated', 'acelerated'],
    ['en', 'identification', 'identifcaton'],
  ] as const)('a text in %s with "%s" by the mistyped "%s"', async (language, written, typed) => {
    expect(await finds(language, `Xx ${written} yy.`, typed)).toBe(true);
  });

  it('the document of the language that is asked for first, and says from where to where it stands', async () => {
    const text = 'Um parágrafo sem nada.\n\n'.repeat(60);
    const ids = [
      await add('en', 'Anodising', `${text}Niobium anodes are kept dry.`),
      await add('pt', 'Anodização', `${text}Niobium fica seco.`),
    ];
    const [first] = (await search('niobium', 'pt')).passages;
    expect(first).toMatchObject({ document_id: ids[1], language: 'pt', fetched_at: null });
    // The day on which its document came in: of two that contradict each other the newer one counts.
    expect(Date.now() - Date.parse(first?.added_at ?? '')).toBeLessThan(24 * 3_600_000);
    expect(`${text}Niobium fica seco.`.slice(first?.start_at, first?.end_at)).toBe(first?.text);
    expect((await search('niobium', 'en')).passages[0]?.document_id).toBe(ids[0]);
    expect((await search('niobium', null)).passages.map((p) => p.document_id).sort()).toEqual(
      [...ids].sort(),
    );
  });

  it('a word as it is typed before another word of the same stem', async () => {
    const rooms = await add('pt', 'Salas', 'As salas e a sala de salas com mais salas.');
    const salt = await add('pt', 'Sais', 'Aqui se fala de SAL uma vez e de outras coisas.');
    const { passages } = await search('sal');
    expect(passages.map((p) => p.document_id)).toEqual([salt, rooms]);
  });

  it('a passage by the heading above it, which it does not repeat', async () => {
    const long = 'Palavras que enchem a seção inteira sem dizer do que se trata. '.repeat(12).trim();
    const id = await add(
      'pt',
      'Manual',
      `## Galvanoplastia\n${long}\n\nO banho dura trinta minutos. ${long}`,
    );
    const { passages } = await search('galvanoplastia banho');
    expect(passages[0]).toMatchObject({ document_id: id });
    expect(passages[0]?.text).toMatch(/^O banho/);
  });
});

describe('search_knowledge() over the seeded documents', () => {
  beforeAll(async () => {
    for (const { language, title, text } of readKnowledge()) await add(language, title, text);
  });

  it.each([
    ['receita de bolo', null],
    ['receita de bolo de cenoura com cobertura de chocolate', 'pt'],
    ['onde assistir futebol no domingo', 'pt'],
    ['viagem barata para praia nas férias', 'pt'],
    ['letra da música de samba', 'pt'],
    ['horóscopo de sagitário hoje', 'pt'],
    ['decoração de casamento rústico', 'pt'],
    ['chocolate cake recipe with walnuts', 'en'],
    ['cheap flights to the beach', 'en'],
    ['guitar lessons for beginners', 'en'],
    ['growing tomatoes on a balcony', 'en'],
    ['puppy training tips', 'en'],
    ['weather forecast for tomorrow', 'en'],
    ['best phone for gaming', 'en'],
    ['melhor celular para jogos', 'pt'],
  ] as const)('matches less than half of "%s"', async (query, language) => {
    const { terms, matched } = await search(query, language);
    expect(terms.length).toBeGreaterThan(1);
    expect(matched.length / terms.length).toBeLessThan(0.5);
  });

  it.each([
    ['rejeita', 'receita'],
    ['F138', 'F139'],
    ['RDC', 'RDD'],
    ['lote', 'bote'],
  ])('takes "%s" for nothing else than it is: not for "%s"', async (_there, typed) => {
    expect(await search(typed)).toMatchObject({ passages: [], matched: [] });
  });

  it('leaves asking words and stop words out of the terms, with and without their accents', async () => {
    const { terms } = await search('Quais são, e até quanto já não também será, os limites do SAL?');
    expect(terms).toEqual(['limites', 'sal']);
    expect((await search('Which of these are the limits, and why?', 'en')).terms).toEqual(['limits']);
    expect((await search('which of the quais limites', null)).terms).toEqual(['limites']);
  });

  it('answers at most as many as are asked for, best first, the same every time', async () => {
    const found = await parts.agent.searchKnowledge(TEAM, 'fornecedor de implantes', 'pt', 7);
    expect(found.passages).toHaveLength(7);
    const ranks = found.passages.map((p) => p.rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(await parts.agent.searchKnowledge(TEAM, 'fornecedor de implantes', 'pt', 7)).toEqual(found);
    expect((await parts.bot.searchKnowledge(TEAM, 'fornecedor de implantes', 'pt', 7)).passages).toEqual(
      found.passages,
    );
  });
});

describe('the known words', () => {
  const known = async () =>
    (
      await database.owner.query(
        'select language, word, documents from content.words where team_id = $1 order by language, word',
        [TEAM],
      )
    ).rows;

  it('follow adding, removing, restoring and deleting of documents', async () => {
    const before = await known();
    const one = await add('pt', 'Palavra', 'Tungstênio tungstênio berilo.');
    const two = await add('pt', 'Palavra', 'Berilo, outra vez.');
    const count = async (word: string) =>
      Number((await known()).find((k) => k.word === word && k.language === 'pt')?.documents ?? 0);
    const counts = async () => [await count('tungstenio'), await count('berilo')];
    expect(await counts()).toEqual([1, 2]);
    await parts.bot.removeDocument(TEAM, one, 'rui');
    expect(await counts()).toEqual([0, 1]);
    expect(await search('tungstenyo')).toMatchObject({ passages: [] });
    await parts.bot.restoreDocument(TEAM, one, 'rui');
    expect(await counts()).toEqual([1, 2]);
    expect((await search('tungstennyo')).matched).toEqual(['tungstennyo']);
    await database.owner.query('delete from content.documents where id = any ($1)', [[one, two]]);
    expect(await known()).toEqual(before);
  });
});
