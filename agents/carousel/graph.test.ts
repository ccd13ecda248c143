import { describe, expect, it } from 'vitest';
import type { SlideFinding } from '../../ports/content.ts';
import type { Deck, Slide } from '../../ports/model-tasks.ts';
import { aDeck, aPassage, aSlide } from '../../testing/carousel/deck.ts';
import { enough, carouselInMemory as setUp } from '../../testing/carousel/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent, hashOfState } from './draft-content.ts';

const tooLong = (deck: Deck, at: number): Deck => ({
  ...deck,
  slides: deck.slides.with(at - 1, aSlide('Longo', { body: 'palavra '.repeat(60) } as Partial<Slide>)),
});

const colliding: SlideFinding = {
  place: 3,
  code: 'collision',
  params: { field: 'title', at: null, other: { field: 'body', at: null } },
};

describe('carouselGraph()', () => {
  it('sends what the checks find back to the writer, and draws what passes', async () => {
    const { start, asked, tasks, drawn } = setUp({
      carousel_deck: () => tooLong(aDeck(), 2),
      carousel_revision: () => aDeck(),
    });
    const state = await start();
    expect(tasks()).toEqual(['carousel_plan', 'carousel_deck', 'carousel_revision']);
    expect(asked[2]?.task).toMatchObject({
      note: null,
      findings: expect.arrayContaining([expect.objectContaining({ slide: 2, code: 'too_many_words' })]),
    });
    expect(state).toMatchObject({ findings: [], repairs: 1, version: 1 });
    expect(drawn.map((d) => d.draft)).toEqual([true, false]);
  });

  it('shows the writer how the team sounds, and takes no number that only a sample of the voice says', async () => {
    const samples = ['A limpeza remove 99% do resíduo.', 'Confira o lote.', 'Anote depois.'];
    const taken = aDeck();
    taken.slides[1] = aSlide('A limpeza remove 99% do resíduo');
    const { start, asked, world } = setUp({
      carousel_deck: () => taken,
      carousel_revision: () => taken,
    });
    world.samples = samples;
    const state = await start();
    expect(asked[1]?.task).toMatchObject({ samples: samples.map((text) => ({ text })) });
    expect(state.blocking).toEqual([]);
    expect(draftContent(state).claims?.filter(({ status }) => status === 'unverified')).toMatchObject([
      { place: 2, text: 'A limpeza remove 99% do resíduo', faults: [{ code: 'number_not_found' }] },
    ]);
  });

  it('tells a draft of before, whose claims were not kept, as it was: with the same hash', async () => {
    const { start } = setUp();
    const before = { ...(await start()), claims: null };
    expect(draftContent(before)).not.toHaveProperty('claims');
    expect(hashOfState(before)).toBe(hashOfState({ ...before, faulty: [{ text: 'x', evidence: [] }] }));
  });

  it('says the day when a person last had a say, so that a call made again later asks the same', async () => {
    const { start, decide, asked, world } = setUp();
    await start();
    expect(asked.map(({ task }) => 'today' in task && task.today)).toEqual(asked.map(() => '2026-11-29'));
    world.today = '2026-12-24';
    const before = asked.length;
    const state = await decide('request_changes', 'mais formal');
    expect(state.today).toBe('2026-12-24');
    expect(asked.slice(before).every(({ task }) => 'today' in task && task.today === '2026-12-24')).toBe(
      true,
    );
  });

  it('tells the card by which structure the deck is told', async () => {
    const { start } = setUp({ carousel_plan: () => ({ ...enough, structure: 'mistakes' }) });
    expect(draftContent(await start()).structure).toBe('mistakes');
  });

  it('lets the writer mend once what sounds like a machine, touches nothing else, and tells what is left', async () => {
    const stock = 'Vale destacar que no cenário atual a limpeza se valida.';
    const sounding = aDeck();
    sounding.slides[1] = aSlide('A limpeza se valida', { body: stock } as Partial<Slide>);
    sounding.post = { ...sounding.post, body: 'Vale ressaltar: em 3 lotes.' };
    const { start, asked, tasks } = setUp({
      carousel_deck: () => sounding,
      mend_sentences: () => ({ sentences: [{ number: 1, sentence: 'A limpeza se valida em cada lote.' }] }),
    });
    const state = await start();
    expect(tasks()).toEqual(['carousel_plan', 'carousel_deck', 'mend_sentences']);
    expect(asked[2]?.task).toMatchObject({ sentences: [{ sentence: stock }, { number: 2 }] });
    expect(state.deck).toEqual({
      ...sounding,
      slides: sounding.slides.with(1, {
        ...sounding.slides[1],
        body: 'A limpeza se valida em cada lote.',
      } as Slide),
    });
    expect(draftContent(state).warnings).toMatchObject([
      { place: null, code: 'ai_sounding', params: { tells: ['frame'] } },
    ]);
    expect(state).toMatchObject({ blocking: [], repairs: 0, mended: true });
    expect(state.finals.length).toBeGreaterThan(0);
  });

  it('sends what would not fit on the page back to the writer as well', async () => {
    const { start, world, asked } = setUp();
    world.renderFindings = [[colliding]];
    await start();
    expect(asked.at(-1)?.task).toMatchObject({
      task: 'carousel_revision',
      findings: [{ slide: 3, code: 'collision', message: expect.stringContaining('"title" and "body"') }],
    });
  });

  it('shows what still does not pass after two repairs, closed for approval and without final files; a change opens it', async () => {
    const { start, decide, awaited, tasks, drawn, files, world } = setUp({
      carousel_deck: () => tooLong(aDeck(), 2),
      carousel_revision: (task: { deck: Deck; note: string | null }) => (task.note ? aDeck() : task.deck),
    });
    const closed = await start();
    expect(tasks()).toEqual(['carousel_plan', 'carousel_deck', 'carousel_revision', 'carousel_revision']);
    expect(closed.blocking).toMatchObject([{ place: 2, code: 'too_many_words' }]);
    expect(draftContent(closed).blocking).toEqual(closed.blocking);
    expect(closed).toMatchObject({ findings: [], finals: [], stopped: null, version: 1 });
    expect(Object.keys(files)).toContain('j/v1/limpeza-de-implantes-v1-draft.pdf');
    expect(Object.keys(files).filter((key) => key.includes('final'))).toEqual([]);
    expect((await awaited()).hash).toBe(hashOfState(closed));
    expect(drawn.length).toBeGreaterThan(0);
    const open = await decide('request_changes', 'mais formal');
    expect(open).toMatchObject({ version: 2, blocking: [] });
    expect(open.finals.length).toBeGreaterThan(0);
    expect(draftContent(open).blocking).toBeUndefined();
    world.renderFindings = Array(3).fill([colliding]);
    const again = await decide('request_changes', 'mais formal ainda');
    expect(again).toMatchObject({ version: 3, finals: [], blocking: [{ place: 3, code: 'collision' }] });
  });

  it('takes a reply back to a version that is closed only with words that promise no approval', async () => {
    const { start, reply, awaited, said } = setUp({
      carousel_deck: () => tooLong(aDeck(), 2),
      carousel_revision: (task: { deck: Deck }) => task.deck,
      thread_understanding: () => {
        throw new JobFailure('model_refused_request', 'Model "m" refused');
      },
    });
    await start();
    const before = await awaited();
    await reply('obrigado!');
    expect(await awaited()).toEqual({ ...before, read_upto: 11 });
    expect(said.at(-1)?.text).toContain('fechada para aprovação');
  });

  it.each([
    ['spa', '5 errores al elegir un proveedor de implantes'],
    ['fra', 'Comment choisir un fournisseur d’implants'],
    ['deu', 'Wie man den richtigen Lieferanten für Implantate auswählt'],
  ])('refuses a brief in a third language before it searches (%s)', async (language, topic) => {
    const { start, world, tasks } = setUp({}, { topic, language: null });
    await expect(start()).rejects.toMatchObject({
      code: 'other_language',
      retryable: false,
      params: { language, topic },
    });
    expect([world.searches, tasks()]).toEqual([0, []]);
  });

  it('stops without a draft when the plan finds too little; Retry searches again', async () => {
    let known = false;
    const { start, run, world, asked } = setUp({
      carousel_plan: () => (known ? enough : { ...enough, enough: false, missing: 'Falta o protocolo.' }),
    });
    await expect(start()).rejects.toMatchObject({
      code: 'no_evidence',
      params: { topic: 'limpeza de implantes segundo a ISO 13485', missing: 'Falta o protocolo.' },
    });
    known = true;
    world.passages = [...world.passages, { ...aPassage, id: 'd2#0' }];
    const state = await run(null, { fence: 2, retries: 1 });
    expect(state.deck).toEqual(aDeck());
    expect(asked.at(-2)?.task).toMatchObject({
      passages: expect.arrayContaining([expect.objectContaining({ id: 'd2#0' })]),
    });
  });

  it('repairs only the slide that a person named, and leaves all else byte for byte', async () => {
    const { start, decide, asked, tasks } = setUp({
      carousel_slide: (_task, before) => ({
        slide: before === 0 ? tooLong(aDeck(), 2).slides[1] : aSlide('Curto'),
      }),
    });
    const first = await start();
    const second = await decide('request_changes', 'slide 2: mais curto');
    expect(tasks().slice(2)).toEqual(['carousel_slide', 'carousel_slide']);
    expect(asked.slice(2).map((a) => a.task)).toMatchObject([
      { slide_number: 2, note: 'mais curto', findings: [] },
      {
        slide_number: 2,
        note: null,
        findings: expect.arrayContaining([expect.objectContaining({ slide: 2, code: 'too_many_words' })]),
      },
    ]);
    expect(second.deck?.slides.toSpliced(1, 1)).toEqual(first.deck?.slides.toSpliced(1, 1));
    expect(second.deck?.post).toEqual(first.deck?.post);
    expect(second).toMatchObject({ version: 2, scope: [2] });
    const comparisons = (state: typeof first) => state.files.filter((f) => f.role === 'comparison');
    expect(comparisons(first)).toEqual([]);
    expect(comparisons(second)).toMatchObject([
      { key: 'j/v2/comparison.png', alt: expect.stringMatching(/^Slide 2, antes: .+ depois: /) },
    ]);
  });

  it('keeps the number of slides, unless the note asks for another', async () => {
    const six = { ...aDeck(), slides: aDeck().slides.toSpliced(1, 0, aSlide('Mais uma')) };
    const { start, decide, asked } = setUp({
      carousel_revision: (_task, before) => (before === 1 ? aDeck() : six),
    });
    await start();
    // The writer added a slide that nobody asked for: it has to take it out again.
    const kept = await decide('request_changes', 'mais formal');
    expect(asked.at(-1)?.task).toMatchObject({
      findings: [expect.objectContaining({ code: 'slide_count' })],
    });
    expect(kept.deck?.slides).toHaveLength(5);
    const more = await decide('request_changes', 'adicione um slide sobre registro');
    expect(more).toMatchObject({ version: 3, slides: 6 });
    expect(more.deck?.slides).toHaveLength(6);
  });

  it('draws the final files with the draft, from the same deck in the same brand, and names them in its hash', async () => {
    const { start, decide, awaited, world, drawn, files } = setUp();
    const first = await start();
    expect(drawn.map((d) => [d.draft, d.brand.version])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect(drawn[1]?.deck).toEqual(drawn[0]?.deck);
    expect(first.finals.map((f) => f.key)).toEqual([
      'j/v1/final/limpeza-de-implantes-final.pdf',
      ...[1, 2, 3, 4, 5].map((n) => `j/v1/final/limpeza-de-implantes-final-0${n}.png`),
      'j/v1/final/evidence.json',
    ]);
    expect(Object.keys(files)).toContain('j/v1/limpeza-de-implantes-v1-draft.pdf');
    const { hash } = await awaited();
    expect(hash).toBe(hashOfState(first));
    expect(hash).not.toBe(hashOfState({ ...first, finals: first.finals.slice(1) }));
    world.brandVersion = 2;
    const second = await decide('request_changes', 'mais formal');
    expect(second.finals[0]?.key).toMatch(/^j\/v2\/final\/limpeza-de-implantes.*-final\.pdf$/);
    expect(drawn.map((d) => d.brand.version)).toEqual([1, 1, 2, 2]);
  });

  it('refuses what a button asks for against the rules before anything is written, and the version waits on', async () => {
    const { start, decide, awaited, world, said, tasks } = setUp();
    world.rules = [
      { id: 'r', kind: 'banned_claim', pattern: '100% seguro', severity: 'block', reason: 'Nenhum é.' },
    ];
    await start();
    const waiting = await awaited();
    const before = tasks().length;
    await decide('request_changes', 'slide 2: diga que é 100% seguro');
    expect(said).toMatchObject([
      { key: 'review-r:refused', kind: 'unclear', text: expect.stringContaining('“100% seguro” (Nenhum é)') },
    ]);
    expect(await awaited()).toEqual(waiting);
    await decide('request_changes', 'aprove por mim', { review_id: 'r2' });
    expect(said.at(-1)?.text).toContain('sem a decisão de uma pessoa');
    expect(await awaited()).toEqual(waiting);
    expect(tasks().length).toBe(before);
    expect(await decide('request_changes', 'slide 2: mais curto', { review_id: 'r3' })).toMatchObject({
      version: 2,
    });
  });
});

describe('carouselGraph(): a version that a person made', () => {
  const withBody = (deck: Deck, body: string, at = 4) => ({
    ...deck,
    slides: deck.slides.with(at - 1, { ...(deck.slides[at - 1] as Slide), body } as Slide),
  });

  it('is checked and drawn word for word, beside what it was, and no model is asked', async () => {
    const { start, hand, asked, judged, awaited, files } = setUp();
    const first = draftContent(await start());
    const before = asked.length + judged.length;
    const edited = withBody(aDeck(), 'Peça sempre o registro.');
    const state = await hand({ ...first, ...edited });
    expect(state).toMatchObject({ version: 2, deck: edited, findings: [], blocking: [], scope: null });
    expect(asked.length + judged.length).toBe(before);
    expect(await awaited()).toMatchObject({ version: 2, hash: hashOfState(state) });
    expect(state.finals.length).toBeGreaterThan(0);
    expect(files['j/v2/comparison.png']).toBeDefined();
    // What was judged stays judged; the sentence that is new is its writer's.
    expect(state.support).toMatchObject({
      ...first.support,
      by_hand: 1,
      supported: (first.support?.supported ?? 0) - 1,
    });
    expect(state.claims?.filter(({ support }) => support === 'by_hand').map(({ text }) => text)).toEqual([
      'Peça sempre o registro.',
    ]);
  });

  it('has what code finds beside it: a number without a quote is unverified, a forbidden word closes it', async () => {
    const { start, hand, world } = setUp();
    const first = draftContent(await start());
    const numbered = await hand({ ...first, ...withBody(aDeck(), 'O registro fica por 99 anos.') });
    expect(numbered).toMatchObject({ version: 2, blocking: [] });
    expect(numbered.claims?.filter(({ status }) => status === 'unverified')).toMatchObject([
      { place: 4, faults: [{ code: 'number_not_found' }] },
    ]);
    world.rules = [{ id: 'r', kind: 'banned_word', pattern: 'milagre', severity: 'block', reason: 'Não é.' }];
    const forbidden = await hand({ ...first, ...withBody(aDeck(), 'O registro é um milagre.') });
    expect(forbidden).toMatchObject({
      version: 3,
      blocking: [{ place: 4, code: 'banned_word' }],
      finals: [],
    });
  });

  it('is what the agent changes next, with its whole chance to repair', async () => {
    const { start, hand, decide, tasks } = setUp({
      carousel_slide: (_: unknown, before: number) => ({
        slide: aSlide('Nova', before === 0 ? ({ body: 'palavra '.repeat(60) } as Partial<Slide>) : {}),
      }),
    });
    const first = draftContent(await start());
    await hand({ ...first, ...withBody(aDeck(), 'Peça sempre o registro.') });
    const third = await decide('request_changes', 'slide 2: mais curto');
    expect(third).toMatchObject({ version: 3, hand: null, repairs: 1, notes: ['slide 2: mais curto'] });
    expect(third.deck?.slides[3]).toMatchObject({ body: 'Peça sempre o registro.' });
    expect(tasks().filter((task) => task === 'carousel_slide')).toHaveLength(2);
  });

  it('leaves waiting what waited when it cannot be drawn, and tells its person', async () => {
    const { start, hand, handAtLast, awaited, said } = setUp();
    const first = draftContent(await start());
    const waiting = await awaited();
    const broken = { ...first, slides: [{ layout: 'no such layout', title: '', evidence: [] }] };
    expect(await handAtLast(broken)).toMatchObject({ version: 1, stopped: null });
    expect(await awaited()).toEqual(waiting);
    expect(said).toMatchObject([
      {
        key: 'hand-1:taken-back',
        person_id: 'leo',
        text: 'Não consegui desenhar essa versão agora: algo falhou aqui. A versão 1 continua como está e pode ser aprovada. Para tentar outra vez, use Editar ou Versões no cartão.',
      },
    ]);
    expect(await hand({ ...first, ...withBody(aDeck(), 'Peça sempre o registro.') })).toMatchObject({
      version: 2,
    });
  });

  it('that restores another number of slides keeps it', async () => {
    const { start, hand, decide } = setUp();
    const first = draftContent(await start());
    const deck = aDeck();
    const shorter = { ...deck, slides: deck.slides.toSpliced(3, 1) };
    const state = await hand(
      { ...first, ...shorter },
      { kind: 'restore', from_version: 1, from_draft_id: 'd' },
    );
    expect(state).toMatchObject({ version: 2, slides: 4, blocking: [] });
    expect(await decide('request_changes', 'slide 2: mais curto')).toMatchObject({ version: 3, slides: 4 });
  });
});
