import { describe, expect, it } from 'vitest';
import type { NotesTask, QuestionsTask, ReportPartTask } from '../../ports/model-tasks.ts';
import { notesOn, somePassages, someQuestions } from '../../testing/research/answers.ts';
import { aPage, researchInMemory } from '../../testing/research/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent } from './draft-content.ts';
import { planContent } from './plan-content.ts';

const result = (address: string) => ({ title: address, address, snippet: '', publishedAt: null });
const questionsOn = (...words: string[]) => ({
  ...someQuestions,
  questions: words.map((word) => ({ id: '', text: `Quantas amostras usa o ensaio de ${word} do implante?` })),
});

describe('researchGraph(): the plan', () => {
  it('asks people to agree to the questions before anything is read, and says what reading may cost', async () => {
    const { start, awaited, tasks, world } = researchInMemory();
    world.web = () => [];
    const state = await start();
    expect(await awaited()).toEqual({ question: 1, hash: expect.any(String), read_upto: null });
    expect(tasks()).toEqual(['research_questions']);
    const plan = planContent(state);
    expect(plan).toMatchObject({
      kind: 'questions',
      questions: [{ id: 'q1' }, { id: 'q2' }],
      providers: ['knowledge', 'tavily'],
      rounds: 2,
      offline: true,
    });
    // 2 questions in 2 rounds, 2 comparisons, 1 rewording, and 4 calls for the report; 4 searches.
    expect(plan.estimate).toMatchObject({ calls: 11, usd: 0.15 });
  });

  it('changes the questions as a button asks, keeps the ids of those that stay, and asks again', async () => {
    const { start, answer, awaited, of } = researchInMemory({
      research_questions: ({ previous, notes }: QuestionsTask) => ({
        ...someQuestions,
        questions: previous
          ? [...previous.slice(1), { id: '', text: `Quantas amostras usa o ensaio de ${notes[0]}?` }]
          : someQuestions.questions,
      }),
    });
    await start();
    const state = await answer('change', 'rastreio');
    expect(await awaited()).toMatchObject({ question: 2 });
    expect(state.questions.map(({ id }) => id)).toEqual(['q2', 'q3']);
    expect(of('research_questions')[1]).toMatchObject({
      notes: ['rastreio'],
      previous: [{ id: 'q1' }, { id: 'q2' }],
    });
  });

  it.each([
    ['a question about nothing', { topic: 'o que é isso?' }, 'no_subject'],
    [
      'a third language',
      { topic: '¿Cuántas muestras usan los ensayos del implante?', language: null },
      'other_language',
    ],
  ])('answers %s before anything is paid', async (_what, brief, code) => {
    const { start, tasks } = researchInMemory({}, brief);
    await expect(start()).rejects.toMatchObject({ code });
    expect(tasks()).toEqual([]);
  });

  it('ends where the knowledge base has nothing and nothing else may be searched, before anything is paid', async () => {
    const { start, tasks, world } = researchInMemory();
    world.passages = [];
    await expect(start()).rejects.toMatchObject({
      code: 'not_enough_evidence',
      params: {
        tried: [
          { provider: 'knowledge', query: 'Quantas amostras usam os ensaios do implante?', fault: null },
        ],
      },
    });
    expect(tasks()).toEqual([]);
  });

  it('that people do not want ends the job', async () => {
    const { start, answer } = researchInMemory();
    await start();
    await expect(answer('discard')).rejects.toMatchObject({ code: 'discarded' });
  });
});

