import { describe, expect, it } from 'vitest';
import type { NotesTask, ReportPartTask, Understanding } from '../../ports/model-tasks.ts';
import { aPart, notesOn, somePassages, someQuestions } from '../../testing/research/answers.ts';
import { aPage, researchInMemory, understood } from '../../testing/research/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent, hashOfState } from './draft-content.ts';

const change = (part: string, instruction: string, more = {}): Understanding['changes'][number] => ({
  action: 'change',
  part,
  after: null,
  instruction,
  ...more,
});
const says = (...changes: Understanding['changes']) => ({
  thread_understanding: () => understood({ changes }),
});
/** A passage that a search for "outra" alone finds. */
const further = {
  ...(somePassages[0] as (typeof somePassages)[0]),
  id: 'd8#0',
  document_id: 'd8',
  title: 'Detalhe',
  text: 'Outra regra: o ensaio de limpeza do implante repete cada medida. Nada mais.',
};

describe('researchGraph(): replies on the questions', () => {
  it('agree in words, and the search begins', async () => {
    const { start, reply, awaited, said } = researchInMemory({
      thread_understanding: () => understood({ intent: 'go_on', understood: 'Vou pesquisar.' }),
    });
    await start();
    await reply('pode mandar');
    expect(await awaited()).toMatchObject({ version: 1 });
    expect(said).toMatchObject([{ kind: 'understood', text: 'Vou pesquisar.' }]);
  });

  it('change them through the plan, with what was understood said', async () => {
    const { start, reply, awaited, of } = researchInMemory({
      ...says(change('q2', 'sobre rastreio em vez de titânio')),
      research_questions: ({ previous }: { previous: object[] | null }) => ({
        ...someQuestions,
        questions: previous
          ? [previous[0], { id: '', text: 'E o rastreio do implante?' }]
          : someQuestions.questions,
      }),
    });
    await start();
    const state = await reply('a segunda sobre rastreio');
    expect(await awaited()).toMatchObject({ question: 2 });
    expect(state.questions.map(({ id }) => id)).toEqual(['q1', 'q3']);
    expect(of('research_questions')).toHaveLength(2);
  });

  it('that cannot be followed leave them as they were, and say why', async () => {
    const { start, answer, awaited, said } = researchInMemory({
      research_questions: ({ previous }: { previous: object[] | null }, asked: number) => ({
        ...someQuestions,
        questions: previous ?? someQuestions.questions,
        missing: asked === 0 ? null : 'Não entendi.',
      }),
    });
    const before = await start();
    const after = await answer('change', 'faça melhor');
    expect(after.questions).toEqual(before.questions);
    expect(await awaited()).toMatchObject({ question: 2 });
    expect(said).toMatchObject([{ kind: 'unclear', text: 'Não entendi.' }]);
  });
});

