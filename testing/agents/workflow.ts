import { interrupt, START, StateGraph, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { draftHash } from '../../agents/runner/draft-hash.ts';
import type { Workflow } from '../../agents/runner/workflow.ts';
import { artifact, type CarouselDraft, resumeValue } from '../../ports/content.ts';

type Node = 'first' | 'second' | 'ask';

/**
 * A small graph with a question in it, whose nodes a test can look into and disturb.
 *
 * @param told What titles begin with: another version of a graph may tell the same draft in other words.
 * @param needs A field of its state that no other version knows and that has no default.
 */
export function testWorkflow(version = 1, { told = '', needs = {} as Record<string, z.ZodType> } = {}) {
  const ran: Node[] = [];
  const inside: Partial<Record<Node, (signal: AbortSignal | undefined) => Promise<void> | void>> = {};
  const enter = async (node: Node, signal?: AbortSignal) => {
    ran.push(node);
    await inside[node]?.(signal);
  };
  const content = (text: string, n: number): CarouselDraft => ({
    kind: 'carousel',
    title: `${told}${text}`,
    language: 'pt',
    slides: [{ layout: 'chart', title: `ação ${n}`, evidence: [], bars: [{ value: 0.1 }, { value: 1e-7 }] }],
    post: { hook: 'h', body: 'linha 1\nlinha "2" \u0001', hashtags: ['#A'] },
    warnings: [],
    sources: [{ document_id: 'd', title: 't', url: null }],
    brand_version: 1,
    model: 'offline-test',
    offline: true,
  });
  const state = new StateSchema({
    text: z.string().default(''),
    version: z.number().default(1),
    decision: resumeValue.nullable().default(null),
    finals: z.array(artifact).default([]),
    ...needs,
  });
  type State = typeof state.State;
  const workflow: Workflow = {
    type: 'carousel',
    version,
    takenOver: { state, after: () => 'second' },
    steps: ['first', 'second'],
    stepOf: (node) => (node === 'ask' ? null : node),
    detail: (node) => [{ code: 'words', count: node.length }],
    open: ({ job, content: calls, checkpointer }) => ({
      input: () => ({}),
      graph: new StateGraph(state)
        .addNode('first', async (_s: State, run) => {
          await enter('first', run.signal);
          return { text: 'one' };
        })
        .addNode('second', async (s: State, run) => {
          await enter('second', run.signal);
          const next = (s.decision?.version ?? 0) + 1;
          const file = await calls.putArtifact(
            { id: job.id, fence: job.fence },
            {
              key: `${job.id}/v${next}/final/x.pdf`,
              name: 'x.pdf',
              mime: 'application/pdf',
              alt: 'x',
              role: 'document',
              base64: Buffer.from('pdf').toString('base64'),
            },
          );
          return { text: `${s.text} two`, version: next, finals: [file] };
        })
        .addNode('ask', async (s: State) => {
          ran.push('ask');
          return {
            decision: resumeValue.parse(
              interrupt({ version: s.version, hash: draftHash(content(s.text, s.version), [], s.finals) }),
            ),
          };
        })
        .addEdge(START, 'first')
        .addEdge('first', 'second')
        .addEdge('second', 'ask')
        .addEdge('ask', 'second')
        .compile({ checkpointer }),
    }),
    draft(values) {
      const s = values as State;
      return {
        version: s.version,
        content: content(s.text, s.version),
        artifacts: [],
        finals: s.finals,
        reason: s.decision?.note ?? null,
      };
    },
  };
  return { workflow, ran, inside };
}
