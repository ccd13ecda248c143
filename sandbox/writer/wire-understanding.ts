import { z } from 'zod';

// As wire.ts: what is asked about a thread's messages, as it arrives on the wire.

export const understandingTaskShapes = {
  thread_understanding: z.object({
    waits_for: z.enum(['review', 'strategy']),
    kind: z.enum(['carousel', 'blog']),
    language: z.enum(['pt', 'en']),
    reply_language: z.enum(['pt', 'en']).optional(),
    title: z.string(),
    parts: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
    passages: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
    memory: z.array(z.object({ from: z.string(), text: z.string() })).default([]),
    messages: z.array(z.object({ author: z.string(), text: z.string() })),
  }),
};

export type UnderstandingTask = z.infer<typeof understandingTaskShapes.thread_understanding>;
export type DraftPart = UnderstandingTask['parts'][number];

export interface WantedChange {
  action: 'change' | 'add' | 'remove' | 'move';
  part: string;
  after: string | null;
  instruction: string;
}
export interface Understanding {
  intent: 'change' | 'question' | 'go_on' | 'approval' | 'other' | 'unclear';
  understood: string;
  changes: WantedChange[];
  answer: string | null;
}
