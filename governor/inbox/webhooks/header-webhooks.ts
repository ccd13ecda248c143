import { normalise } from './normalise.ts';
import { isSame, type Webhooks } from './receive.ts';

/** Chosen when the webhook is created; v1 signs nothing. */
const SECRET_HEADER = 'unipile-auth';

/** Webhooks of v1: the secret stands in a header of their own. */
export function headerWebhooks(secret: string): Webhooks {
  return {
    refuses(headers) {
      const given = headers[SECRET_HEADER];
      return typeof given === 'string' && isSame(given, secret) ? null : 'wrong_secret';
    },
    isGenuine: () => true,
    read: normalise,
  };
}
