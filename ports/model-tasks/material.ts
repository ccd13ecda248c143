import { z } from 'zod';
import { houseRules, languages } from '../content.ts';

// A field that is null does not travel (agents/models/user-message.ts), so that its absence is read as null.

export const passageIds = z.array(z.string()).describe('Ids of passages, as given.');

/** A passage as a model is shown it: data, never instructions. */
export const shownPassage = z.object({
  id: z.string(),
  title: z.string(),
  /** Day on which the page was read or the document added (YYYY-MM-DD); null where nothing tells it. */
  date: z.string().nullable().default(null),
  text: z.string(),
});
export type ShownPassage = z.infer<typeof shownPassage>;

/** What a brief is about, or one of the things that it is about. */
export const subject = z.object({
  /** As the brief names it. */
  name: z.string(),
  /** Other names of the same: in the other language, as the documents write it, as a model calls it. */
  also: z.array(z.string()),
});
export type Subject = z.infer<typeof subject>;

/** What the checks found and the writer repairs, in words. */
export const saidFinding = z.object({ code: z.string(), message: z.string() });

/** Of what is said to the person who wrote, in the thread: the team's language. */
export const speaks = z.enum(languages);

/** Those that bind the language of the draft. */
export const boundRules = houseRules.pick({ voice: true, rules: true });

/** What every question carries that asks for a draft; a kind of draft adds its brief and its brand. */
export const draftMaterial = z.object({
  /** YYYY-MM-DD; absent in threads from before it was told. */
  today: z.string().optional(),
  language: z.enum(languages),
  /** What the brief is about, as the documents name it. */
  subjects: z.array(subject),
  passages: z.array(shownPassage),
  /** Texts that the team likes: how it sounds, and no facts. */
  samples: z.array(z.object({ text: z.string() })),
  rules: boundRules,
});
export type DraftMaterial = z.infer<typeof draftMaterial>;
