import { describe, expect, test } from 'vitest';
import { planTasks } from '../../../ports/model-tasks.ts';
import { seededTask } from '../../../testing/writer/seeded-passages.ts';
import { suggestedThemes } from '../../demo/seed/briefs.ts';
import { stemsOf } from '../reading/words.ts';
import { planBriefs } from './plan-briefs.ts';

function asked(topic: string, language: 'pt' | 'en', count: number, more: object = {}) {
  const { passages, rules } = seededTask(topic, language, 8, 40);
  return planTasks.plan_briefs.parse({
    task: 'plan_briefs',
    language,
    brief: { topic },
    subjects: [{ name: topic, also: [] }],
    passages,
    rules,
    count,
    planned: [],
    refused: [],
    reply_language: language,
    ...more,
  });
}

describe('planBriefs()', () => {
  test('makes each topic of a title or heading of the passages that it names, and each once', () => {
    const task = asked('passivação', 'pt', 5);
    const { briefs, missing } = planBriefs(task);
    expect(missing).toBeNull();
    expect(briefs).toHaveLength(5);
    expect(new Set(briefs.map((b) => b.topic)).size).toBe(5);
    for (const { topic, passage_ids, angle } of briefs) {
      const told = task.passages.filter((p) => passage_ids.includes(p.id)).map((p) => `${p.title} ${p.text}`);
      expect(told.length).toBeGreaterThan(0);
      const held = new Set(stemsOf(told.join(' ')));
      expect(stemsOf(topic).filter((stem) => !held.has(stem))).toEqual([]);
      expect(stemsOf(angle).filter((stem) => !held.has(stem))).toEqual([]);
    }
  });

  test.each(suggestedThemes)(
    'has five briefs for the theme that the welcome offers: $text',
    ({ text, language }) => {
      expect(planBriefs(asked(text, language, 5))).toMatchObject({ briefs: { length: 5 }, missing: null });
    },
  );

  test('says the theme in each topic, by the title where a heading does not', () => {
    for (const { topic } of planBriefs(asked('ISO 13485', 'pt', 6)).briefs) expect(topic).toMatch(/13485/);
  });

  test('says when the documents carry fewer, in the language of the thread', () => {
    const { briefs, missing } = planBriefs(asked('passivação', 'pt', 20, { reply_language: 'en' }));
    expect(briefs.length).toBeGreaterThan(4);
    expect(briefs.length).toBeLessThan(20);
    expect(missing).toContain(`carry only ${briefs.length} topics`);
  });

  test('proposes none that is planned or was refused', () => {
    const [first, second] = planBriefs(asked('passivação', 'pt', 2)).briefs;
    const again = planBriefs(
      asked('passivação', 'pt', 3, {
        planned: [first?.topic],
        refused: [{ topic: second?.topic, why: 'it names no given passage' }],
      }),
    );
    expect(again.briefs).toHaveLength(3);
    expect(again.briefs.map((b) => b.topic)).not.toContain(first?.topic);
    expect(again.briefs.map((b) => b.topic)).not.toContain(second?.topic);
  });

  test('has nothing to plan where nothing is given', () => {
    expect(planBriefs({ ...asked('passivação', 'pt', 2), passages: [] })).toMatchObject({
      briefs: [],
      missing: expect.stringContaining('só sustentam 0 temas'),
    });
  });
});
