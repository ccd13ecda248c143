import { createRenderer } from '../../agents/design/slides/create-renderer.ts';
import type { Renderers } from '../../agents/start.ts';
import type { Deck } from '../../ports/model-tasks.ts';

/**
 * Files that tell what they would show, for tests that look at no picture: drawing is most of the work of a job. A page
 * differs as it would with its slide, and with the draft mark. Whether a deck fits is found out as ever.
 */
export async function plainRenderers(): Promise<Renderers> {
  const { check } = await createRenderer();
  const file = (...told: unknown[]) => Buffer.from(JSON.stringify(told));
  const markOf = (draft: boolean) => (draft ? 'draft' : 'final');
  const drawn = (deck: Deck, mark: 'draft' | 'final') => ({
    pages: deck.slides.map((slide, at) => file('page', mark, at, slide)),
    overview: file('overview', mark, deck),
    pdf: file('pdf', mark, deck),
  });
  return {
    carousel: {
      check,
      render: async (deck, _brand, { draft }) => drawn(deck, markOf(draft)),
      renderBoth: async (deck) => ({ draft: drawn(deck, 'draft'), final: drawn(deck, 'final') }),
      renderChange: async (before, after) => file('change', before.deck, after.deck),
    },
    preview: {
      render: async (article, _brand, { draft }) => ({
        pages: article.parts.map((part) => file('page', markOf(draft), part)),
        overview: file('overview', markOf(draft), article),
      }),
      share: async (article, _brand, { draft }) => file('share', markOf(draft), article),
    },
    report: {
      pdf: async (report, _brand, { draft }) => file('pdf', markOf(draft), report),
      overview: async (report, _brand, { draft }) => file('overview', markOf(draft), report),
    },
  };
}
