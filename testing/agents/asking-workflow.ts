import { interrupt, START, StateGraph, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { draftHash } from '../../agents/runner/draft-hash.ts';
import type { Awaited, Workflow } from '../../agents/runner/workflow.ts';
import { artifact, type CarouselDraft, type Outline, type Resume, resume } from '../../ports/content.ts';

type Node = 'propose' | 'confirm' | 'write' | 'ask';

/** A small graph that asks a question and takes replies; a reply with the word "change" changes something. */
export function askingWorkflow(version = 1) {
  const ran: Node[] = [];
  const heard: string[] = [];
  const inside: Partial<Record<Node, () => Promise<void> | void>> = {};
  const enter = async (node: Node) => {
    ran.push(node);
    await inside[node]?.();
  };
  const outline = (n: number): Outline => ({
    kind: 'outline',
    language: 'pt',
    angle: `ângulo ${n}`,
    audience: '',
    keywords: [],
    sections: [],
    sources: [],
    unread: [],
    model: 'offline-test',
    offline: true,
  });
  const content = (text: string): CarouselDraft => ({
    kind: 'carousel',
    title: text,
    language: 'pt',
    slides: [],
    post: { hook: '', body: '', hashtags: [] },
    sources: [],
    brand_version: 1,
    model: 'offline-test',
    offline: true,
  });
  const state = new StateSchema({
    asked: z.number().default(0),
    version: z.number().default(0),
    text: z.string().default(''),
    next: z.enum(['propose', 'confirm', 'write', 'ask']).default('propose'),
    read_upto: z.number().nullable().default(null),
    finals: z.array(artifact).default([]),
  });
  type State = typeof state.State;
  /** What was said, and where it leads. */
  const read = (answer: Resume, same: 'confirm' | 'ask', other: 'propose' | 'write') => {
    if ('decision' in answer) return { next: other };
    if (answer.kind === 'answer') {
      heard.push(`${answer.answer}: ${answer.note ?? ''}`);
      return { next: answer.answer === 'go_on' ? ('write' as const) : other };
    }
    if (answer.kind === 'hand') return { next: other };
    const words = answer.messages.map((m) => m.text);
    heard.push(words.join(' + '));
    const changes = words.some((text) => text.includes('change'));
    return { next: changes ? other : same, read_upto: answer.messages.at(-1)?.id ?? null };
  };
  const workflow: Workflow = {
    type: 'carousel',
    version,
    takenOver: { state, after: (waitsFor) => (waitsFor === 'review' ? 'write' : 'propose') },
    steps: ['propose', 'write'],
    stepOf: (node) => (node === 'confirm' || node === 'ask' ? null : node),
    detail: () => null,
    open: ({ job, content: calls, checkpointer }) => ({
      input: () => ({}),
      graph: new StateGraph(state)
        .addNode('propose', async (s: State) => {
          await enter('propose');
          return { asked: s.asked + 1 };
        })
        .addNode('confirm', async (s: State) => {
          await enter('confirm');
          const hash = draftHash(outline(s.asked), []);
          const awaited: Awaited = { question: s.asked, hash, read_upto: s.read_upto };
          return read(resume.parse(interrupt(awaited)), 'confirm', 'propose');
        })
        .addNode('write', async (s: State) => {
          await enter('write');
          const next = s.version + 1;
          const file = {
            key: `${job.id}/v${next}/final/x.pdf`,
            name: 'x.pdf',
            mime: 'application/pdf',
            alt: 'x',
            role: 'document' as const,
            base64: 'cGRm',
          };
          const finals = [await calls.putArtifact({ id: job.id, fence: job.fence }, file)];
          return { version: next, text: `${s.text}x`, finals };
        })
        .addNode('ask', async (s: State) => {
          await enter('ask');
          const hash = draftHash(content(s.text), [], s.finals);
          const awaited: Awaited = { version: s.version, hash, read_upto: s.read_upto };
          return read(resume.parse(interrupt(awaited)), 'ask', 'write');
        })
        .addEdge(START, 'propose')
        .addEdge('propose', 'confirm')
        .addConditionalEdges('confirm', (s: State) => s.next, ['propose', 'confirm', 'write'])
        .addEdge('write', 'ask')
        .addConditionalEdges('ask', (s: State) => s.next, ['ask', 'write'])
        .compile({ checkpointer }),
    }),
    draft: (values) => {
      const s = values as State;
      return { version: s.version, content: content(s.text), artifacts: [], finals: s.finals, reason: null };
    },
    question: (values) => {
      const { asked } = values as State;
      return { number: asked, content: outline(asked), artifacts: [] };
    },
  };
  return { workflow, ran, heard, inside };
}