describe('researchGraph(): search', () => {
  it('makes one source of one page that several addresses lead to', async () => {
    const { start, answer, world, read } = researchInMemory(
      {},
      { urls: ['https://a.example/x?utm_source=n', 'https://b.example/copy'] },
    );
    const text = somePassages[0]?.text ?? '';
    world.web = () => [result('https://www.a.example/x'), result('https://a.example/old')];
    world.pages = {
      'https://a.example/x?utm_source=n': aPage('https://a.example/x', { text }),
      'https://a.example/old': aPage('https://a.example/new', {
        text: 'Outra.',
        canonical: 'https://a.example/x',
      }),
      'https://b.example/copy': aPage('https://b.example/copy', { text }),
    };
    await start();
    const state = await answer('go_on');
    expect(state.pages).toHaveLength(1);
    expect(state.pages[0]?.addresses).toEqual([
      'https://a.example/x?utm_source=n',
      'https://a.example/x',
      'https://b.example/copy',
      'https://a.example/old',
      'https://a.example/new',
    ]);
    expect(read).toHaveLength(3);
  });

  it('counts what was read and what was left out, and tells which page could not be read and why', async () => {
    const { drafted, world } = researchInMemory({ research_questions: () => questionsOn('limpeza') });
    world.web = () => [1, 2, 3, 4, 5].map((n) => result(`https://a.example/${n}`));
    world.pages = {
      'https://a.example/1': aPage('https://a.example/1'),
      'https://a.example/2': new JobFailure('refused_by_robots', 'Closed'),
      'https://a.example/3': aPage('https://a.example/3'),
    };
    const draft = draftContent(await drafted());
    expect(draft.searches).toEqual([
      {
        round: 1,
        query: 'Quantas amostras usa o ensaio de limpeza do implante?',
        provider: 'tavily',
        results: 5,
        read: 2,
        cut: 2,
        fault: null,
      },
      expect.objectContaining({ provider: 'knowledge', fault: null }),
    ]);
    expect(draft.unread).toEqual([{ url: 'https://a.example/2', code: 'refused_by_robots' }]);
  });

  it('that fails is told on the report, and the knowledge base answers all the same', async () => {
    const { drafted, world } = researchInMemory();
    world.web = () => new JobFailure('search_refused_key', '401');
    const draft = draftContent(await drafted());
    expect(draft.searches.filter((s) => s.provider === 'tavily').map((s) => s.fault)).toEqual([
      'search_refused_key',
      'search_refused_key',
    ]);
    expect(draft.findings).toHaveLength(2);
  });

  it('in which everything fails ends in "not enough evidence" with what was tried, and Retry looks again', async () => {
    const { start, answer, run, awaited, world, tasks } = researchInMemory({}, { rounds: 1 });
    world.passages = [];
    world.web = () => new JobFailure('search_busy', '429');
    await start();
    await expect(answer('go_on')).rejects.toMatchObject({
      code: 'not_enough_evidence',
      params: {
        tried: expect.arrayContaining([
          { provider: 'tavily', query: expect.stringMatching(/^Quantas /), fault: 'search_busy' },
        ]),
      },
    });
    expect(tasks()).toEqual(['research_questions']);
    world.web = () => [];
    world.passages = somePassages;
    await run(null, { fence: 2, retries: 1 });
    expect(await awaited()).toMatchObject({ version: 1 });
  });
});

describe('researchGraph(): notes', () => {
  it('are kept only with words that stand in their passage, and numbers that stand in these words', async () => {
    const { drafted, of } = researchInMemory({
      research_notes: (task: NotesTask) => {
        const { notes } = notesOn(task);
        const [note] = notes;
        return {
          notes: [
            ...notes,
            ...notes.map((one) => ({ ...one, claim: 'O ensaio usa 99 amostras.' })),
            {
              claim: 'Inventado.',
              evidence: [{ passage_id: note?.evidence[0]?.passage_id ?? '', quote: 'Nada disso está aqui' }],
            },
          ],
        };
      },
    });
    await drafted();
    expect(of('research_report')[0]?.questions.map((q) => q.notes.map((n) => n.claim))).toEqual([
      ['O ensaio de limpeza do implante usa 3 amostras por lote.'],
      ['O ensaio de titânio do implante usa 4 amostras por lote.'],
    ]);
  });

  it('that are missing lead to a round in other words, and then to the list of what was not found', async () => {
    const { drafted, of } = researchInMemory({ research_questions: () => questionsOn('limpeza', 'preço') });
    const draft = draftContent(await drafted());
    expect(of('research_queries')).toHaveLength(1);
    const question = 'Quantas amostras usa o ensaio de preço do implante?';
    expect(draft.not_found).toEqual([
      { question_id: 'q2', question, tried: [question, `${question} outra 1`] },
    ]);
    expect(draft.questions.map((q) => q.answered)).toEqual([true, false]);
    expect(draft.findings.map((f) => f.question_id)).toEqual(['q1']);
  });

  it('are not looked for in another round where the caps leave no room for it, and the report says so', async () => {
    const { drafted, world, of } = researchInMemory({
      research_questions: () => questionsOn('limpeza', 'preço'),
    });
    world.affords = false;
    const draft = draftContent(await drafted());
    expect(of('research_queries')).toEqual([]);
    expect(draft.searches.at(-1)).toMatchObject({ round: 2, fault: 'budget_cap' });
    expect(draft.findings).toHaveLength(1);
  });

  it('refused by a cap in the first round end the job, so that it goes on from there once the cap is raised', async () => {
    let refuse = true;
    const { start, answer, run, awaited, tasks } = researchInMemory({
      research_notes: (task: NotesTask) => {
        if (refuse && task.question.id === 'q2') throw new JobFailure('budget_cap', 'no');
        return notesOn(task);
      },
    });
    await start();
    await expect(answer('go_on')).rejects.toMatchObject({ code: 'budget_cap' });
    refuse = false;
    await run(null, { fence: 2, retries: 1 });
    expect(await awaited()).toMatchObject({ version: 1 });
    expect(tasks().filter((task) => task === 'research_notes')).toHaveLength(3);
  });
});

