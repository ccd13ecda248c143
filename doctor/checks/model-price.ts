import { priceOf } from '../../agents/models/prices.ts';
import { isExpected } from '../../platform/errors.ts';
import { type Check, fail, has, ok, warn } from '../check.ts';

/** A call without a price is capped by its tokens alone. */
export const modelPrice: Check = {
  name: 'model price',
  applies: (subject) => has(subject, 'OPENAI_API_KEY'),
  async run({ subject }) {
    const { OPENAI_MODEL: name = 'gpt-5-mini', OPENAI_BASE_URL: baseUrl } = subject.env;
    try {
      const { price, known } = priceOf(name, baseUrl ?? null);
      if (known) return ok(`"${name}": ${price.input} USD in, ${price.output} USD out per million tokens`);
      return warn(
        `the price of "${name}" is not known, so that only the caps in tokens bind it`,
        'Add it to agents/models/prices.ts, or set the caps in tokens with /budget.',
      );
    } catch (error) {
      if (!isExpected(error)) throw error;
      return fail(error.message, error.hint);
    }
  },
};
