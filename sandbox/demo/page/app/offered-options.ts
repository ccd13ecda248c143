import { listOf, str } from './block-kit.ts';
import type { Json } from './types.ts';

/** Options that an app offered while someone typed: what was chosen keeps its words, as in Slack's client. */
const offered = new Map<string, Json>();

export function keepOffered(element: Json, options: Json[]): void {
  for (const option of options) offered.set(keyOf(element, str(option.value)), option);
}

export function offeredOption(element: Json, value: string): Json | undefined {
  const initial = [...listOf(element.initial_options), ...listOf([element.initial_option])];
  return offered.get(keyOf(element, value)) ?? initial.find((option) => option.value === value);
}

export const isExternal = (element: Json): boolean => str(element.type).endsWith('external_select');

const keyOf = (element: Json, value: string): string => `${str(element.action_id)}~${value}`;
