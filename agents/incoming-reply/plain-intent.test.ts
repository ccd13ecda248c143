import { expect, test } from 'vitest';
import { plainIntent } from './plain-intent.ts';

test.each([
  ['Por favor, não me escreva mais.', 'unsubscribe'],
  ['NÃO ME MANDE MAIS mensagens', 'unsubscribe'],
  ['Me remova da lista', 'unsubscribe'],
  ['Parem... pare de me enviar isso', 'unsubscribe'],
  ['Please stop messaging me', 'unsubscribe'],
  ['Don’t contact me again', 'unsubscribe'],
  ['Take me off your list', 'unsubscribe'],
  ['Estou de férias até 10/12, volto depois', 'out_of_office'],
  ['Resposta automática: fora do escritório', 'out_of_office'],
  ['I am out of the office until Monday', 'out_of_office'],
  ['Não tenho interesse', null],
  ['Pode me enviar mais detalhes?', null],
  ['Não deixe de me escrever quando tiver novidades', null],
  ['We stop production in December', null],
])('plainIntent() of "%s" is %s', (text, intent) => {
  expect(plainIntent(text)).toBe(intent);
});
