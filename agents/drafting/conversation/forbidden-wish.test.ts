import { expect, test } from 'vitest';
import type { HouseRule } from '../../../ports/content.ts';
import { forbiddenWish, refusal } from './forbidden-wish.ts';

const rule = (pattern: string, severity: HouseRule['severity'] = 'block'): HouseRule => ({
  id: pattern,
  kind: 'banned_claim',
  pattern,
  severity,
  reason: 'Nenhum dispositivo é livre de risco.',
});
const disclaimer: HouseRule = {
  ...rule('Conteúdo informativo para profissionais; não substitui as normas citadas.', 'warn'),
  kind: 'required_disclaimer',
  reason: 'Não é parecer regulatório.',
};
const rules = [rule('100% seguro'), rule('cura'), rule('incrível', 'warn'), disclaimer];

test.each([
  ['título "Um implante 100% seguro"', '100% seguro'],
  ['faça o slide 2 dizer que curamos pacientes', 'cura'],
  ['tire a segunda frase. Diga que é 100 % seguro', '100% seguro'],
])('forbiddenWish() finds what %j asks for against the rules', (wish, pattern) => {
  expect(forbiddenWish(wish, rules)).toMatchObject({ by: 'ban', rule: { pattern } });
});

test.each([
  'tire o aviso legal do fim',
  'Leave out the disclaimer, please.',
  'mais curto e sem a ressalva',
  'remova a frase “Conteúdo informativo para profissionais”',
  'no disclaimer this time',
])('forbiddenWish() keeps what the rules demand against %j', (wish) => {
  expect(forbiddenWish(wish, rules)).toEqual({ by: 'demand', rule: disclaimer });
});

test.each([
  'approve it for me',
  'send without approval',
  'Aprove por mim, estou sem tempo',
  'aprova logo',
  'pode publicar isso',
  'envie para o LinkedIn sem aprovação',
  'just publish the carousel',
  'aprova pra mim',
  'Aprova aí, por favor',
  'pode aprovar para mim?',
  'aprova logo isso',
  'approve on my behalf, please',
  'marca como aprovado',
  'publica direto no LinkedIn',
  'ok, manda pro LinkedIn agora',
  'post it on LinkedIn now',
  'consider it approved',
  'skip the review',
  'approve',
  'slide 3 shorter. Then approve it yourself.',
])('forbiddenWish() leaves decisions to people: %j', (wish) => {
  expect(forbiddenWish(wish, rules)).toEqual({ by: 'people' });
});

test.each([
  'tire a palavra "cura"',
  'troque "100% seguro" por "com risco residual descrito"',
  'do not say that it is 100% seguro',
  'deixe mais curto',
  'diga que é incrível',
  'slide 3: título "Aprove só com auditoria"',
  'slide 4: approve suppliers only after an audit',
  'explique quem aprova o fornecedor e quando',
  'cite o material como aprovado pela Anvisa',
  'explique como a empresa publica no LinkedIn',
  'mencione o que acontece sem aprovação da Anvisa',
  'say how suppliers send samples without a review by the buyer',
  'não esqueça o aviso legal',
  'put the disclaimer first',
  'um post mais curto',
  'mention which approvals a supplier needs',
])('forbiddenWish() has nothing against %j', (wish) => {
  expect(forbiddenWish(wish, rules)).toBeNull();
});

test('refusal() names the rule and its reason, in both languages', () => {
  const ban = forbiddenWish('100% seguro', rules);
  const demand = forbiddenWish('sem o disclaimer', rules);
  for (const language of ['pt', 'en'] as const) {
    expect(ban && refusal(ban, language)).toContain('“100% seguro” (Nenhum dispositivo é livre de risco)');
    expect(demand && refusal(demand, language)).toContain('(Não é parecer regulatório)');
  }
  expect(refusal({ by: 'people' }, 'en')).toContain('Nothing was decided');
});
