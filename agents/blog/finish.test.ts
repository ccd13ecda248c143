import { describe, expect, it } from 'vitest';
import { blogInMemory } from '../../testing/blog/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent } from './draft-content.ts';

const capped = () => {
  throw new JobFailure('budget_cap', 'Cannot call the model');
};

describe('an article that is finished at a cap', () => {
  it('before its judgements is a version whose claims an approver has to answer for, without another call', async () => {
    const t = blogInMemory({ blog_judgement: capped });
    await expect(t.drafted()).rejects.toMatchObject({ code: 'budget_cap' });
    const asked = t.asked.length;
    const state = await t.run(null, { fence: 2, finishes: true });
    expect(t.asked).toHaveLength(asked);
    const draft = draftContent(state);
    expect(draft.warnings[0]).toEqual({
      place: null,
      code: 'finished_early',
      params: { without: ['judgement', 'quotes'] },
    });
    expect(draft.claims?.length).toBeGreaterThan(0);
    expect(draft.claims?.every(({ status }) => status === 'unverified')).toBe(true);
    expect(draft.blocking).toBeUndefined();
    expect(state.finals.length).toBeGreaterThan(0);
    expect(await t.awaited()).toMatchObject({ version: 1 });
  });
});
