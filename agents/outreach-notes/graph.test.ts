import { describe, expect, it } from 'vitest';
import { aNotesBrief, aPerson, notesInMemory, steps, written } from '../../testing/notes/notes-in-memory.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { notesContent } from './state.ts';

const quality = { title: 'Gerente de Qualidade', company: 'OrtoVale' };
const people = [
  aPerson('l1', 'DR. ANA SOUZA', quality),
  aPerson('l2', 'josé 🚀 silva', { title: 'Diretor Industrial', company: 'Implantec' }),
  aPerson('l3', 'M.', { company: 'Biomed Sul' }),
  aPerson('l4', 'Grace Lee', { title: 'Quality Manager', company: 'Ortho Parts' }, 'en'),
];
const textOf = (note: { texts: { step: number; text: string | null }[] } | undefined, step: number) =>
  note?.texts.find((one) => one.step === step)?.text ?? null;

describe('notesGraph()', () => {
  it('writes each person words of their own, of their facts, greeted by a clean first name', async () => {
    const { start, awaited, asked } = notesInMemory(aNotesBrief(people));
    const content = notesContent(await start());
    const notes = content.notes ?? [];
    expect(notes.map(({ lead_id, number }) => [lead_id, number])).toEqual([
      ['l1', 1],
      ['l2', 2],
      ['l3', 3],
      ['l4', 4],
    ]);
    expect(notes.flatMap(({ without }) => without)).toEqual([]);
    expect(textOf(notes[0], 1)).toBeNull();
    expect(textOf(notes[0], 2)).toMatch(/^Olá Ana, .*Gerente de Qualidade, OrtoVale/);
    expect(textOf(notes[1], 2)).toMatch(/^Olá José, /);
    expect(textOf(notes[2], 2)).toMatch(/^Olá, .*Biomed Sul/);
    expect(textOf(notes[3], 2)).toMatch(/^Hello Grace! .*Quality Manager/);
    for (const note of notes) {
      expect(textOf(note, 2)?.length).toBeLessThanOrEqual(200);
      expect(textOf(note, 3)?.length).toBeGreaterThan(60);
    }
    expect(notes[0]?.used).toMatchObject([
      { field: 'title', words: 'Gerente de Qualidade', source: 'import:b1' },
      { field: 'company', words: 'OrtoVale' },
    ]);
    expect(asked).toHaveLength(4);
    expect(content).toMatchObject({ kind: 'notes', people: 4, offline: true });
    expect(await awaited()).toEqual({ question: 1, hash: draftHash(content, []), read_upto: null });
  });

  it('asks once more for what failed its checks, and says what was wrong', async () => {
    const { start, asked } = notesInMemory(aNotesBrief(people.slice(0, 1)), (task, n) =>
      n === 1
        ? {
            about: [],
            texts: [
              { step: 2, text: 'Olá DR. ANA, parabéns pelo prêmio!' },
              { step: 3, text: 'Olá Ana, posso enviar o material?' },
            ],
          }
        : written(task),
    );
    const { notes } = await start();
    expect(asked[1]?.task.refused).toMatchObject([{ step: 2, code: 'wrong_name' }]);
    expect(asked.map(({ round }) => round)).toEqual([0, 1]);
    expect(textOf(notes[0], 2)).toMatch(/^Olá Ana, /);
    // What had passed stays.
    expect(textOf(notes[0], 3)).toBe('Olá Ana, posso enviar o material?');
    expect(notes[0]?.without).toEqual([]);
  });

  it('lets a step go without words that fails twice, and says why', async () => {
    const { start } = notesInMemory(aNotesBrief(people.slice(0, 1)), () => ({
      about: [],
      texts: [
        { step: 2, text: 'Olá Ana, vi sua palestra sobre inovação.' },
        { step: 3, text: 'Olá {{firstName}}, posso enviar o material?' },
      ],
    }));
    const { notes } = await start();
    expect(notes[0]?.texts.map(({ text }) => text)).toEqual([null, null, null]);
    expect(notes[0]?.without).toEqual([
      { step: 2, code: 'asserted', found: 'palestra' },
      { step: 3, code: 'placeholder', found: '{{firstName}}' },
    ]);
  });

  it('gives no two people the same text', async () => {
    const same = () => ({
      about: [],
      texts: [
        { step: 2, text: 'Olá, gostaria de me conectar para falar de implantes.' },
        { step: 3, text: 'Olá, posso enviar o material sobre passivação?' },
      ],
    });
    const many = Array.from({ length: 8 }, (_, at) => aPerson(`l${at}`, 'M.'));
    const { notes } = await notesInMemory(aNotesBrief(many), same).start();
    expect(notes.filter((note) => textOf(note, 2) !== null)).toHaveLength(1);
    expect(notes.slice(1).every(({ without }) => without.every(({ code }) => code === 'same_words'))).toBe(
      true,
    );
    const texts = notes.flatMap((note) => note.texts.flatMap(({ text }) => (text === null ? [] : [text])));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('writes for forty people with no two texts the same and no fault', async () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      aPerson(`l${at}`, `Pessoa Silva`, {
        title: 'Gerente de Qualidade',
        company: `Implantes ${'ABCDEFGH'[at % 8]}${at}`,
      }),
    );
    const { notes } = await notesInMemory(aNotesBrief(many)).start();
    expect(notes).toHaveLength(40);
    expect(notes.flatMap(({ without }) => without)).toEqual([]);
    expect(new Set(notes.map((note) => textOf(note, 2))).size).toBe(40);
  });

  it('goes on after a kill with the people who have their words', async () => {
    const many = Array.from({ length: 14 }, (_, at) =>
      aPerson(`l${at}`, 'Ana Souza', { company: `Empresa ${at}` }),
    );
    let killed = false;
    const { start, again, asked, close } = notesInMemory(aNotesBrief(many), (task, n) => {
      if (n === 8 && !killed) {
        killed = true;
        throw new Error('killed');
      }
      return written(task);
    });
    await expect(start()).rejects.toThrow('killed');
    const before = asked.length;
    const { notes } = await again();
    expect(notes).toHaveLength(14);
    // Six had theirs; the others are asked for.
    expect(asked.length - before).toBe(8);
    expect((await close()).closed).toBe(true);
  });

  it('lets those go without words whose turn had not come when the budget was spent', async () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      aPerson(`l${at}`, 'Ana Souza', { company: `Empresa ${at}` }),
    );
    const { start, again, asked } = notesInMemory(aNotesBrief(many), (task, n) => {
      if (n > 6) throw new Error('cap');
      return written(task);
    });
    await expect(start()).rejects.toThrow('cap');
    const before = asked.length;
    const { notes } = await again({ finishes: true });
    expect(asked).toHaveLength(before);
    expect(notes).toHaveLength(9);
    expect(notes[6]?.without).toEqual([
      { step: 2, code: 'budget', found: '' },
      { step: 3, code: 'budget', found: '' },
    ]);
  });

  it('asks no model for a campaign without words', async () => {
    const silent = steps.slice(0, 2).map((step) => ({ ...step, with_words: false, max: null }));
    const { start, asked } = notesInMemory(aNotesBrief(people, { steps: silent }));
    const { notes } = await start();
    expect(asked).toEqual([]);
    expect(notes).toHaveLength(4);
    expect(notes[0]).toMatchObject({
      texts: [
        { step: 1, text: null },
        { step: 2, text: null },
      ],
      without: [],
    });
  });
});
