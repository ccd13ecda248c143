import type { Carry } from './handover-desk.ts';

/** What content hands over, by its kind. */
export const fromContent: Record<string, Carry> = {};