describe('researchGraph(): replies on the report', () => {
  it('change the finding that they name, and every other part stays byte for byte', async () => {
    const { drafted, reply, of, awaited, read, searched } = researchInMemory(
      says(change('f2', 'mais curto')),
    );
    const before = await drafted();
    const after = await reply('achado 2 mais curto');
    expect(await awaited()).toMatchObject({ version: 2 });
    expect(of('research_part').map((t) => [t.part, t.instruction])).toEqual([['finding', 'mais curto']]);
    expect(after.report?.findings[1]?.markdown).toContain('Dito de outro modo.');
    expect({ ...after.report, findings: [after.report?.findings[0]] }).toEqual({
      ...before.report,
      findings: [before.report?.findings[0]],
    });
    expect(draftContent(after).changes.map((c) => `${c.part} ${c.kind}`)).toEqual(['f2 changed']);
    // Words alone need nothing to be looked for.
    expect([read, searched]).toEqual([[], []]);
    expect(after.searched).toBe(before.searched);
  });

  it('make all of it shorter, part by part', async () => {
    const { drafted, reply, of } = researchInMemory(says(change('all', 'mais curto')));
    await drafted();
    await reply('mais curto');
    expect(of('research_part').map((t) => t.part)).toEqual(['title', 'summary', 'finding', 'finding']);
  });

  it('ask for a deeper look: it is searched and read once more for that question alone', async () => {
    const notes = (task: NotesTask) => {
      const own = task.passages.find((p) => p.id === 'd8#0');
      const quote = 'o ensaio de limpeza do implante repete cada medida';
      return own
        ? { notes: [{ claim: 'Cada medida se repete.', evidence: [{ passage_id: 'd8#0', quote }] }] }
        : notesOn(task);
    };
    const { drafted, reply, of, world, awaited } = researchInMemory({
      ...says(change('f1', 'aprofunde')),
      research_notes: notes,
    });
    const before = await drafted();
    world.passages = [...somePassages, further];
    const after = await reply('aprofunde o primeiro achado');
    expect(await awaited()).toMatchObject({ version: 2 });
    expect(of('research_queries').at(-1)?.gaps).toMatchObject([{ id: 'q1', wish: 'aprofunde' }]);
    expect(of('research_notes').map((t) => t.question.id)).toEqual(['q1', 'q2', 'q1']);
    // What was read before is not read again.
    expect(
      of('research_notes')
        .at(-1)
        ?.passages.map((p) => p.id),
    ).toEqual(['d8#0']);
    expect(of('research_part')[0]?.notes_read.map((n) => n.claim)).toContain('Cada medida se repete.');
    expect(after.report?.findings[1]).toEqual(before.report?.findings[1]);
    expect(after.report?.summary).toEqual(before.report?.summary);
  });

  it('that ask for more where nothing new is found leave the version as it was, to the byte, and say so', async () => {
    const { drafted, reply, said, awaited } = researchInMemory(says(change('f1', 'aprofunde')));
    const before = await drafted();
    const hash = hashOfState(before);
    const after = await reply('aprofunde o primeiro achado');
    expect(hashOfState(after)).toBe(hash);
    expect(await awaited()).toMatchObject({ version: 1, hash });
    expect(said.at(-1)).toMatchObject({
      kind: 'unclear',
      text: expect.stringContaining('não encontrei nada de novo'),
    });
  });

  it('give another source: its page is read, and its words may be cited', async () => {
    const url = 'https://a.example/limpeza';
    const page = {
      ...further,
      id: 'page#0',
      document_id: `page ${url}`,
      text: 'O ensaio de limpeza do implante usa água. Fim.',
    };
    const { drafted, reply, world, read, awaited } = researchInMemory(
      says(change('f1', `use também ${url}`)),
    );
    await drafted();
    world.pages = { [url]: aPage(url, { text: page.text }) };
    world.ofPages = { [url]: [page] };
    const after = await reply(`use também ${url} no achado 1`);
    expect(read).toEqual([url]);
    expect(await awaited()).toMatchObject({ version: 2 });
    expect(after.noted.q1?.map((n) => n.claim)).toContain('O ensaio de limpeza do implante usa água.');
    expect(after.noted.q2).toHaveLength(1);
  });

  it('add a question: it is looked for, and answered or listed as not found', async () => {
    const add = (words: string) => ({
      ...change('f2', `Quantas amostras usa o ensaio de ${words} do implante?`),
      action: 'add' as const,
    });
    const found = researchInMemory(says(add('rastreio')));
    await found.drafted();
    const after = await found.reply('e o rastreio?');
    expect(after.questions.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3']);
    expect(after.report?.findings.map((f) => [f.id, f.question_id])).toEqual([
      ['f1', 'q1'],
      ['f2', 'q2'],
      ['f3', 'q3'],
    ]);
    expect(draftContent(after).not_found).toEqual([]);
  });

  it('remove a finding, its question with it, and move another', async () => {
    const { drafted, reply } = researchInMemory(says(change('f1', '', { action: 'remove' })));
    await drafted();
    const draft = draftContent(await reply('sem o achado 1'));
    expect(draft.findings.map((f) => f.id)).toEqual(['f2']);
    expect(draft.questions).toMatchObject([{ id: 'q2', answered: true }]);
    expect(draft.not_found).toEqual([]);
  });

  it('that fail on the last attempt leave what people saw, and its approval good', async () => {
    const { drafted, replyAtLast, awaited } = researchInMemory({
      ...says(change('f1', 'mais curto')),
      research_part: () => {
        throw new JobFailure('model_unavailable', 'away', { retryable: true });
      },
    });
    const hash = hashOfState(await drafted());
    const after = await replyAtLast('mais curto');
    expect(hashOfState(after)).toBe(hash);
    expect(await awaited()).toMatchObject({ version: 1, hash });
  });

  it('by Request changes make a version though nothing new was found, for their review is spent', async () => {
    const { drafted, decide, awaited } = researchInMemory({
      ...says(change('f1', 'aprofunde')),
      research_part: (task: ReportPartTask) => aPart(task, 'Revisto.'),
    });
    await drafted();
    await decide('request_changes', 'aprofunde');
    expect(await awaited()).toMatchObject({ version: 2 });
  });
});
