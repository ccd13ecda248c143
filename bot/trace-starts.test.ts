import { expect, it } from 'vitest';
import { COMMAND, type Span } from '../platform/traces.ts';
import type { ContentForBot } from '../ports/content.ts';
import { traceStarts } from './trace-starts.ts';

const clock = { now: () => 1000 };
function tracing(calls: Partial<ContentForBot>) {
  const spans: Span[] = [];
  const content = traceStarts(calls as ContentForBot, clock, { end: (span) => void spans.push(span) });
  return { content, spans };
}
const beginning = { key: COMMAND, startedAt: 1000, endedAt: 1000 };

it('traceStarts() begins a trace for each job that a press on a plan has started, and for none that was started before', async () => {
  const line = (number: number, job: string | null) => ({
    number,
    type: number === 2 ? 'blog' : 'carousel',
    job: job === null ? null : { id: job },
  });
  const { content, spans } = tracing({
    startPlanned: async () =>
      ({
        outcome: 'done',
        started: [1, 2],
        lines: [line(1, 'a'), line(2, 'b'), line(3, 'before'), line(4, null)],
      }) as never,
  });
  const answer = await content.startPlanned({ job_id: 'plan', person_id: 'U1', lines: [] });
  expect(answer).toMatchObject({ outcome: 'done' });
  expect(spans).toEqual([
    { ...beginning, of: 'a', name: 'command carousel', attributes: { 'job.id': 'a', 'plan.id': 'plan' } },
    { ...beginning, of: 'b', name: 'command blog', attributes: { 'job.id': 'b', 'plan.id': 'plan' } },
  ]);
});

it.each([true, false])(
  'traceStarts() begins a trace for the job of a program once: created %s',
  async (created) => {
    const { content, spans } = tracing({ startProgramJob: async () => ({ job_id: 'a', created }) });
    await content.startProgramJob({ token_id: 'tok', job: { type: 'blog' } } as never);
    const span = {
      ...beginning,
      of: 'a',
      name: 'command blog',
      attributes: { 'job.id': 'a', 'token.id': 'tok' },
    };
    expect(spans).toEqual(created ? [span] : []);
  },
);

it.each(['enqueueJob', 'enqueueHandedOver'] as const)('traceStarts() begins a trace by %s', async (call) => {
  const { content, spans } = tracing({ [call]: async () => ({ job_id: 'a', created: true }) });
  await content[call]({ type: 'plan', team_id: 'T1' } as never);
  expect(spans).toMatchObject([{ of: 'a', name: 'command plan', attributes: { 'team.id': 'T1' } }]);
});
