import type { Overview } from './overview-api.ts';
import type { Person } from './types.ts';

export type StepName = 'ask' | 'draft' | 'approve';

export interface Step {
  name: StepName;
  isDone: boolean;
}

/** The steps to a first approved carousel. What happened ticks them off, never a click on the guide. */
export function firstMinute(first: Overview['first']): Step[] {
  return [
    { name: 'ask', isDone: first.asked },
    { name: 'draft', isDone: first.drafted },
    { name: 'approve', isDone: first.approved },
  ];
}

/** Somebody who may approve what `requesterId` asked for. */
export function approverFor(requesterId: string | null, users: Person[]): Person | null {
  return users.find((person) => person.role === 'approver' && person.id !== requesterId) ?? null;
}
