import { describe, expect, it } from 'vitest';
import type { Question } from '../../ports/content.ts';
import { anItem, aQuestion, aResearchJob, aResearchPlan } from '../../testing/bot/samples.ts';
import type { Message } from '../slack/blocks.ts';
import { en, ptBr } from '../texts/texts.ts';
import { questionMessage } from './question-message.ts';
import { readQuestions, researchChangeModal } from './research-change-modal.ts';
import { questionsShown } from './research-plan-blocks.ts';

const card = (
  change: Partial<Question> = {},
  job = aResearchJob({ status: 'awaiting_input' }),
  texts = en,
) => {
  const question = aQuestion({ content: aResearchPlan(), ...change });
  const item = { ...anItem({ kind: 'question', job, draft: null }), question };
  return questionMessage({ item, withPicture: false, admins: [], requester: 'Ana' }, texts);
};
const json = (message: Message) => JSON.stringify(message.blocks);
const plan = (change: Parameters<typeof aResearchPlan>[0]) => card({ content: aResearchPlan(change) });
const buttons = (message: Message) =>
  message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((e) => ('text' in e && typeof e.text === 'object' ? e.text.text : ''))
      : [],
  );

describe('the questions of a research', () => {
  it('stand with where they are looked up, the rounds and what it may cost', () => {
    const shown = json(card());
    for (const words of [
      'Questions of the research',
      '<@U0MARINA>: to answer this',
      'Qual é o limite de resíduo?',
      'the knowledge base and the web (Tavily)',
      'up to 2; each looks for',
      'about 14 calls, at most 0.22 USD',
    ]) {
      expect(shown).toContain(words);
    }
    expect(buttons(card())).toEqual(['Start', 'Change', 'Discard']);
    expect(json(plan({ urls: ['https://a.example/1'] }))).toContain('Pages to read: ');
  });

  it('say what is not known of the cost, and that the offline writer has none', () => {
    const estimate = { calls: 14, usd: null, tokens: 45_000 };
    expect(json(plan({ estimate }))).toContain(
      'about 14 calls, at most 45,000 tokens; I do not know what this model costs',
    );
    expect(json(plan({ estimate, offline: true }))).toContain('about 14 calls, no cost');
    expect(json(plan({ estimate: { ...estimate, usd: 0.0001 } }))).toContain('at most 0.01 USD');
    const portuguese = card({}, aResearchJob({ status: 'awaiting_input' }), ptBr);
    expect(json(portuguese)).toContain('cerca de 14 chamadas, até US$ 0,22');
    expect(json(portuguese)).toContain('a base de conhecimento e a web (Tavily)');
  });

  it('are redrawn with what became of them', () => {
    const at = { status: 'answered' as const, answered_by: 'U0MARINA', answered_at: '2026-11-22T12:05:00Z' };
    const started = card({ ...at, answer: 'go_on' });
    expect(json(started)).toContain('Started by <@U0MARINA> (<!date^');
    expect(buttons(started)).toEqual([]);
    expect(json(card({ ...at, answer: 'discard' }))).toContain('nothing was searched');
    const changed = json(card({ ...at, answer: 'change', note: '1. Só o limite?' }));
    expect(changed).toContain('Change asked for by <@U0MARINA>');
    expect(changed).toContain('1. Só o limite?');
    expect(json(card({ status: 'superseded' }))).toContain('Newer questions are below');
  });

  it('wait while a reply is read, and are accepted once the search has begun', () => {
    const at = (node: string) =>
      json(card({}, aResearchJob({ status: 'running', checkpoint_data: { node } })));
    expect(at('plan')).toContain('A reply in the thread is being worked on');
    expect(at('search')).toContain('the report follows below');
  });
});

describe('the form that changes them', () => {
  const origin = { ref: { job: 'j', number: 1, hash: 'h' }, channel_id: 'C1', thread_ts: '1.1' };
  const questions = ['Qual é o limite?', 'Quem assina?'];
  const form = researchChangeModal(origin, questions, en);
  const { shown } = JSON.parse(form.private_metadata ?? '{}') as { shown: string };
  const read = (value: string) => readQuestions({ questions: { questions: { value } } }, shown, en);

  it('opens with the questions that the card shows, a line each', () => {
    expect(questionsShown(card())).toEqual(['Qual é o limite de resíduo?', 'Quem assina o relatório?']);
    expect(JSON.stringify(form.blocks)).toContain('Qual é o limite?\\nQuem assina?');
    expect(questionsShown(undefined)).toEqual([]);
    expect(questionsShown({ blocks: [{ type: 'section' }, null] })).toEqual([]);
  });

  it('answers with the whole new list, numbered', () => {
    expect(read(' Quem assina?\n\n2) Qual é o limite de endotoxina?\n- E a vida útil?')).toEqual({
      note: '1. Quem assina?\n2. Qual é o limite de endotoxina?\n3. E a vida útil?',
    });
    expect(read('2026 é o ano da mudança?')).toEqual({ note: '1. 2026 é o ano da mudança?' });
  });

  it.each([
    ['  \n ', 'Leave at least one question.'],
    ['a\nb\nc\nd\ne\nf\ng', '7 questions; up to 6 are accepted.'],
    [`ok\n${'x'.repeat(301)}`, 'Line 2 has 301 characters; up to 300 are accepted.'],
    ['Qual é o limite?\nQuem assina?\n', 'These are the same questions.'],
  ])('keeps the form open for %j', (value, error) => {
    expect(read(value)).toEqual({ error: expect.stringContaining(error) });
  });
});
