import { priceOf } from '../../agents/models/prices.ts';
import { type Check, has, ok, warn } from '../check.ts';
import { modelSettings, namedModels } from '../model-settings.ts';

/** A call without a price is capped by its tokens alone. */
export const modelPrice: Check = {
  name: 'model price',
  applies: (subject) => has(subject, 'OPENAI_API_KEY') && modelSettings(subject) !== null,
  async run({ subject }) {
    const settings = modelSettings(subject);
    if (!settings) return [];
    return namedModels(settings).map(({ model, price: set }) => {
      const { price, known } = priceOf(model, set);
      if (known) return ok(`"${model}": ${price.input} USD in, ${price.output} USD out per million tokens`);
      return warn(
        `the price of "${model}" is not known, so that only the caps in tokens bind it`,
        'Set OPENAI_PRICE_INPUT and OPENAI_PRICE_OUTPUT (OPENAI_SMALL_PRICE_... for the small model), or set the caps in tokens with /budget.',
      );
    });
  },
};
