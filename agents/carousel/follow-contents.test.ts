import { describe, expect, it } from 'vitest';
import { aDeck, aSlide } from '../../testing/carousel/deck.ts';
import { followContents } from './follow-contents.ts';

const listed = (body: string) => ({ ...aDeck(), post: { ...aDeck().post, body } });
const titles = ['A limpeza se valida em 3 lotes', 'O que perguntar', 'O registro fica'];

describe('followContents()', () => {
  it('lists the slides as they are, all and in their order, after a swap, an addition and a new title', () => {
    const before = listed(`Neste carrossel:\n${titles.map((t) => `→ ${t}`).join('\n')}\n\nSalve.`);
    const [cover, one, two, three, cta] = before.slides;
    if (!cover || !one || !two || !three || !cta) throw new Error('five slides');
    const after = {
      ...before,
      slides: [cover, three, aSlide('Novo passo'), { ...one, title: 'Lotes' }, two, cta],
    };
    expect(followContents(after, before).post.body).toBe(
      'Neste carrossel:\n→ O registro fica\n→ Novo passo\n→ Lotes\n→ O que perguntar\n\nSalve.',
    );
  });

  it('completes a list that stops early and numbers it anew', () => {
    const deck = listed(`1. ${titles[0]}\n2. ${titles[1]}`);
    expect(followContents(deck).post.body).toBe(titles.map((t, at) => `${at + 1}. ${t}`).join('\n'));
  });

  it('leaves any other list, and a post without one, byte for byte', () => {
    for (const body of ['- água\n- forno\n- swab', 'Sem lista.'])
      expect(followContents(listed(body)).post.body).toBe(body);
  });
});
