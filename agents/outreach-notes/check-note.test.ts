import { describe, expect, it, test } from 'vitest';
import { basisOf, faultOf, type NoteBounds } from './check-note.ts';

const bounds: NoteBounds = {
  language: 'pt',
  firstName: 'Ana',
  name: 'DR. ANA SOUZA',
  facts: ['Gerente de Qualidade', 'OrtoVale', 'Fabricamos implantes de titânio em Rio Claro desde 1998'],
  company: 'OrtoVale',
  matter: [
    'Apresentar nosso serviço de validação de limpeza de implantes a quem cuida da qualidade',
    'Marina Prado',
    'A validação de limpeza pede três lotes consecutivos. A norma ISO 19227 descreve os ensaios.',
  ],
  rules: [{ id: 'r', kind: 'banned_word', pattern: 'revolucionário', language: null } as never],
};
const english: NoteBounds = {
  ...bounds,
  language: 'en',
  facts: ['Quality Manager', 'OrtoVale', 'We make titanium implants'],
  matter: [
    'Offer our cleaning validation service to quality people',
    'Marina Prado',
    'Three lots are validated.',
  ],
};
const at = { step: 2, most: 300 };
const code = (text: string, of: NoteBounds = bounds) => faultOf(text, at, of)?.code ?? null;

