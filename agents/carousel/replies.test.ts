import { interrupt, START, StateGraph, StateSchema } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { resumeValue } from '../../ports/content.ts';
import type { Deck, Slide, Understanding, UnderstandingTask } from '../../ports/model-tasks.ts';
import { aDeck, aSlide } from '../../testing/carousel/deck.ts';
import { aChange, carouselInMemory, thread } from '../../testing/carousel/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { hashOfState } from './draft-content.ts';
import { type CarouselState, carouselState } from './state.ts';

const understood = (answer: Partial<Understanding>) => ({
  thread_understanding: () => ({ intent: 'other', understood: '', changes: [], answer: null, ...answer }),
});

describe('a reply in the thread of a carousel', () => {
  it('that asks for a change makes the next version, by its own words, and says what was understood', async () => {
    const { start, reply, asked, tasks, said, awaited } = carouselInMemory({
      thread_understanding: () => aChange('a shorter title on slide 4'),
    });
    const first = await start();
    const second = await reply('slide 4: título mais curto');
    expect(tasks().slice(2)).toEqual(['thread_understanding', 'carousel_slide']);
    expect(asked[3]?.task).toMatchObject({ slide_number: 4, note: 'título mais curto' });
    expect(said).toEqual([
      {
        key: 'message-11:understood',
        kind: 'understood',
        text: 'I change: a shorter title on slide 4',
        person_id: 'ana',
        version: 2,
        offline: true,
      },
    ]);
    expect(second).toMatchObject({ version: 2, notes: ['slide 4: título mais curto'] });
    expect(second.deck?.slides.toSpliced(3, 1)).toEqual(first.deck?.slides.toSpliced(3, 1));
    expect(await awaited()).toMatchObject({ version: 2, read_upto: 11 });
  });

  it.each([
    [
      'question',
      { answer: 'No protocolo, página 3.' },
      [{ kind: 'answer', text: 'No protocolo, página 3.', version: null }],
    ],
    ['approval', {}, [{ kind: 'use_buttons', text: '' }]],
    ['unclear', { understood: 'Qual slide?' }, [{ kind: 'unclear', text: 'Qual slide?' }]],
    ['other', {}, []],
    ['go_on', {}, [{ kind: 'use_buttons' }]],
  ] as const)(
    'that is %s leaves the version as it is, and the approval of it good',
    async (intent, more, replies) => {
      const { start, reply, said, awaited, drawn } = carouselInMemory(
        // Changes that come with another intent are no changes.
        understood({ ...more, intent, changes: aChange('x').changes }),
      );
      await start();
      const before = await awaited();
      await reply('de onde vem isso?');
      expect(await awaited()).toEqual({ ...before, read_upto: 11 });
      expect(said).toMatchObject(replies);
      expect(drawn).toHaveLength(2);
    },
  );

  it('reads two messages as one turn, remembers what was said before, and nothing that came later', async () => {
    const { start, reply, asked, world } = carouselInMemory({ thread_understanding: () => aChange('x') });
    await start();
    const line = (id: number, author_kind: 'person' | 'agent', text: string) => ({
      id,
      author_kind,
      author_id: 'a',
      kind: 'message' as const,
      text,
      created_at: '',
    });
    world.thread = [
      line(3, 'person', '/carousel limpeza'),
      line(4, 'person', '  '),
      line(9, 'agent', 'Limpeza'),
      line(11, 'person', 'mais curto'),
      line(13, 'person', 'later'),
    ];
    const state = await reply('mais curto', 'e mais formal');
    const task = asked[2]?.task as UnderstandingTask;
    expect(task.messages.map((m) => m.text)).toEqual(['mais curto', 'e mais formal']);
    expect(task.memory).toEqual([
      { from: 'person', text: '/carousel limpeza' },
      { from: 'agent', text: 'Limpeza' },
    ]);
    expect(asked[3]?.task).toMatchObject({ task: 'carousel_revision', note: 'mais curto\ne mais formal' });
    expect(state).toMatchObject({ version: 2, read_upto: 12 });
  });

  it('after a version by a button starts from that version', async () => {
    const { start, reply, decide, asked } = carouselInMemory({ thread_understanding: () => aChange('x') });
    await start();
    await decide('request_changes', 'mais formal');
    const third = await reply('mais curto');
    expect(third).toMatchObject({ version: 3, notes: ['mais formal', 'mais curto'], turn: { version: 2 } });
    expect(asked.at(-1)?.task).toMatchObject({
      note: 'mais curto',
      deck: { title: 'Limpeza de implantes bis' },
    });
    const fourth = await decide('request_changes', 'mais direto');
    expect(fourth).toMatchObject({ version: 4, turn: null });
    expect(asked.at(-1)?.task).toMatchObject({ note: 'mais direto' });
  });

  it('lets a number that an earlier note gave stay in later versions', async () => {
    const withNumber = { ...aDeck(), title: 'Limpeza em 30 anos' };
    withNumber.post.body = 'Há 30 anos.';
    const { start, reply, decide } = carouselInMemory({
      thread_understanding: () => aChange('x'),
      carousel_revision: (_task, before) => ({
        ...withNumber,
        title: `${withNumber.title}${'!'.repeat(before)}`,
      }),
    });
    await start();
    await decide('request_changes', 'diga que são 30 anos de experiência');
    expect(await reply('mais curto')).toMatchObject({ version: 3, findings: [], repairs: 0 });
  });

  it('that cannot be met leaves the version that people saw, to the byte, and says why', async () => {
    const world = carouselInMemory({
      thread_understanding: () => aChange('mais texto'),
      carousel_revision: (task: { deck: Deck }) => ({
        ...task.deck,
        slides: task.deck.slides.with(1, aSlide('Longo', { body: 'palavra '.repeat(60) } as Partial<Slide>)),
      }),
    });
    const first = await world.start();
    const before = await world.awaited();
    world.world.brandVersion = 2;
    const after = await world.reply('muito mais texto em tudo');
    expect(await world.awaited()).toEqual({ ...before, read_upto: 11 });
    expect(after).toMatchObject({ version: 1, deck: first.deck, notes: [], brand: { version: 1 } });
    expect(world.said.map((s) => s.kind)).toEqual(['understood', 'unclear']);
    expect(world.said[1]?.text).toContain('não cabe na página');
  });

  it.each([
    ['please shorten the third slide', 'slide-3'],
    ['Shorten the cover', 'slide-1'],
    ['o último slide', 'slide-5'],
    ['Is the 95% on slide 2 right? Make slide 5 shorter', 'slide-5'],
    ['Slide 2 is great, but slide 5 is too long', 'slide-5'],
  ])('"%s" changes %s as it was understood, and nothing else', async (text, part) => {
    const instruction = `in other words: ${part}`;
    const { start, reply, asked, tasks } = carouselInMemory({
      ...understood({ intent: 'change', changes: [{ action: 'change', part, after: null, instruction }] }),
      carousel_slide: (task: { deck: Deck; slide_number: number }) => ({
        slide: { ...task.deck.slides[task.slide_number - 1], title: 'Curto' },
      }),
    });
    const first = await start();
    const second = await reply(text);
    const number = Number(part.slice(-1));
    expect(tasks().slice(2)).toEqual(['thread_understanding', 'carousel_slide']);
    expect(asked.at(-1)?.task).toMatchObject({ slide_number: number, note: instruction });
    expect(second.deck).toEqual({
      ...first.deck,
      slides: first.deck?.slides.with(number - 1, {
        ...first.deck.slides[number - 1],
        title: 'Curto',
      } as Slide),
    });
    expect(second).toMatchObject({ version: 2, scope: [number], notes: [text] });
  });

  it('about the post leaves every slide and the title as they are, to the byte', async () => {
    const { start, reply, asked } = carouselInMemory({
      ...understood({
        intent: 'change',
        changes: [{ action: 'change', part: 'post', after: null, instruction: 'mais curto' }],
      }),
      carousel_revision: (task: { deck: Deck }) => ({
        title: 'Outro',
        slides: task.deck.slides.map((slide) => ({ ...slide, title: 'Outro' })),
        post: { ...task.deck.post, hook: 'Um gancho novo' },
      }),
    });
    const first = await start();
    const second = await reply('o texto do post mais curto');
    expect(asked.at(-1)?.task).toMatchObject({ task: 'carousel_revision', note: 'Post: mais curto' });
    expect(second.deck).toEqual({ ...first.deck, post: { ...first.deck?.post, hook: 'Um gancho novo' } });
    expect(second.scope).toEqual([]);
  });

  it('that takes a slide away may, though its words look like no such wish', async () => {
    const { start, reply } = carouselInMemory(
      {
        ...understood({
          intent: 'change',
          changes: [{ action: 'remove', part: 'slide-3', after: null, instruction: '' }],
        }),
        carousel_deck: () => ({ ...aDeck(), slides: aDeck().slides.toSpliced(2, 0, aSlide('A mais')) }),
        carousel_revision: (task: { deck: Deck }) => ({
          ...task.deck,
          slides: task.deck.slides.toSpliced(2, 1),
        }),
      },
      { slides: 6 },
    );
    await start();
    expect(await reply('the third one can go')).toMatchObject({ version: 2, slides: 5, findings: [] });
  });

  it('that asks for what is so already makes no version, and says so', async () => {
    const { start, reply, awaited, said, drawn } = carouselInMemory({
      thread_understanding: () => aChange('igual'),
      carousel_revision: (task: { deck: Deck }) => task.deck,
    });
    await start();
    const before = await awaited();
    await reply('deixe igual');
    expect(await awaited()).toEqual({ ...before, read_upto: 11 });
    expect(drawn).toHaveLength(2);
    expect(said.at(-1)).toMatchObject({ kind: 'unclear', text: expect.stringContaining('Já está assim') });
  });

  it.each([
    ['read', { thread_understanding: 'refused' }, 'ler isto agora'],
    ['made', { carousel_revision: 'refused' }, 'fazer essa mudança agora'],
  ])(
    'that cannot be %s leaves the version that people saw, and its approval good',
    async (_n, broken, why) => {
      const refuse = () => {
        throw new JobFailure('model_refused_request', 'Model "m" refused');
      };
      const { start, reply, awaited, said } = carouselInMemory({
        thread_understanding: () => aChange('mais curto'),
        ...Object.fromEntries(Object.keys(broken).map((task) => [task, refuse])),
      });
      await start();
      const before = await awaited();
      await reply('obrigado!');
      expect(await awaited()).toEqual({ ...before, read_upto: 11 });
      expect(said.at(-1)).toMatchObject({ kind: 'unclear', text: expect.stringContaining(why) });
    },
  );

  it('by Request changes that the model refuses leaves the version as it waits, and says why', async () => {
    const { start, decide, awaited, said, asked } = carouselInMemory({
      carousel_revision: () => {
        throw new JobFailure('model_refused_request', 'Model "m" refused', {
          params: { reason: 'I can only shorten.' },
        });
      },
    });
    await start();
    const before = await awaited();
    const state = await decide('request_changes', 'mais engraçado');
    expect(state).toMatchObject({ version: 1, notes: [], round: 1 });
    expect(await awaited()).toEqual(before);
    expect(said).toMatchObject([{ key: 'review-r:refused', kind: 'unclear', text: 'I can only shorten.' }]);
    // The team's, whatever language the words of the button are in.
    expect(asked.at(-1)?.task).toMatchObject({ task: 'carousel_revision', reply_language: 'pt' });
  });

  it('that fails for a while is tried again, and taken back on the last attempt alone', async () => {
    const away = () => {
      throw new JobFailure('model_unavailable', 'Model "m" did not answer', { retryable: true });
    };
    const { start, reply, replyAtLast, said, awaited, run } = carouselInMemory({
      thread_understanding: away,
    });
    await start();
    const before = await awaited();
    await expect(reply('mais curto')).rejects.toMatchObject({ code: 'model_unavailable' });
    await run(null, { fence: 2, isLast: true });
    expect(await awaited()).toEqual({ ...before, read_upto: 11 });
    await replyAtLast('mais curto');
    expect(said.map((s) => s.key)).toEqual(['message-11:taken-back', 'message-12:taken-back']);
  });

  it('is not understood by a model that answers about slides there are not', async () => {
    const change = { ...aChange('x').changes[0], part: 'slide-9' };
    const { start, reply } = carouselInMemory({
      thread_understanding: () => ({ ...aChange('x'), changes: [change] }),
    });
    await start();
    await expect(reply('slide 9: mais curto')).rejects.toThrow(/accepted: slide-1, .*post, all/);
  });
});

