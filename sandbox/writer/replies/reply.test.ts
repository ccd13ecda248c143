import { describe, expect, it } from 'vitest';
import type { ReplyTask } from '../../../ports/model-tasks.ts';
import { answerReply } from './answer-reply.ts';
import { readReply } from './read-reply.ts';

const task = (change: Partial<ReplyTask> = {}): ReplyTask => ({
  task: 'reply_answer',
  language: 'en',
  rules: { voice: '', rules: [] },
  passages: [
    {
      id: 'p1',
      title: 'Passivation',
      date: null,
      text: 'Passivation removes free iron from the surface of the metal.',
    },
  ],
  before: [],
  reply: { text: 'What does passivation remove from the surface?' },
  intent: 'question',
  asks: ['What does passivation remove from the surface?'],
  first_name: 'Grace',
  purpose: null,
  most: 8000,
  current: null,
  wishes: [],
  refused: [],
  reply_language: 'en',
  ...change,
});

describe('the offline writer', () => {
  it.each([
    ['Thanks, but we already have a supplier.', 'not_interested'],
    ['Obrigado, não tenho interesse', 'not_interested'],
    ['Sure, please send me the material', 'interested'],
    ['Vamos conversar na terça', 'interested'],
    ['Which standard do you follow?', 'question'],
    ['🙂', 'other'],
  ])('reads "%s" as %s by its words', (text, intent) => {
    expect(
      readReply({ task: 'reply_reading', reply: { text }, before: [], reply_language: 'en' }).intent,
    ).toBe(intent);
  });

  it('answers with a sentence of a passage as it stands, and what none has it leaves to a colleague', () => {
    expect(answerReply(task())).toEqual({
      quotes: [{ passage_id: 'p1', quote: 'Passivation removes free iron from the surface of the metal.' }],
      answer:
        'Hello Grace! Thank you for your question. From our material: Passivation removes free iron from the surface of the metal. May I send you the full material?',
      missing: null,
    });
    expect(answerReply(task({ asks: ['Do you sell bicycles?'] }))).toMatchObject({
      quotes: [],
      answer: expect.stringContaining('I will check with the team'),
      missing: expect.stringContaining('bicycles'),
    });
  });

  it('meets two wishes and refuses the others in one sentence', () => {
    expect(answerReply(task({ wishes: ['shorter'] }))).toMatchObject({ quotes: [] });
    expect(answerReply(task({ wishes: ['add "See you soon."'] }))).toMatchObject({
      answer: expect.stringContaining('See you soon.'),
    });
    expect(answerReply(task({ wishes: ['more cordial'] }))).toMatchObject({
      refusal: expect.stringContaining('offline writer'),
    });
  });
});
