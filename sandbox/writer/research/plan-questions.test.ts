import { expect, test } from 'vitest';
import type { QuestionsTask } from '../../../ports/model-tasks.ts';
import { planQuestions } from './plan-questions.ts';

const asked = (topic: string, language: 'pt' | 'en') => {
  const task = {
    task: 'research_questions',
    brief: { topic, urls: [], rounds: null, audience: null, language },
    language,
    reply_language: language,
    subjects: [],
    passages: [],
    samples: [],
    rules: { voice: '', rules: [] },
    notes: [],
    previous: null,
  };
  // SAFETY: what of the task is read here.
  return planQuestions(task as unknown as QuestionsTask).questions.map(({ text }) => text);
};

test('a question that asks two things is looked into as two', () => {
  expect(asked('Quanto tempo dura a passivação e o que o certificado deve trazer?', 'pt')).toEqual([
    'Quanto tempo dura a passivação?',
    'O que o certificado deve trazer?',
  ]);
  expect(asked('How long does gamma sterilisation take, and what does ISO 13485 require?', 'en')).toEqual([
    'How long does gamma sterilisation take?',
    'What does ISO 13485 require?',
  ]);
});

test('an "and" between two things of one question leaves it whole', () => {
  expect(asked('What do passivation and cleaning change?', 'en')[0]).toBe(
    'What do passivation and cleaning change?',
  );
});
