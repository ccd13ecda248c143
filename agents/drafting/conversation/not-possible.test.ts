import { expect, test } from 'vitest';
import type { FindingCode } from '../../../ports/content.ts';
import { notPossible } from './not-possible.ts';

test.each<[FindingCode[], string]>([
  [['number_not_found'], 'número'],
  [['banned_in_quote', 'number_not_found'], 'regras da casa'],
  [['quote_not_found'], 'fontes'],
  [['unknown_mark'], 'fontes'],
  [['overflow'], 'cabe'],
  [['slide_topic'], 'assunto do slide'],
  [['off_topic'], 'assunto do briefing'],
  [['broken_promise', 'long_title'], 'promete uma quantidade'],
  [['markup'], 'verificações'],
  [[], 'verificações'],
])('notPossible() of %j says why and that the version stands', (codes, why) => {
  const text = notPossible('pt', 3, codes);
  expect(text).toContain(why);
  expect(text).toContain('A versão 3 continua como está');
  expect(notPossible('en', 3, codes)).toContain('Version 3 stays as it is');
});
