import { groundRules } from './ground-rules.ts';

export const writePrompt = `${groundRules}

Task "carousel_deck": write the whole deck and its post along "plan". Keep the plan's order and layouts unless a layout does not fit what the passages give.`;
