import type { Passage } from '../../ports/content.ts';
import type { Deck, Slide } from '../../ports/model-tasks.ts';

export const aPassage: Passage = {
  id: 'd1#0',
  document_id: 'd1',
  title: 'Limpeza de implantes',
  url: null,
  language: 'pt',
  text: 'A validação da limpeza usa 3 lotes. A água tem 0,2 µm de filtração e o forno fica a 121 °C por 15 minutos.',
  rank: 1,
};
export const quoted = { passage_id: 'd1#0', quote: 'A validação da limpeza usa 3 lotes.' };

export const aSlide = (title: string, more: Partial<Slide> = {}): Slide =>
  ({ layout: 'statement', title, body: 'Limpeza se valida.', evidence: [quoted], ...more }) as Slide;

/** A deck of five slides that passes every check. */
export const aDeck = (): Deck => ({
  title: 'Limpeza de implantes',
  slides: [
    { layout: 'cover', kicker: 'Qualidade', title: 'Limpeza se prova', subtitle: 'Em 3 lotes', evidence: [] },
    aSlide('A limpeza se valida em 3 lotes'),
    {
      layout: 'checklist',
      title: 'O que perguntar',
      items: ['Quantos lotes?', 'Qual filtração?'],
      evidence: [quoted],
    },
    aSlide('O registro fica'),
    {
      layout: 'cta',
      title: 'Fale conosco',
      body: 'Peça o protocolo.',
      action: 'Envie um e-mail',
      evidence: [],
    },
  ],
  post: {
    hook: 'Limpeza se prova.',
    body: 'Em 3 lotes.',
    hashtags: ['#Implantes', '#Qualidade', '#ISO13485'],
  },
});
