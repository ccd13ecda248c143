import { type ModelSettings, readConfig } from '../platform/config.ts';
import { isExpected } from '../platform/errors.ts';
import type { Subject } from './check.ts';

/** The settings of the model as the agents read them; null: they are wrong, which the check of the configuration says. */
export function modelSettings({ env }: Subject): ModelSettings | null {
  const own = Object.entries(env).filter(([name]) => name.startsWith('OPENAI_'));
  try {
    return readConfig(Object.fromEntries(own)).model ?? null;
  } catch (error) {
    if (!isExpected(error, 'bad_configuration')) throw error;
    return null;
  }
}

/** The models that the settings name, each once, with the price that was set for it. */
export function namedModels({ model, smallModel = model, price, smallPrice }: ModelSettings) {
  const small = { model: smallModel, price: smallPrice, setting: 'OPENAI_SMALL_MODEL' };
  return [{ model, price, setting: 'OPENAI_MODEL' }, ...(smallModel === model ? [] : [small])];
}
