import { describe, expect, it } from 'vitest';
import type { CitedPassage, Passage } from '../../../ports/content.ts';
import { aPassage } from '../../../testing/carousel/deck.ts';
import { seededBrandKit } from '../../../testing/seed.ts';
import { retrieve } from './retrieve.ts';

const passage = (id: string): Passage => ({ ...aPassage, id, language: 'pt' });
const cited = (id: string): CitedPassage => ({ ...passage(id), quotes: ['x'] });

async function found(world: { cited: CitedPassage[]; searched: Passage[]; topic?: string }, most = 4) {
  const content = {
    searchKnowledge: async () => ({
      passages: world.searched,
      terms: ['quokka'],
      matched: world.topic ? ['quokka'] : [],
    }),
    queryWords: async () => ({}),
    getBrandKit: async () => seededBrandKit,
    getHouseRules: async () => ({ version: 1, voice: '', rules: [] }),
    citedPassages: async () => world.cited,
  };
  const brief = { topic: world.topic ?? 'o que os quokkas comem', language: 'pt' as const };
  const state = { brief, team_id: 't', job_id: 'j', asked: 0, material: null };
  return retrieve(content as never, { id: 'j', fence: 1 }, state as never, { most });
}

describe('retrieve()', () => {
  it('rests on what an approved report cites, first and whatever words the brief has', async () => {
    const searched = [passage('s1'), passage('c2'), passage('s2'), passage('s3')];
    const { passages, offer } = await found({ cited: [cited('c1'), cited('c2')], searched });
    expect(passages.map(({ id }) => id).slice(0, 2)).toEqual(['c1', 'c2']);
    expect(passages).toHaveLength(4);
    expect(new Set(passages.map(({ id }) => id)).size).toBe(4);
    expect(passages[0]).not.toHaveProperty('quotes');
    expect(offer).toBeNull();
  });

  it('leaves half of the room to what is searched for besides', async () => {
    const many = ['c1', 'c2', 'c3', 'c4', 'c5'].map(cited);
    const { passages } = await found({ cited: many, searched: [passage('s1'), passage('s2')] });
    expect(passages.map(({ id }) => id).slice(0, 2)).toEqual(['c1', 'c2']);
    expect(passages).toHaveLength(4);
  });

  it('holds a draft to what a person names besides, and to no word of the question that the report was about', async () => {
    const told = (id: string) => ({
      ...passage(id),
      title: 'Passivação de implantes',
      text: 'A passivação remove ferro livre. Passivar exige um banho controlado.',
    });
    const names = async (world: Parameters<typeof found>[0]) =>
      (await found({ ...world, topic: 'passivação de implantes' })).subjects.map(({ name }) => name);
    const searched = [told('s1'), told('s2')];
    expect(await names({ cited: [], searched })).toEqual([expect.stringContaining('passivação')]);
    expect(await names({ cited: [cited('c1')], searched })).toEqual([expect.stringContaining('passivação')]);
    const report = [told('c1'), told('c2')].map((one) => ({ ...one, quotes: ['x'] }));
    expect(await names({ cited: report, searched })).toEqual([]);
    expect(await names({ cited: [cited('c1')], searched: [passage('s1')] })).toEqual([]);
  });

  it('ends a job that goes on from nothing and finds nothing', async () => {
    await expect(found({ cited: [], searched: [] })).rejects.toMatchObject({ code: 'no_evidence' });
  });
});
