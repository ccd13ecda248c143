import type { ForecastInput, WaitingAction } from '../../../ports/outreach.ts';

/** What waits, as every draw begins with it. */
export interface QueueAhead {
  items: readonly Item[];
  /** Of each item those that follow it. */
  followers: ReadonlyMap<number, readonly number[]>;
}

export interface Item {
  action: WaitingAction;
  /** Its planned time, ms; infinite: it has none. */
  at: number;
  /** Not before, ms. */
  from: number;
  /** `ready`: the governor sees it; `aside`: from `from` on; `follows`: once its earlier step went. */
  is: 'ready' | 'aside' | 'follows';
}

export function queueAhead(input: ForecastInput): QueueAhead {
  const places = new Map(input.actions.map(({ id }, place) => [id, place]));
  const followers = new Map<number, number[]>();
  const items = input.actions.map((action, place): Item => {
    const rests = input.types.find((t) => t.type === action.type)?.rests_until ?? null;
    const from = Math.max(instant(action.from, Number.NEGATIVE_INFINITY), instant(rests, 0));
    const at = instant(action.scheduled_for, Number.POSITIVE_INFINITY);
    if (action.after_action_id === null) return { action, at, from, is: action.aside ? 'aside' : 'ready' };
    const before = places.get(action.after_action_id);
    // What it follows is not ahead: it never comes.
    if (before !== undefined) followers.set(before, [...(followers.get(before) ?? []), place]);
    return { action, at, from, is: 'follows' };
  });
  return { items, followers };
}

function instant(at: string | null, otherwise: number): number {
  return at === null ? otherwise : Date.parse(at);
}
