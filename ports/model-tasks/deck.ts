import { z } from 'zod';
import { carouselBrief, evidence, structures } from '../content.ts';
import { draftMaterial, passageIds, saidFinding, speaks } from './material.ts';

// Strict structured output accepts neither optional fields, nor discriminated unions, nor records: every field is
// required, "nothing" is null or an empty list, and the layouts are a plain union. Keys come out in this order, so quotes
// stand before the text that rests on them.
const common = {
  evidence: z.array(evidence).describe('What the slide rests on; empty on cover and cta.'),
  title: z.string().describe('A claim; may be empty on a quote.'),
};
const points = z.object({ heading: z.string(), items: z.array(z.string()).describe('1 to 4, short.') });

export const slide = z.union([
  z
    .object({
      layout: z.literal('cover'),
      ...common,
      kicker: z.string().describe('The field, in one to three words, above the title.'),
      subtitle: z.string().describe('What the deck gives, in a few words.'),
    })
    .describe('First slide.'),
  z
    .object({
      layout: z.literal('statement'),
      ...common,
      body: z.string().describe('One or two sentences under the title.'),
    })
    .describe('One thought.'),
  z
    .object({ layout: z.literal('list'), ...common, items: z.array(z.string()).describe('2 to 6.') })
    .describe('A numbered list.'),
  z
    .object({
      layout: z.literal('steps'),
      ...common,
      steps: z
        .array(
          z.object({
            title: z.string().describe('Two to five words.'),
            body: z.string().describe('One sentence.'),
          }),
        )
        .describe('2 to 4, in order.'),
    })
    .describe('How something is done.'),
  z
    .object({
      layout: z.literal('numbers'),
      ...common,
      numbers: z
        .array(
          z.object({
            value: z.string().describe('As shown, with its unit: "13 485", "0,2 µm".'),
            label: z.string().describe('What it counts or measures.'),
          }),
        )
        .describe('1 to 4.'),
    })
    .describe('Big figures.'),
  z
    .object({
      layout: z.literal('quote'),
      ...common,
      quote: z.string().describe('Words of a passage, shown as such.'),
      author: z.string().describe('Who said or wrote it: a person, a standard, a document by its title.'),
      role: z.string().describe('Who that is, or empty.'),
    })
    .describe('Words worth showing as they are.'),
  z
    .object({
      layout: z.literal('chart'),
      ...common,
      bars: z
        .array(z.object({ label: z.string(), value: z.number().describe('Zero or more, from a quote.') }))
        .describe('2 to 8.'),
      unit: z.string().describe('Of all values; may be empty.'),
      source: z.string().describe('Title of the document.'),
    })
    .describe('Bars to compare.'),
  z
    .object({
      layout: z.literal('comparison'),
      ...common,
      kind: z
        .enum(['neutral', 'wrong_right'])
        .describe(
          'wrong_right only where the passages call the left side a mistake and the right side its remedy, and the left heading says so.',
        ),
      left: points,
      right: points,
    })
    .describe('Two sides.'),
  z
    .object({ layout: z.literal('checklist'), ...common, items: z.array(z.string()).describe('2 to 6.') })
    .describe('Things to tick off: the slide worth saving.'),
  z
    .object({
      layout: z.literal('picture'),
      ...common,
      body: z.string().describe('At most 20 words.'),
      picture: z.string().describe('Id of one of "pictures".'),
    })
    .describe("A picture of the team's own, with a short text beside it."),
  z
    .object({
      layout: z.literal('cta'),
      ...common,
      body: z.string().describe('Why, in one sentence.'),
      action: z.string().describe('What to do, in a few words.'),
    })
    .describe('Last slide.'),
]);
export type Slide = z.infer<typeof slide>;
export type Layout = Slide['layout'];

export const layouts = [
  'cover',
  'statement',
  'list',
  'steps',
  'numbers',
  'quote',
  'chart',
  'comparison',
  'checklist',
  'picture',
  'cta',
] as const satisfies readonly Layout[];

const post = z.object({
  hook: z.string().describe('About 110 characters, never above 140.'),
  body: z.string().describe('Short paragraphs.'),
  hashtags: z.array(z.string()).describe('3 to 5.'),
});
export type Post = z.infer<typeof post>;

