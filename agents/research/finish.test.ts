import { describe, expect, it } from 'vitest';
import type { NotesTask } from '../../ports/model-tasks.ts';
import { notesOn } from '../../testing/research/answers.ts';
import { researchInMemory } from '../../testing/research/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent } from './draft-content.ts';

const capped = () => {
  throw new JobFailure('budget_cap', 'Cannot call the model');
};
const withoutSecond = (task: NotesTask) => (task.question.id === 'q2' ? capped() : notesOn(task));

async function finished(broken: Parameters<typeof researchInMemory>[0]) {
  const t = researchInMemory(broken);
  await expect(t.drafted()).rejects.toMatchObject({ code: 'budget_cap' });
  const asked = t.asked.length;
  const state = await t.run(null, { fence: 2, finishes: true });
  expect(t.asked).toHaveLength(asked);
  return { ...t, state, draft: draftContent(state) };
}

describe('a research that is finished at a cap', () => {
  it('while it reads reports what was noted, and tells what stayed unread', async () => {
    const { draft } = await finished({ research_notes: withoutSecond });
    expect(draft.findings).toMatchObject([
      {
        question_id: 'q1',
        heading: 'Quantas amostras usa o ensaio de limpeza do implante?',
        markdown: 'O ensaio de limpeza do implante usa 3 amostras por lote.[^1]',
      },
    ]);
    expect(draft.not_found.map(({ question_id }) => question_id)).toEqual(['q2']);
    expect(draft.searches.some(({ fault }) => fault === 'budget_cap')).toBe(true);
    expect(draft.warnings[0]).toMatchObject({
      code: 'finished_early',
      params: { without: ['reading', 'report', 'corrections', 'judgement', 'quotes'] },
    });
    expect(draft.claims?.every(({ status }) => status === 'unverified')).toBe(true);
  });

  it('before its report is written shows the notes under their questions', async () => {
    const { draft, state } = await finished({ research_report: capped });
    expect(draft.findings.map(({ question_id }) => question_id)).toEqual(['q1', 'q2']);
    expect(draft.summary.markdown).toContain('Ninguém as redigiu');
    expect(draft.title).toBe('Quantas amostras usam os ensaios do implante?');
    expect(draft.blocking).toBeUndefined();
    expect(state.finals.length).toBeGreaterThan(0);
  });

  it('before its judgements is the report as it was written', async () => {
    const { draft } = await finished({ research_judgement: capped });
    expect(draft.title).toBe('Amostras por ensaio do implante');
    expect(draft.warnings[0]).toMatchObject({ params: { without: ['judgement', 'quotes'] } });
  });
});
