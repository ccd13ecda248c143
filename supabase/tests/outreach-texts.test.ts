import { expect, test } from 'vitest';
import { normalText, placeholderIn } from '../../platform/placeholder-in.ts';
import { readable, withoutUnseen } from '../../platform/unseen-characters.ts';
import { useDatabase } from '../../testing/database/database.ts';

const database = useDatabase();

const one = async (sql: string, values: unknown[] = []) =>
  (await database.owner.query(sql, values)).rows[0]?.answer as unknown;

test('placeholder_in() names what a template left open, in the forms that tools write', async () => {
  const texts: [string, string][] = [
    ['Olá {{firstName}}, tudo bem?', '{{firstName}}'],
    ['Olá {{ first_name }}!', '{{ first_name }}'],
    ['Oi {{}}, tudo bem?', '{{}}'],
    ['Oi {{ }}, tudo bem?', '{{ }}'],
    ['Hi {{contact.firstname | default: "there"}}', '{{contact.firstname | default: "there"}}'],
    ['Hi {% if name %}Ana{% endif %}', '{% if name %}'],
    ['Hi {first_name}, nice', '{first_name}'],
    ['Hi {First Name}, nice', '{First Name}'],
    ['Hi {0}, nice', '{0}'],
    ['{Oi|Olá} Ana', '{Oi|Olá}'],
    ['Hi {}, nice', '{}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the placeholder.
    ['Oi ${name}, tudo bem?', '${name}'],
    ['Oi #{nome}', '#{nome}'],
    ['Hi [First Name], nice', '[First Name]'],
    ['Olá [NOME], tudo bem?', '[NOME]'],
    ['Olá [nome da empresa]', '[nome da empresa]'],
    ['Vi que a [EMPRESA] cresceu', '[EMPRESA]'],
    ['Hi [Your Name Here]', '[Your Name Here]'],
    ['Hi [insert company name]', '[insert company name]'],
    ['Hi [FIRST_NAME]', '[FIRST_NAME]'],
    ['Hi [[name]]', '[[name]]'],
    ['Hi [ ], nice', '[ ]'],
    ['Olá %FIRSTNAME%, tudo bem?', '%FIRSTNAME%'],
    ['Olá %%first_name%%', '%%first_name%%'],
    ['Olá %s, tudo bem?', '%s'],
    ['Hi *|FNAME|*', '*|FNAME|*'],
    ['Hi |NAME|', '|NAME|'],
    ['Oi #nome#', '#nome#'],
    ['Oi $firstName,', '$firstName'],
    ['Oi @nome, tudo bem?', '@nome'],
    ['Olá <nome>, tudo bem?', '<nome>'],
    ['Hi <First Name>', '<First Name>'],
    ['Hi <<name>>', '<<name>>'],
    ['Hi <%= name %>', '<%= name %>'],
    ['Olá «nome», tudo bem?', '«nome»'],
    ['Olá (nome), tudo bem?', '(nome)'],
    ['Olá (inserir nome), tudo bem?', '(inserir nome)'],
    ['Olá __NAME__, tudo bem?', '__NAME__'],
    ['Olá ____, tudo bem?', '____'],
    ['Olá , tudo bem?', 'Olá ,'],
    ['Bom dia , tudo bem?', 'Bom dia ,'],
    ['Prezado(a) , segue', 'Prezado(a) ,'],
    ['Dear ,\nI saw', 'Dear ,'],
    ['Dear,\nI saw', 'Dear,'],
    ['Olá undefined, tudo bem?', 'Olá undefined'],
    ['Hi null, nice', 'Hi null'],
    ['Hi [object Object]', '[object Object]'],
    ['Lorem ipsum dolor sit amet', 'Lorem ipsum'],
    ['Vi seu trabalho na XXX e gostei', 'XXX'],
    ['O preço é xxxx', 'xxxx'],
    ['TODO: nome', 'TODO:'],
    ['Seu nome aqui e obrigado', 'Seu nome aqui'],
  ];
  const found = [];
  for (const [text] of texts)
    found.push([text, await one('select outreach.placeholder_in($1) as answer', [text])]);
  expect(found).toEqual(texts);
  expect(texts.map(([text]) => [text, placeholderIn(text)])).toEqual(texts);
});

test('placeholder_in() leaves ordinary brackets, signs and words alone', async () => {
  const texts = [
    'Olá Ana, tudo bem?',
    'Olá, tudo bem?',
    'Oi! Vi sua palestra.',
    'Bom dia, Carlos! Tudo certo?',
    'Cara Ana, segue o material',
    'Veja o estudo [1] e a norma (ISO 13485), item 7.5.6 [sic].',
    'Usinagem de Ti-6Al-4V [ELI] (grau 23)',
    '[Atualização] Nova data da feira',
    'A norma [ASTM F136] pede isso',
    'O que acha? [x] sim [y] não',
    'Crescemos 40% em 2025 e 12 % neste ano',
    'De 50% a 60% dos lotes',
    'R$ 1.200,00 por lote, US$ 250 fora',
    'Adorei <3 e o número 2 < 3 > 1',
    'Ele disse «obrigado» e «até logo»',
    'Fale com ana@empresa.com.br ou @marina',
    'Nos vemos no XXX Congresso Brasileiro de Ortopedia',
    'Tamanhos XL e XXL',
    'TODO mundo gostou',
    'Use o código {"a": 1} no exemplo',
    'Conjunto { "lote": 3 }',
    'snake_case e nome_do_arquivo.pdf',
    'A nossa empresa (fundada em 1998) atende o setor',
    'Seu nome foi indicado aqui na equipe',
    'Preço (por unidade) e prazo (em dias)',
    'C# e F# são linguagens',
    '#implantes #titânio',
    'Hello everybody, I am here',
    'Dear Ana, thank you',
    '1|2|3 e a|b',
    'Segue o link: https://www.linkedin.com/in/ana?x=%20y&u=1',
  ];
  const found = [];
  for (const text of texts) {
    const answer = await one('select outreach.placeholder_in($1) as answer', [text]);
    if (answer !== null) found.push([text, answer]);
  }
  expect(found).toEqual([]);
  expect(texts.filter((text) => placeholderIn(text) !== null)).toEqual([]);
});

test('the unseen characters of schema outreach are those of platform/unseen-characters.ts, one by one', async () => {
  // Planes 0 and 1, and the tags; the rest of Unicode is ideographs, private or not assigned.
  const blocks: string[] = [];
  for (let from = 0; from <= 0xe1fff; from += 128) {
    if (from === 0x20000) from = 0xdf000;
    const block: string[] = [];
    for (let c = from; c < from + 128; c += 1)
      if (c > 0 && (c < 0xd800 || c > 0xdfff)) block.push(String.fromCodePoint(c));
    blocks.push(block.join('|'));
  }
  const { rows } = await database.owner.query(
    `select outreach.without_unseen(text) as compared, outreach.seen_text(text) as sent
     from unnest($1::text[]) with ordinality b(text, place) order by place`,
    [blocks],
  );
  expect(rows.map((r) => r.compared)).toEqual(blocks.map(withoutUnseen));
  expect(rows.map((r) => r.sent)).toEqual(blocks.map(readable));
  expect(blocks.join('').length - blocks.map(withoutUnseen).join('').length).toBeGreaterThan(4000);
});

test.each([
  ['a soft hyphen', 'Ol\u00adá Ana', 'Olá Ana'],
  ['zero width', 'O\u200bl\u200cá\u200d A\u2060na\ufeff', 'Olá Ana'],
  ['bidi marks', '\u202eOlá\u202c \u2066Ana\u2069\u200e\u200f\u061c', 'Olá Ana'],
  ['tag letters', 'Olá Ana\u{e0061}\u{e0062}\u{e007f}', 'Olá Ana'],
  ['variation selectors', 'Olá\ufe00 Ana\ufe0f\u{e0100}', 'Olá Ana'],
  ['fillers', 'Olá\u3164 Ana\u115f\uffa0\u2800', 'Olá Ana'],
  ['control characters', 'Olá\u0007 Ana\u009f\u001b', 'Olá Ana'],
  ['line ends', 'Olá\r\nAna\rBia\u2028Leo', 'Olá\nAna\nBia\nLeo'],
  ['emoji, which stay whole', 'Oi 👩‍⚕️👍🏽 ❤️ ok', 'Oi 👩‍⚕️👍🏽 ❤️ ok'],
  ['a joiner behind an emoji and before nothing', 'Oi 👍\u200d Ana', 'Oi 👍 Ana'],
])('normal_text() takes out %s', async (_, given, right) => {
  expect(await one('select outreach.normal_text($1) as answer', [given])).toBe(right);
  expect(normalText(given)).toBe(right);
});

test('words_of() folds case, accents, width, white space, punctuation and what cannot be seen', async () => {
  const same = [
    'Olá Ana, tudo bem?',
    'OLÁ ANA, TUDO BEM?',
    'Olá  Ana,\n\ntudo bem?',
    'Ola Ana, tudo bem',
    'Olá\u00a0Ana, tudo bem?!',
    'Ol\u00adá A\u{e0061}na, tudo bem?',
    'Ｏlá Ａna, tudo bem?',
    'Ola\u0301 Ana, tudo bem?',
    'Olá\u3000Ana, tudo bem?',
    '\u202eOlá Ana\u202c, tudo bem?',
  ];
  const keys = [];
  for (const text of same) keys.push(await one('select outreach.words_of($1) as answer', [text]));
  expect(new Set(keys).size).toBe(1);
  expect(await one('select outreach.words_of($1) as answer', ['👍'])).not.toBe(
    await one('select outreach.words_of($1) as answer', ['🎉']),
  );
  expect(await one('select outreach.words_of($1) as answer', ['Olá Ana'])).not.toBe(
    await one('select outreach.words_of($1) as answer', ['Olá Bia']),
  );
});