/** What the model writes: slides and the text of the post that carries them. */
export const deck = z.object({ title: z.string(), slides: z.array(slide), post });
export type Deck = z.infer<typeof deck>;

export const deckPlan = z.object({
  carried: z
    .string()
    .describe('What the passages say on the topic, with their ids, and what they leave open.'),
  structure: z.enum(structures).describe('How the deck is told.'),
  angle: z.string().describe('The one thing that a reader takes away.'),
  hook: z.string().describe('What the cover says.'),
  outline: z
    .array(
      z.object({
        layout: z.enum(layouts),
        point: z.string().describe('What the slide says, in one sentence.'),
        passage_ids: passageIds,
      }),
    )
    .describe('One entry a slide, in order.'),
  enough: z.boolean().describe('Whether at least half of the slides rest on facts of the passages.'),
  missing: z.string().nullable().describe('Where they are not enough: what a person should add; else null.'),
});
export type DeckPlan = z.infer<typeof deckPlan>;

/** One slide alone. */
export const slideAnswer = z.object({ slide });

/** What every question about a deck carries. */
const deckMaterial = draftMaterial.extend({
  brief: carouselBrief,
  /** Slides of the deck, cover and call to action included. */
  slides: z.number().int().min(3).max(20),
  /** Of the team's own, as words alone; left out where the team has none that would fit. */
  pictures: z.array(z.object({ id: z.string(), title: z.string(), alt: z.string() })).optional(),
  brand: z.object({ name: z.string(), handle: z.string() }),
});
export type DeckMaterial = z.infer<typeof deckMaterial>;

/** `slide` null: the post or the deck as a whole. */
const slideRepair = saidFinding.extend({ slide: z.number().nullable() });
/** Changed where `note` (a person's words) or `findings` (of the checks) ask for it. */
const change = {
  deck,
  note: z.string().nullable(),
  reply_language: speaks.optional(),
  findings: z.array(slideRepair),
};

export const deckTasks = {
  carousel_plan: deckMaterial.extend({ task: z.literal('carousel_plan') }),
  carousel_deck: deckMaterial.extend({ task: z.literal('carousel_deck'), plan: deckPlan }),
  carousel_revision: deckMaterial.extend({ task: z.literal('carousel_revision'), ...change }),
  /** The new slide `slide_number`, from 1, alone. */
  carousel_slide: deckMaterial.extend({
    task: z.literal('carousel_slide'),
    ...change,
    slide_number: z.number().int().min(1),
  }),
  /** The deck as its readers see it; `passages` is empty. */
  carousel_judgement: deckMaterial.extend({
    task: z.literal('carousel_judgement'),
    deck: z.object({
      title: z.string(),
      slides: z.array(z.object({ number: z.number().int(), layout: z.enum(layouts), text: z.string() })),
      post: z.string(),
    }),
  }),
};
export type PlanTask = z.infer<typeof deckTasks.carousel_plan>;
export type DeckTask = z.infer<typeof deckTasks.carousel_deck>;
export type RevisionTask = z.infer<typeof deckTasks.carousel_revision>;
export type SlideTask = z.infer<typeof deckTasks.carousel_slide>;
export type DeckJudgementTask = z.infer<typeof deckTasks.carousel_judgement>;

/** What a model finds that code cannot: another subject, claims in other words, contradictions, repetition. */
export const deckJudgement = z.object({
  about: z.string().describe('In one sentence: what the deck as a whole is about.'),
  off_topic_slides: z
    .array(z.number())
    .describe('Numbers of the slides that are about something else than the brief; usually empty.'),
  about_subject: z.boolean().describe('Whether the deck as a whole is about what the brief asks for.'),
  findings: z.array(
    z.object({
      slide: z.number().nullable().describe('Number of the slide; null: the post or the deck as a whole.'),
      quote: z.string().describe('The words that it is about, copied exactly from there.'),
      message: z.string().describe('One sentence in the language of the deck: what is wrong, what to do.'),
      rule: z.string().nullable().describe('Id of the house rule that it breaks; else null.'),
    }),
  ),
});
export type DeckJudgement = z.infer<typeof deckJudgement>;
