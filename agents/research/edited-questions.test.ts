import { describe, expect, it } from 'vitest';
import { editedQuestions } from './edited-questions.ts';

const previous = [
  { id: 'q1', text: 'Qual é o limite?' },
  { id: 'q2', text: 'Quem assina?' },
];

describe('editedQuestions()', () => {
  it('takes the lines as they are, in order; what was there keeps its id', () => {
    expect(editedQuestions('1. Quem assina?\n2. E o pior caso?\n3. qual é o limite?', previous)).toEqual([
      { id: 'q2', text: 'Quem assina?' },
      { id: 'q3', text: 'E o pior caso?' },
      { id: 'q1', text: 'qual é o limite?' },
    ]);
  });

  it('takes a line once', () => {
    expect(editedQuestions('1. E o pior caso?\n2. e o pior caso?', previous)).toEqual([
      { id: 'q3', text: 'e o pior caso?' },
    ]);
  });

  it.each(['sem a segunda', '2. Quem assina?', '1. Quem assina?\nsem limite', '', '1. '])(
    'sees no list in %j',
    (note) => {
      expect(editedQuestions(note, previous)).toBeNull();
    },
  );
});
