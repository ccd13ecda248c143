import { describe, expect, it } from 'vitest';
import { planInMemory, written } from '../../testing/plan/plan-in-memory.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { planContent } from './state.ts';

const nothing = { briefs: [], missing: null };

describe('planGraph()', () => {
  it('proposes as many briefs as asked for, each with a document that carries it and a day of its own', async () => {
    const { start, awaited, asked } = planInMemory();
    const content = planContent(await start());
    expect(asked).toHaveLength(1);
    expect(content).toMatchObject({ language: 'pt', asked: null, wanted: 5, missing: null, offline: true });
    expect(content.briefs.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(content.briefs.map(({ day }) => day)).toEqual([
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
    ]);
    expect(new Set(content.briefs.map(({ topic }) => topic)).size).toBe(5);
    for (const { sources } of content.briefs) expect(sources[0]?.passage_ids.length).toBeGreaterThan(0);
    expect(await awaited()).toEqual({ question: 1, hash: draftHash(content, []), read_upto: null });
  });

  it('says why there are fewer, and does not ask again for what the documents do not carry', async () => {
    const { start, asked } = planInMemory({ count: 20 });
    const { briefs, missing, wanted } = planContent(await start());
    expect(wanted).toBe(20);
    expect(briefs.length).toBeGreaterThan(4);
    expect(briefs.length).toBeLessThan(20);
    expect(missing).toContain(`só sustentam ${briefs.length} temas`);
    expect(asked).toHaveLength(1);
  });

  it('asks once more for what could not be used, and says what was wrong', async () => {
    const { start, asked } = planInMemory({ count: 2 }, (task, n) =>
      n === 1 ? { briefs: [...written(task).briefs.slice(0, 1), aWildOne], missing: null } : written(task),
    );
    const { briefs } = planContent(await start());
    expect(briefs).toHaveLength(2);
    expect(asked[1]).toMatchObject({
      count: 1,
      planned: [briefs[0]?.topic],
      refused: [{ topic: aWildOne.topic, why: 'it names no given passage' }],
    });
  });

  it('goes on after a kill with what was searched before, and asks the same once more', async () => {
    const { start, again, close, asked, searches } = planInMemory({}, (task, n) => {
      if (n === 1) throw new Error('killed');
      return written(task);
    });
    await expect(start()).rejects.toThrow('killed');
    const before = searches();
    const state = await again();
    expect(searches()).toBe(before);
    expect(asked[1]).toEqual(asked[0]);
    expect(planContent(state)).toEqual(planContent(await again()));
    expect((await close()).closed).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it.each(['biocompatibilidade de implantes', 'biocompatibilidade'])(
    'plans in the language of the documents, and tells it: %s',
    async (topic) => {
      const { start } = planInMemory({ topic, language: 'pt', count: 2 });
      const content = planContent(await start());
      expect(content).toMatchObject({ language: 'en', asked: 'pt' });
      expect(content.briefs).toHaveLength(2);
    },
  );

  it.each([
    ['a theme that no document treats', { topic: 'foguetes em Marte' }, undefined, 'no_evidence'],
    ['a model that sees nothing to plan', {}, () => nothing, 'no_evidence'],
    ['a model that invents', {}, () => ({ briefs: [aWildOne], missing: null }), 'model_invalid_answer'],
    [
      'a third language',
      { topic: '¿Cómo se limpian los implantes?', language: null },
      undefined,
      'other_language',
    ],
  ])('ends with a failure for %s', async (_, brief, answer, code) => {
    await expect(planInMemory(brief, answer).start()).rejects.toMatchObject({ code });
  });
});

const aWildOne = {
  type: 'blog' as const,
  topic: 'Tendências de marketing para 2027',
  angle: '',
  passage_ids: ['none'],
};
