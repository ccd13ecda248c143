import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { carouselBrief, slideCount, slideFinding, teamPicture } from '../../ports/content.ts';
import { deck, deckPlan } from '../../ports/model-tasks.ts';
import type { CarouselRenderer } from '../design/slides/create-renderer.ts';
import { draftingFields, findingFields, type Node, shownFields } from '../drafting/state.ts';
import type { DraftingTools } from '../drafting/tools.ts';

/** What the nodes of one claim of one job work with. */
export interface CarouselTools extends DraftingTools {
  renderer: CarouselRenderer;
}

/** What a carousel's thread holds. */
export const carouselState = new StateSchema({
  ...draftingFields,
  ...findingFields(slideFinding, z.number().int().nullable()),
  brief: carouselBrief,
  /** Slides that the deck must have, cover and call to action included. */
  slides: z.number().int().default(slideCount.default),
  /** Pictures of the team's own that the deck may show. `removed`: one that a version shows and that is no longer kept. */
  pictures: z.array(teamPicture.extend({ removed: z.boolean().optional() })).default([]),
  // Not `plan`: a node has that name, and LangGraph wants the names of nodes and channels apart.
  planned: deckPlan.nullable().default(null),
  deck: deck.nullable().default(null),
  /** The draft that people answered to: what the next version starts from, and what stays when none can be made. */
  shown: z
    .object({ ...shownFields(slideFinding), deck, slides: z.number().int() })
    .nullable()
    .default(null),
  /** Slides that this version may change; null: all of them. */
  scope: z.array(z.number().int()).nullable().default(null),
});
export type CarouselState = typeof carouselState.State;
export type CarouselNode = Node<CarouselState>;
