import { z } from 'zod';

/** Buttons of a card of notes. */
export const noteActions = {
  approve: 'note_approve',
  approveShown: 'note_approve_shown',
  edit: 'note_edit',
  skip: 'note_skip',
  page: 'note_page',
  nextPage: 'note_page:next',
} as const;

/** What a button of one person carries: whose words, and how they looked. Neither content nor authority. */
export const noteLineRef = z.object({
  job: z.string(),
  number: z.number().int(),
  revision: z.number().int(),
  hash: z.string(),
});
export type NoteLineRef = z.infer<typeof noteLineRef>;

/** Of "Approve the n shown": each person's words as they looked. */
export const noteLinesRef = z.object({
  job: z.string(),
  notes: z.array(z.tuple([z.number().int(), z.number().int(), z.string()])),
});
export type NoteLinesRef = z.infer<typeof noteLinesRef>;

/** To another page: the number of the first person on it. */
export const notePageRef = z.object({ job: z.string(), number: z.number().int() });
export type NotePageRef = z.infer<typeof notePageRef>;
