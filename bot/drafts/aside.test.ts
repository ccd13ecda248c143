import { describe, expect, it } from 'vitest';
import { asideOf } from './aside.ts';

describe('asideOf()', () => {
  it.each([
    '@Lúcia você revisa?',
    'oi @Lúcia, encurta a introdução quando puder',
    'você revisa?',
    'Você já aprovou?',
    'can you take a look?',
    'what do you think?',
    'O que vocês acham?',
    'valeu @Thomas!',
    'alguém consegue dar uma olhada hoje?',
    'Could you review the text today, @Thomas?',
  ])('takes %j as talk between colleagues', (text) => {
    expect(asideOf(text).aside).toBe('talk');
  });

  it.each([
    'ok',
    'Obrigada!',
    '👍',
    ':tada: :+1:',
    'valeu, muito obrigado',
    'thanks a lot',
    'Ótimo trabalho, pessoal!',
    'kkk',
  ])('takes %j as a nod', (text) => {
    expect(asideOf(text)).toEqual({ aside: 'nod', called: null });
  });

  it.each([
    ['olá Thomas, você tem um minuto para o carrossel?', 'Thomas'],
    ['Lúcia: me avisa depois', 'Lúcia'],
    ['bom dia thomas! tudo certo', 'thomas'],
    ['hey Lúcia', 'Lúcia'],
  ])('finds who is called in %j', (text, called) => {
    expect(asideOf(text).called).toBe(called);
  });

  it.each([
    'encurte a introdução',
    'muda a cor para azul',
    'você pode encurtar a introdução?',
    'can you make slide 4 shorter?',
    'de onde vem esse número?',
    'você revisa a introdução?',
    'aprovado, pode publicar',
    'slide 4: use um exemplo com números',
    'slide 4: cite a @Lúcia',
    'mais curto, obrigado',
    'pode seguir',
    'você pode ver outra fonte para o resultado 2?',
    'could you check finding 1 against another source?',
  ])('leaves %j to the agent', (text) => {
    expect(asideOf(text).aside).toBeNull();
  });
});
