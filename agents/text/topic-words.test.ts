import { expect, test } from 'vitest';
import { topicWords } from './topic-words.ts';

test.each([
  ['@channel @lucia erros ao escolher um fornecedor', 'erros ao escolher um fornecedor'],
  ['para #marketing: UDI em 2 passos', 'para : UDI em 2 passos'],
  ['qualidade@empresa.com.br e UDI', 'qualidade@empresa.com.br e UDI'],
  ['@channel', '@channel'],
  ['erros ao escolher um <!channel> fornecedor, <@U1> e <#C1|vendas>', 'erros ao escolher um fornecedor, e'],
])('topicWords() of "%s" is "%s"', (topic, words) => {
  expect(topicWords(topic)).toBe(words);
});
