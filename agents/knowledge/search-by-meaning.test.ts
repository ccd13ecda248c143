import { describe, expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import type { ContentForAgent } from '../../ports/content.ts';
import { testWorkflow } from '../../testing/agents/workflow.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { JobTools } from '../runner/workflow.ts';
import { searchByMeaning } from './search-by-meaning.ts';

/** What a workflow's search is called with once it is wrapped. */
async function searched(embed: (text: string) => number[], more?: { embedding?: number[]; job_id?: string }) {
  const calls: unknown[][] = [];
  const content = {
    searchKnowledge: async (...call: unknown[]) => {
      calls.push(call);
      return { passages: [], terms: [], matched: [] };
    },
  } as unknown as ContentForAgent;
  let given: ContentForAgent | undefined;
  const { workflow } = testWorkflow();
  const wrapped = searchByMeaning(
    {
      ...workflow,
      open(tools) {
        given = tools.content;
        return workflow.open(tools);
      },
    },
    () => async (texts) => texts.map(embed),
    silentLog,
  );
  wrapped.open({ job: { id: 'j', fence: 1 }, content } as unknown as JobTools);
  await given?.searchKnowledge('t', 'limpeza', 'pt', 5, more);
  return calls[0];
}

describe('searchByMeaning()', () => {
  it('adds the meaning of the query to each search, and leaves the rest as it was', async () => {
    expect(await searched((text) => [text.length], { job_id: 'j' })).toEqual([
      't',
      'limpeza',
      'pt',
      5,
      { job_id: 'j', embedding: [7] },
    ]);
  });

  it('keeps a meaning that was given', async () => {
    expect(await searched(() => [1], { embedding: [2] })).toEqual([
      't',
      'limpeza',
      'pt',
      5,
      { embedding: [2] },
    ]);
  });

  it('searches by words alone where the model of meaning fails', async () => {
    const call = await searched(() => {
      throw new JobFailure('model_unavailable', 'no');
    });
    expect(call).toEqual(['t', 'limpeza', 'pt', 5, {}]);
  });

  it('lets a refusal by a cap through, at which people are asked', async () => {
    const search = searched(() => {
      throw new JobFailure('budget_cap', 'no');
    });
    await expect(search).rejects.toMatchObject({ code: 'budget_cap' });
  });

  it('hides no fault of our own', async () => {
    const fault = new TypeError('bug');
    await expect(
      searched(() => {
        throw fault;
      }),
    ).rejects.toBe(fault);
  });
});
