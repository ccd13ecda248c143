import type { Models } from './ask-model.ts';
import { mostUsd } from './prices.ts';
import { settingsOf } from './task-settings.ts';

/**
 * What one call of a task costs at most: its input, and an answer as long as it may be. `usd` null: nothing is known of
 * its model's price. Pure.
 */
export function callPrice(models: Models) {
  return (task: string, inputTokens: number): { usd: number | null; tokens: number } => {
    const { model: which, maxOutputTokens } = settingsOf(task);
    const { price, known } = models[which];
    return {
      usd: known ? mostUsd(price, inputTokens, maxOutputTokens) : null,
      tokens: inputTokens + maxOutputTokens,
    };
  };
}
