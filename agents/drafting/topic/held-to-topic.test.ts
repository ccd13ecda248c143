import { Command } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import type { Deck } from '../../../ports/model-tasks.ts';
import { someTitles } from '../../../testing/blog/article.ts';
import { blogInMemory, change, understood } from '../../../testing/blog/graph.ts';
import { aDeck, aPassage, aSlide } from '../../../testing/carousel/deck.ts';
import { aChange, carouselInMemory, nothingWrong } from '../../../testing/carousel/graph.ts';
import { JobFailure } from '../../runner/job-failure.ts';

// What a scripted model writes for a brief about passivation: a whole, well quoted draft about something else.
const f136 = {
  ...aPassage,
  id: 'f136#0',
  document_id: 'f136',
  title: 'Titânio ASTM F136',
  text: 'O grau ELI tem menos oxigênio e ferro que o grau comum.',
};
const passivation = ['d2#0', 'd2#1'].map((id) => ({
  ...aPassage,
  id,
  document_id: 'd2',
  title: 'Passivação de implantes',
  text: 'A passivação remove ferro livre. Passivar exige um banho controlado.',
}));
const onF136 = (): Deck => {
  const evidence = [{ passage_id: f136.id, quote: f136.text }];
  const slide = (title: string) => aSlide(title, { body: 'Menos oxigênio.', evidence } as object);
  const deck = aDeck();
  return {
    ...deck,
    title: 'Titânio para implantes',
    slides: deck.slides.map((s, at) =>
      at === 0
        ? { layout: 'cover', kicker: 'Guia', title: 'Titânio', subtitle: 'O grau certo', evidence: [] }
        : at === 4
          ? s
          : slide(['O grau', 'O certificado', 'O oxigênio'][at - 1] ?? 'O ferro'),
    ),
    post: {
      ...deck.post,
      hook: 'Titânio.',
      body: 'O grau certo.',
      hashtags: ['#Passivação', '#Titânio', '#Implantes'],
    },
  };
};
const carousel = (more: Parameters<typeof carouselInMemory>[0]) => {
  const made = carouselInMemory(more, { topic: 'passivação de implantes' });
  made.world.passages = [...passivation, f136];
  return made;
};

describe('a deck about something else than its brief', () => {
  it('goes back to the writer with what it should be about, and is closed for approval when it stays so', async () => {
    const { start, asked } = carousel({
      carousel_deck: onF136,
      carousel_revision: (task: { deck: Deck }) => task.deck,
    });
    const state = await start();
    const codes = (at: number) => {
      const task = asked[at]?.task as { findings?: { code: string }[] } | undefined;
      return task?.findings?.map((i) => i.code) ?? [];
    };
    expect(codes(2)).toContain('off_topic');
    expect(state.blocking.map((b) => b.code)).toContain('off_topic');
    expect(state.blocking.find((b) => b.code === 'off_topic')?.params).toEqual({ subject: '"passivação"' });
  });

  it('passes once it is about it', async () => {
    const evidence = [{ passage_id: 'd2#0', quote: 'A passivação remove ferro livre.' }];
    const good = (): Deck => {
      const deck = onF136();
      const slide = (title: string) => aSlide(title, { body: 'Ferro livre sai.', evidence } as object);
      const titles = ['A passivação limpa', 'Passivar é preciso', 'A peça passivada'];
      return {
        ...deck,
        title: 'Passivação',
        slides: deck.slides.map((s, at) => (at === 0 || at === 4 ? s : slide(titles[at - 1] ?? ''))),
      };
    };
    const { start } = carousel({ carousel_deck: onF136, carousel_revision: good });
    expect((await start()).blocking).toEqual([]);
  });

  // Every slide says the word and quotes a document about it, so that code counts it as being on topic.
  const named = (): Deck => {
    const evidence = [{ passage_id: 'd2#0', quote: 'A passivação remove ferro livre.' }];
    const slide = (at: number) =>
      aSlide(['Passivação e preço', 'Passivação e compras', 'Passivação e vendas'][at] ?? '', {
        body: 'Negocie o desconto.',
        evidence,
      } as object);
    const deck = onF136();
    return {
      ...deck,
      title: 'Passivação',
      slides: deck.slides.map((s, at) => (at === 0 || at === 4 ? s : slide(at - 1))),
    };
  };
  const stray = { ...nothingWrong, about: 'preços', off_topic_slides: [2, 3, 4], about_subject: false };

  it('goes back to the writer when the judging call says so though code counts it in, and is closed when it stays', async () => {
    const { start, asked, judged } = carousel({
      carousel_deck: named,
      carousel_revision: (task: { deck: Deck }) => task.deck,
      carousel_judgement: () => stray,
    });
    const state = await start();
    expect(judged).toHaveLength(3);
    expect(asked.find((a) => a.task.task === 'carousel_revision')?.task).toMatchObject({
      findings: [{ slide: null, code: 'whole_off_topic' }, { slide: 2 }, { slide: 3 }, { slide: 4 }],
    });
    expect(state.blocking.map((b) => b.code)).toEqual(['whole_off_topic', ...Array(3).fill('off_topic')]);
    expect(state.finals).toEqual([]);
  });

  it('is open once a repair satisfies the judging call, and is not judged while code still objects', async () => {
    const { start, tasks, judged } = carousel({ carousel_deck: onF136, carousel_revision: named });
    const state = await start();
    expect(tasks()).toEqual(['carousel_plan', 'carousel_deck', 'carousel_revision']);
    expect(judged.map((j) => j.task.task)).toEqual(['carousel_judgement', 'quote_support']);
    expect(state.blocking).toEqual([]);
    expect(state.finals.length).toBeGreaterThan(0);
  });

  it('is not shown while the judging call cannot be had', async () => {
    const { start } = carousel({
      carousel_deck: named,
      carousel_judgement: () => {
        throw new JobFailure('model_unavailable', 'no answer', { retryable: true });
      },
    });
    await expect(start()).rejects.toThrow('no answer');
  });

  it('sends the subject and its forms along, and what is about it first', async () => {
    const { start, asked } = carousel({});
    await start();
    expect(asked[0]?.task).toMatchObject({
      subjects: [{ name: 'passivação', also: ['passivar'] }],
      passages: [
        { title: 'Passivação de implantes' },
        { title: 'Passivação de implantes' },
        { title: f136.title },
      ],
    });
  });
});

