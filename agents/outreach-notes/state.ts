import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  houseRules,
  type NoteProposal,
  outreachNotesBrief,
  passage,
  proposedNote,
} from '../../ports/content.ts';
import type { Node } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';

/** What the thread of a job of notes holds. */
export const notesState = new StateSchema({
  brief: outreachNotesBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** YYYY-MM-DD, when the job was begun. */
  today: z.string(),
  passages: z.array(passage).default([]),
  rules: houseRules.nullable().default(null),
  /** Of the people so far, in the order of the brief. */
  notes: z.array(proposedNote).default([]),
  /** As the endpoint named itself. */
  model: z.string().default(''),
  /** Nothing is left to decide. */
  closed: z.boolean().default(false),
});
export type NotesState = typeof notesState.State;
export type NotesNode = Node<NotesState>;

/** The words as people see them and as their hash covers them. Pure: the same state gives the same bytes. */
export function notesContent({ brief, notes, model }: NotesState): NoteProposal {
  return {
    kind: 'notes',
    purpose: brief.purpose,
    steps: brief.steps,
    people: notes.length,
    notes,
    model,
    offline: isOffline(model),
  };
}
