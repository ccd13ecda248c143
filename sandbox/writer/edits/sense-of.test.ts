import { expect, test } from 'vitest';
import { senseOf } from './sense-of.ts';

test.each(['start', 'Start now!', 'pode começar', 'Pode iniciar', 'comece', 'please start'])(
  '"%s" agrees to what waits',
  (said) => {
    expect(senseOf(said, 'questions')).toBe('go_on');
    expect(senseOf(said, 'outline')).toBe('go_on');
    expect(senseOf(said, 'review')).not.toBe('wish');
  },
);

test('"start with the prices" asks for a change', () => {
  expect(senseOf('start with the prices', 'outline')).not.toBe('go_on');
});