describe('a number that is promised', () => {
  it('is held: four questions are no five, in the title, on the cover and in the post', async () => {
    const { start } = carouselInMemory({
      carousel_deck: () => {
        const deck = aDeck();
        return {
          ...deck,
          title: '5 perguntas sobre limpeza',
          post: { ...deck.post, hook: 'Cinco perguntas.' },
        };
      },
      carousel_revision: (task: { deck: Deck }) => task.deck,
    });
    const { blocking } = await start();
    expect(blocking.filter((b) => b.code === 'broken_promise')).toHaveLength(2);
  });

  it('is held in the title of an article', async () => {
    const { start, run, awaited } = blogInMemory({
      blog_titles: () => someTitles({ title: '7 perguntas sobre o registro' }),
    });
    await start();
    const { hash } = await awaited();
    const answer = { kind: 'answer', question: 1, hash, answer: 'go_on', note: null, person_id: 'u' };
    const state = await run(new Command({ resume: answer }));
    expect(state.blocking.map((b) => b.code)).toContain('broken_promise');
  });

  it('is held when a reply retitles a deck: the version stays, and the thread reads why', async () => {
    const { start, reply, awaited, said } = carouselInMemory({
      thread_understanding: () => aChange('troque o título para 7 perguntas'),
      carousel_revision: (task: { deck: Deck }) => ({ ...task.deck, title: '7 perguntas sobre limpeza' }),
    });
    const first = await start();
    const before = await awaited();
    const after = await reply('troque o título para 7 perguntas');
    expect(after).toMatchObject({ version: 1, deck: first.deck });
    expect(await awaited()).toEqual({ ...before, read_upto: 11 });
    expect(said.at(-1)?.text).toContain('promete uma quantidade');
  });

  it('is held when a reply retitles an article, in the same way', async () => {
    const { drafted, reply, awaited, said } = blogInMemory({
      blog_titles: (_task, before) =>
        someTitles(before === 0 ? {} : { title: '7 perguntas sobre o registro de cada lote' }),
      thread_understanding: () => understood({ changes: [change('title', '7 perguntas')] }),
    });
    const first = await drafted();
    const before = await awaited();
    const after = await reply('troque o título para 7 perguntas');
    expect(after).toMatchObject({ version: 1, article: first.article });
    expect(await awaited()).toMatchObject({ version: 1, hash: before.hash });
    expect(said.at(-1)?.text).toContain('promete uma quantidade');
  });
});