describe('researchGraph(): contradictions', () => {
  const other = {
    ...(somePassages[0] as (typeof somePassages)[0]),
    id: 'd9#0',
    document_id: 'd9',
    title: 'Norma',
    text: 'O ensaio de limpeza do implante usa 7 amostras por lote.',
  };

  it('of two sources stand on the report with both quotes', async () => {
    const { drafted, world } = researchInMemory();
    world.passages = [...somePassages, other];
    const draft = draftContent(await drafted());
    expect(draft.contradictions).toHaveLength(1);
    expect(draft.contradictions[0]?.evidence.map((e) => e.passage_id)).toEqual(['d1#0', 'd9#0']);
    expect(draft.blocking).toBeUndefined();
  });

  it('hidden in a finding go back to the writer', async () => {
    const { drafted, world, of } = researchInMemory({
      research_report: (task: never) => {
        const report = aReportWithOneSide(task);
        return report;
      },
      research_part: ({ current, notes_read }: ReportPartTask) => ({
        heading: current?.heading ?? '',
        evidence: notes_read.flatMap((note) => note.evidence),
        markdown: notes_read.map((note, at) => `${note.claim}[^${at + 1}]`).join(' '),
      }),
    });
    world.passages = [...somePassages, other];
    const state = await drafted();
    expect(of('research_part').map((t) => t.findings.map((f) => f.code))).toEqual([['contradiction_hidden']]);
    expect(state.blocking).toEqual([]);
    expect(state.report?.findings[0]?.evidence).toHaveLength(2);
  });
});

describe('researchGraph(): the report', () => {
  it('has files for the review and others that go out', async () => {
    const state = await researchInMemory().drafted();
    expect(state.files.map((f) => f.name)).toEqual([
      'overview.png',
      'amostras-por-ensaio-do-implante-v1-draft.pdf',
      'amostras-por-ensaio-do-implante-v1-draft.md',
    ]);
    expect(state.finals.map((f) => f.name)).toEqual([
      'amostras-por-ensaio-do-implante-final.pdf',
      'amostras-por-ensaio-do-implante-final.md',
      'evidence.json',
    ]);
  });

  it('that answers another question is told so', async () => {
    const { drafted } = researchInMemory({
      research_report: (task: never) => {
        const report = aReportWithOneSide(task);
        const [first, ...rest] = report.findings;
        const evidence = [{ passage_id: 'd4#0', quote: 'fica guardado com a peça' }];
        return {
          ...report,
          findings: [
            { ...first, heading: 'Onde fica', markdown: 'Isso fica guardado.[^1]', evidence },
            ...rest,
          ],
        };
      },
      research_part: ({ current }: ReportPartTask) => current,
    });
    const draft = draftContent(await drafted());
    expect(draft.warnings.filter((w) => w.code === 'question_unanswered').map((w) => w.place)).toEqual([
      'f1',
    ]);
  });
});

function aReportWithOneSide(task: {
  questions: { id: string; text: string; notes: { claim: string; evidence: object[] }[] }[];
}) {
  return {
    findings: task.questions.map(({ id, text, notes: [note] }) => ({
      question_id: id,
      evidence: note?.evidence ?? [],
      heading: `Resposta de ${/ensaio de (\S+)/.exec(text)?.[1]}`,
      markdown: `${note?.claim}[^1]`,
    })),
    uncertain: [],
    summary: {
      evidence: task.questions[0]?.notes[0]?.evidence ?? [],
      heading: '',
      markdown: 'O número de amostras do implante muda com o ensaio.[^1]',
    },
    title: 'Amostras por ensaio do implante',
  };
}

describe('researchGraph(): a version that a person made', () => {
  it('is checked and drawn word for word, and restored with the questions that it answered', async () => {
    const { drafted, hand, asked } = researchInMemory();
    const first = draftContent(await drafted());
    const before = asked.length;
    const summary = { ...first.summary, markdown: `${first.summary.markdown} O laudo diz qual.` };
    const state = await hand({ ...first, summary });
    expect(state).toMatchObject({ version: 2, report: { summary, findings: first.findings }, blocking: [] });
    expect(asked.length).toBe(before);
    expect(draftContent(state)).toMatchObject({
      ...{ questions: first.questions, contradictions: first.contradictions, not_found: first.not_found },
      changes: [{ part: 'summary', kind: 'changed' }],
    });
    const [question, ...others] = first.questions;
    if (!question || others.length === 0) throw new Error('The report has one question alone');
    const older = {
      ...first,
      questions: [question],
      findings: first.findings.filter((f) => f.question_id === question.id),
    };
    const third = await hand(older, { kind: 'restore', from_version: 1, from_draft_id: 'd' });
    expect(draftContent(third)).toMatchObject({
      questions: [question],
      findings: older.findings,
      not_found: [],
    });
  });
});
