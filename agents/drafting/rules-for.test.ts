import { expect, test } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import { rulesFor } from './rules-for.ts';

test('rulesFor() keeps the rules of the language and those of none', () => {
  const rule = (id: string, language?: HouseRule['language']): HouseRule => ({
    id,
    kind: 'banned_word',
    pattern: id,
    severity: 'block',
    reason: '',
    ...(language === undefined ? {} : { language }),
  });
  const rules = [rule('pt', 'pt'), rule('en', 'en'), rule('null', null), rule('absent')];
  expect(rulesFor(rules, 'pt').map((r) => r.id)).toEqual(['pt', 'null', 'absent']);
  expect(rulesFor(rules, 'en').map((r) => r.id)).toEqual(['en', 'null', 'absent']);
});
