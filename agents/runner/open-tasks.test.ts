import { describe, expect, it } from 'vitest';
import { OpenTasks } from './open-tasks.ts';

describe('OpenTasks', () => {
  it('ends a step with the last of its branches', () => {
    const tasks = new OpenTasks();
    for (const id of ['a', 'b', 'c']) expect(tasks.started(id, 'write')).toEqual([]);
    expect(['c', 'a', 'b'].map((id) => tasks.ended(id))).toEqual([false, false, true]);
    expect(tasks.started('d', 'review')).toEqual([]);
    expect(tasks.ended('d')).toBe(true);
  });

  it('ends steps of one superstep apart', () => {
    const tasks = new OpenTasks();
    tasks.started('a', 'write');
    tasks.started('b', 'draw');
    expect(tasks.ended('a')).toBe(true);
    expect(tasks.ended('b')).toBe(true);
  });

  it('ends with the superstep what had ended before it was taken up again', () => {
    const tasks = new OpenTasks();
    for (const id of ['a', 'b', 'c']) tasks.started(id, 'write');
    expect(tasks.ended('b')).toBe(false);
    expect(tasks.started('d', 'review')).toEqual(['write']);
    expect(tasks.ended('d')).toBe(true);
    expect(tasks.started('e', 'review')).toEqual([]);
  });
});
