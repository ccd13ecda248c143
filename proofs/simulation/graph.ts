import { interrupt, ReducedValue, START, StateGraph, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { draftHash } from '../../agents/runner/draft-hash.ts';
import type { Awaited, JobTools, Workflow } from '../../agents/runner/workflow.ts';
import { artifact, type CarouselDraft, type Outline, type Resume, resume } from '../../ports/content.ts';

const state = new StateSchema({
  notes: z.string().default(''),
  text: z.string().default(''),
  asked: z.number().default(0),
  version: z.number().default(0),
  /** What two branches drew, for the version that is being made. */
  drawn: new ReducedValue(z.array(artifact).default([]), { reducer: (all, more) => merged(all, more) }),
  resumed: resume.nullable().default(null),
});
type State = typeof state.State;
type Files = z.infer<typeof artifact>[];

/** The newest of each name, in one order whichever branch came first. */
function merged(all: Files, more: Files): Files {
  const names = more.map(({ name }) => name);
  return [...all.filter(({ name }) => !names.includes(name)), ...more].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

const ANSWER = z.object({ text: z.string() });

/**
 * A small graph with all that a graph of the product does: reads, asks people, pays for an answer, draws in two branches,
 * waits for a review and takes it up again. A topic with "ask" has a question first. The second version, which is deployed over the
 * first, has a node more, gives the one that waits another name and tells drafts in other words.
 */
export function simulatedWorkflow(graphVersion: 1 | 2): Workflow {
  const waits = graphVersion === 2 ? 'await-review' : 'ask';
  const asksFirst = (topic: string) => topic.includes('ask');
  const open = ({ job, content, askModel, checkpointer }: JobTools) => {
    const { topic } = job.brief as { topic: string };
    const claim = { id: job.id, fence: job.fence };
    const draw = (name: string) => async (s: State) => {
      const version = s.version + 1;
      const file = {
        ...{
          key: `${job.id}/v${version}/final/${name}`,
          name,
          mime: 'application/pdf',
          alt: name,
          role: 'document' as const,
        },
        base64: Buffer.from(`${name}: ${s.text}`).toString('base64'),
      };
      return { drawn: [await content.putArtifact(claim, file)] };
    };
    const graph = new StateGraph(state)
      .addNode('read', async (s: State) => ({ notes: `notes on ${topic}`, asked: s.asked + 1 }))
      .addNode('confirm', async (s: State) => {
        const awaited: Awaited = { question: s.asked, hash: draftHash(outline(s), []), read_upto: null };
        return { resumed: asksFirst(topic) ? resume.parse(interrupt(awaited)) : null };
      })
      .addNode('write', async (s: State, config) => {
        const options = { node: 'write', system: 'Write.', signal: config.signal };
        const task = {
          task: 'carousel_deck',
          topic,
          notes: s.notes,
          version: s.version + 1,
          wish: wishOf(s.resumed),
        };
        const { answer } = await askModel(task, ANSWER, options);
        return { text: `${s.text}[${s.version + 1}: ${answer.text}]` };
      })
      .addNode('draw-cover', draw('cover.pdf'))
      .addNode('draw-pages', draw('pages.pdf'))
      .addNode('gather', async (s: State) => ({ version: s.version + 1 }))
      .addNode('polish', async (s: State) => ({ notes: s.notes.replace(/!?$/, '!') }))
      .addNode(waits, async (s: State) => {
        const hash = draftHash(draftOf(s, graphVersion), [], s.drawn);
        return {
          resumed: resume.parse(interrupt({ version: s.version, hash, read_upto: null } satisfies Awaited)),
        };
      })
      .addEdge(START, 'read')
      .addEdge('read', 'confirm')
      .addEdge('confirm', 'write')
      .addEdge('write', 'draw-cover')
      .addEdge('write', 'draw-pages')
      .addEdge(['draw-cover', 'draw-pages'], 'gather')
      .addConditionalEdges('gather', () => (graphVersion === 2 ? 'polish' : waits), ['polish', waits])
      .addEdge('polish', waits)
      .addEdge(waits, 'write')
      .compile({ checkpointer });
    return { graph, input: () => ({}) };
  };
  return {
    type: 'carousel',
    version: graphVersion,
    takenOver: { state, after: (what) => (what === 'review' ? 'polish' : 'read') },
    steps: ['read', 'write', 'draw'],
    stepOf: (node) =>
      ({ read: 'read', write: 'write', 'draw-cover': 'draw', 'draw-pages': 'draw' })[node] ?? null,
    detail: () => null,
    open,
    draft: (values) => {
      const s = values as State;
      return {
        version: s.version,
        content: draftOf(s, graphVersion),
        artifacts: [],
        finals: s.drawn,
        reason: null,
      };
    },
    question: (values) => {
      const s = values as State;
      return { number: s.asked, content: outline(s), artifacts: [] };
    },
  };
}

function wishOf(resumed: Resume | null): string | null {
  return resumed && 'note' in resumed ? resumed.note : null;
}

function outline(s: State): Outline {
  const empty = { audience: '', keywords: [], sections: [], sources: [], unread: [] };
  return { kind: 'outline', language: 'en', angle: s.notes, ...empty, model: 'simulated-1', offline: true };
}

/** Its title tells everything that was made so far: what got lost or was made twice can be read there. */
function draftOf(s: State, graphVersion: number): CarouselDraft {
  return {
    kind: 'carousel',
    title: `v${graphVersion} ${s.text}`,
    language: 'en',
    slides: [{ layout: 'statement', title: s.notes.replace('!', ''), evidence: [] }],
    post: { hook: 'h', body: 'b', hashtags: [] },
    sources: [],
    brand_version: 1,
    model: 'simulated-1',
    offline: true,
  };
}
