import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import type { Models, PricedModel } from './ask-model.ts';
import { type DialectMemory, processMemory } from './dialect-memory.ts';
import { openAiChat } from './open-ai-chat.ts';
import { priceOf } from './prices.ts';

/** The two models that the settings name, each with its price. */
export function modelsFor(
  settings: ModelSettings,
  clock: Pick<Clock, 'now' | 'sleep'>,
  memory: DialectMemory = processMemory(),
): Models {
  const priced = (model: string, set: ModelSettings['price']): PricedModel => ({
    chat: openAiChat({ ...settings, model }, clock, memory),
    ...priceOf(model, set),
  });
  const { model, smallModel = model, price, smallPrice } = settings;
  return {
    writing: priced(model, price),
    small: priced(smallModel, smallPrice ?? (smallModel === model ? price : undefined)),
  };
}