describe('faultOf()', () => {
  it.each([
    'Olá Ana, vi que você é Gerente de Qualidade na OrtoVale. Posso lhe enviar um material sobre validação de limpeza?',
    'Olá Ana! Aqui é Marina Prado. Trabalho com validação de limpeza de implantes e gostaria de trocar ideias.',
    'Olá, tudo bem? Gostaria de me conectar para trocar ideias sobre validação de limpeza.',
    'Bom dia, Ana. A OrtoVale fabrica implantes de titânio desde 1998. A norma ISO 19227 descreve os ensaios de limpeza.',
    'Olá Ana, tudo bem? Sua equipe na OrtoVale já valida a limpeza com três lotes?',
    'Oi Ana, se fizer sentido para você, podemos conversar por alguns minutos?',
  ])('lets through what the facts and the purpose hold: %s', (text) => {
    expect(faultOf(text, at, bounds)).toBeNull();
  });

  it.each([
    'Hi Ana, I saw that you are Quality Manager at OrtoVale. May I send you our guide to cleaning validation?',
    'Hi Ana, I work with cleaning validation of titanium implants and would like to connect.',
    'Hi Ana, would your team at OrtoVale like to see how three lots are validated?',
  ])('lets through, in English: %s', (text) => {
    expect(faultOf(text, at, english)).toBeNull();
  });

  it.each([
    ['a title in the greeting', 'Olá DR. ANA, posso lhe enviar um material?', 'wrong_name'],
    ['another name', 'Olá Beatriz, posso lhe enviar um material?', 'wrong_name'],
    ['the name as the list writes it', 'Olá ANA, posso lhe enviar um material?', 'wrong_name'],
    ['a family name', 'Prezada Souza, posso lhe enviar um material?', 'wrong_name'],
    ['an open placeholder', 'Olá {{firstName}}, posso lhe enviar um material?', 'placeholder'],
    ['a greeting without its name', 'Olá , posso lhe enviar um material?', 'placeholder'],
    ['a role that no fact holds', 'Olá Ana, você é diretora de qualidade na OrtoVale.', 'asserted'],
    [
      'a talk that no fact holds',
      'Olá Ana, vi sua palestra sobre limpeza e gostaria de me conectar.',
      'asserted',
    ],
    ['congratulations', 'Olá Ana, parabéns pela expansão da OrtoVale!', 'asserted'],
    ['an earlier talk', 'Olá Ana, como conversamos, segue o material sobre limpeza.', 'asserted'],
    ['a common acquaintance', 'Olá Ana, temos conexões em comum e trabalho com implantes.', 'asserted'],
    ['a need', 'Olá Ana, imagino que você sofra com auditorias.', 'asserted'],
    ['a deed', 'Olá Ana, você revolucionou a qualidade na OrtoVale.', 'asserted'],
    ['praise', 'Olá Ana, seu trabalho na OrtoVale é admirável.', 'asserted'],
    ['a thing of theirs', 'Olá Ana, seus desafios na OrtoVale pedem uma conversa.', 'asserted'],
    ['a number', 'Olá Ana, a OrtoVale tem 350 funcionários.', 'unknown_number'],
    ['a company', 'Olá Ana, trabalho com a Medtronic em validação de limpeza.', 'unknown_name'],
    ['an address', 'Olá Ana, veja https://exemplo.com/guia sobre validação de limpeza.', 'link'],
    ['a banned word', 'Olá Ana, um serviço revolucionário de validação de limpeza.', 'banned'],
    [
      'another language',
      'Hello Ana, we would like to send you the material about the cleaning validation of implants.',
      'language',
    ],
    ['too many characters', `Olá Ana, ${'validação de limpeza '.repeat(20)}`, 'too_long'],
    ['nothing', '', 'empty'],
  ])('finds %s', (_, text, wanted) => {
    expect(code(text)).toBe(wanted);
  });

  it.each([
    ['a role', 'Hi Ana, as a director at OrtoVale you decide on cleaning.', 'asserted'],
    ['a post', 'Hi Ana, I loved your post on cleaning validation.', 'asserted'],
    ['an earlier meeting', 'Hi Ana, it was nice meeting you, let us connect.', 'asserted'],
    ['a need', 'Hi Ana, I know you struggle with audits.', 'asserted'],
    ['a mutual connection', 'Hi Ana, we have a mutual connection.', 'asserted'],
    ['praise', 'Hi Ana, your impressive work at OrtoVale is known.', 'asserted'],
  ])('finds in English %s', (_, text, wanted) => {
    expect(code(text, english)).toBe(wanted);
  });

  it('greets no one by name whose name is not known', () => {
    const unknown = { ...bounds, firstName: null, name: 'M.' };
    expect(code('Olá M., posso lhe enviar um material?', unknown)).toBe('wrong_name');
    expect(code('Olá, posso lhe enviar um material sobre limpeza?', unknown)).toBeNull();
    const pictured = { ...bounds, firstName: 'José', name: 'josé 🚀 silva' };
    expect(code('Olá José, posso lhe enviar um material?', pictured)).toBeNull();
    expect(code('Olá josé 🚀, posso lhe enviar um material?', pictured)).toBe('wrong_name');
  });

  it('holds a role in the other language against the fact', () => {
    expect(
      code('Olá Ana, vi que você é gerente de qualidade na OrtoVale.', {
        ...bounds,
        facts: ['Quality Manager', 'OrtoVale'],
      }),
    ).toBeNull();
  });

  it('counts UTF-16 units, of which there are never fewer than letters', () => {
    const text = `Olá Ana, ${'🙂'.repeat(95)}`;
    expect([...text].length).toBeLessThan(200);
    expect(faultOf(text, { step: 1, most: 200 }, bounds)?.code).toBeUndefined();
    expect(faultOf(`${text}🙂`, { step: 1, most: 200 }, bounds)?.code).toBe('too_long');
  });
});

test('basisOf() keeps what a text says and a fact holds', () => {
  const facts = [{ id: 'f1', field: 'title', value: 'Gerente de Qualidade', quote: null }];
  const about = (words: string, fact = 'f1') =>
    basisOf([{ fact, words }], ['Você é gerente de qualidade.'], facts);
  expect(about('gerente de qualidade')).toHaveLength(1);
  expect(about('diretora')).toHaveLength(0);
  expect(about('gerente de qualidade', 'f9')).toHaveLength(0);
  expect(about('Você é')).toHaveLength(0);
});