describe('a thread that waited before replies were read', () => {
  /** As the graph of version 1 was: no field and no question knew of replies. */
  function oldThread() {
    const world = carouselInMemory({ thread_understanding: () => aChange('mais curto') });
    const {
      turn: _t,
      memory: _m,
      wanted: _w,
      read_upto: _r,
      notes: _n,
      shown: _s,
      ...fields
    } = carouselState.fields;
    const old = new StateSchema(fields);
    const graph = new StateGraph(old)
      .addNode('render', async () => ({}))
      .addNode('await-review', async (state: typeof old.State) => {
        const { version } = state;
        const hash = hashOfState(state as CarouselState);
        return { decision: resumeValue.parse(interrupt({ version, hash })), reviewed: state.deck };
      })
      .addEdge(START, 'render')
      .addEdge('render', 'await-review')
      .compile({ checkpointer: world.saver });
    return { ...world, graph };
  }
  async function waiting() {
    const { start } = carouselInMemory();
    const {
      turn: _t,
      memory: _m,
      wanted: _w,
      read_upto: _r,
      notes: _n,
      shown: _s,
      ...values
    } = await start();
    const world = oldThread();
    await world.graph.invoke(values as never, thread);
    expect(await world.awaited()).toEqual({ version: 1, hash: expect.any(String) });
    return world;
  }

  it('takes a change by a button, and a reply', async () => {
    const { decide, reply } = await waiting();
    expect(await decide('request_changes', 'mais formal')).toMatchObject({ version: 2 });
    expect(await reply('mais curto')).toMatchObject({ version: 3, read_upto: 11 });
  });

  it('takes a reply as the first thing', async () => {
    const { reply } = await waiting();
    expect(await reply('mais curto')).toMatchObject({ version: 2 });
  });
});
