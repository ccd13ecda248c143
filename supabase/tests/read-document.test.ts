import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, endAllJobs, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';
import { aDocument, addDocument, installOtherTeam, OTHER_TEAM } from '../../testing/supabase/documents.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await installOtherTeam(database);
});
beforeEach(() => endAllJobs(database));

const whole = { start: 0, length: 20_000 };

describe('read_document()', () => {
  it('answers stretches of the stored text, in characters', async () => {
    const text = 'Osso 🦴 e titânio, lido por trechos.';
    const { document_id: id } = await addDocument(parts, aDocument({ text }));
    const read = async (start: number, length: number) =>
      (await parts.bot.readDocument(TEAM, id, 'bia', { start, length })).text;
    expect(await read(0, 20_000)).toBe(text);
    expect(await read(5, 3)).toBe('🦴 e');
    expect(await read(-4, 4)).toBe('Osso');
    expect(await read(5000, 10)).toBe('');
    expect(await parts.bot.readDocument(TEAM, id, 'bia', whole)).toMatchObject({
      outcome: 'read',
      document: { id, characters: [...text].length },
    });
  });

  it('says nothing to guests, strangers and other teams, and nothing of what was removed', async () => {
    const { document_id: id } = await addDocument(parts, aDocument({ text: 'Only ours to read.' }));
    const outcome = async (person: string, team = TEAM) => {
      const answer = await parts.bot.readDocument(team, id, person, whole);
      return [answer.outcome, answer.text];
    };
    expect(await outcome('gil')).toEqual(['not_allowed', '']);
    expect(await outcome('nobody')).toEqual(['not_allowed', '']);
    expect(await outcome('ana', OTHER_TEAM)).toEqual(['not_found', '']);
    await parts.bot.removeDocument(TEAM, id, 'ana');
    expect(await outcome('ana')).toEqual(['not_found', '']);
  });
});
