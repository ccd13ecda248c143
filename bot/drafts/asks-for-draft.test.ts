import { expect, it } from 'vitest';
import { asksForDraft } from './asks-for-draft.ts';

it.each([
  ['carousel about cleaning', 'carousel', 'cleaning'],
  ['please make a carousel: cleaning', 'carousel', 'cleaning'],
  ['faça um carrossel sobre limpeza', 'carousel', 'limpeza'],
  ['carrossel', 'carousel', ''],
  ['Article', 'blog', ''],
  ['crie um artigo, por favor', 'blog', 'por favor'],
  ['pesquisa: como se valida a limpeza?', 'research', 'como se valida a limpeza?'],
  ['/research how is it validated?', 'research', 'how is it validated?'],
  ['relatório', 'research', ''],
])('asksForDraft() hears in "%s" a %s', (said, type, brief) => {
  expect(asksForDraft(said)).toEqual({ type, brief });
});

it.each(['what can you do?', 'we need a carousel', 'the articled clerk', 'ok', ''])(
  'asksForDraft() hears none in "%s"',
  (said) => {
    expect(asksForDraft(said)).toBeNull();
  },
);
