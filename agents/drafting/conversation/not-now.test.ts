import { expect, test } from 'vitest';
import { notNow, soAlready } from './not-now.ts';

test.each([
  ['budget_cap', 'limite de gastos', 'spending cap'],
  ['model_refused_request', 'recusou a responder', 'refused to answer'],
  ['model_refused_key', 'um administrador', 'an admin'],
  ['model_not_found', 'um administrador', 'an admin'],
  ['model_unavailable', 'não respondeu', 'did not answer'],
  ['model_invalid_answer', 'resposta que sirva', 'no usable answer'],
  ['model_busy', 'não respondeu', 'did not answer'],
  ['model_no_credit', 'sem crédito', 'no credit'],
  ['model_wrong_address', 'um administrador', 'an admin'],
  ['model_context_full', 'aceita de uma vez', 'takes at once'],
  ['model_cut_off', 'resposta que sirva', 'no usable answer'],
  ['internal', 'algo falhou', 'something failed'],
])('notNow() says in words why, for %s, and what stands', (code, pt, en) => {
  expect(notNow('pt', { version: 3, isOpen: true }, code, 'read')).toMatch(
    new RegExp(`ler isto agora.*${pt}.*versão 3`),
  );
  expect(notNow('en', { outline: 2 }, code, 'made')).toMatch(
    new RegExp(`make this change now.*${en}.*Outline 2`),
  );
});

test('soAlready() says that there is no other version', () => {
  expect(soAlready('en', { version: 3, isOpen: true })).toBe(
    'It is so already, so there is no other version. Version 3 stands as it is and can be approved.',
  );
});

test('notNow() and soAlready() promise no approval of a version that is closed for it', () => {
  const closed = { version: 3, isOpen: false };
  for (const said of [soAlready('pt', closed), notNow('pt', closed, 'internal', 'drawn')]) {
    expect(said).toContain('A versão 3 continua como está, fechada para aprovação.');
    expect(said).not.toContain('pode ser aprovada');
  }
});
