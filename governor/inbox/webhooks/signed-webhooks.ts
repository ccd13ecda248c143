import { createHmac } from 'node:crypto';
import { normaliseV2 } from './normalise-v2.ts';
import { isSame, type Webhooks } from './receive.ts';

const SIGNATURE_HEADER = 'unipile-signature';
/** How far its time may be from ours. Unipile publishes none; this is what others of its customers take. */
const TOLERANCE_S = 300;

/**
 * Webhooks of V2: signed over their time and their bytes, with the secret of the endpoint. What was recorded on its way can
 * be sent again for five minutes, and changes nothing then, as its key is known.
 *
 * @param personOfChat Our own messages come without the other person.
 */
export function signedWebhooks(
  secret: string,
  personOfChat: (accountId: string, chatId: string) => Promise<string | null>,
): Webhooks {
  return {
    refuses(headers, now) {
      const signature = read(headers[SIGNATURE_HEADER]);
      if (!signature) return 'no_signature';
      return Math.abs(now / 1000 - Number(signature.time)) <= TOLERANCE_S ? null : 'too_old';
    },
    isGenuine(headers, raw) {
      const signature = read(headers[SIGNATURE_HEADER]);
      if (!signature) return false;
      const expected = createHmac('sha256', secret).update(`${signature.time}.`).update(raw).digest('hex');
      return isSame(signature.v0, expected);
    },
    read: (body, receivedAt) => normaliseV2(body, receivedAt, personOfChat),
  };
}

/** `t=<unix seconds>,v0=<hex>`, the time as it was signed. */
function read(header: string | string[] | undefined): { time: string; v0: string } | undefined {
  const match =
    typeof header === 'string' ? /^t=(\d{1,12}),\s*v0=([0-9a-f]{64})$/i.exec(header.trim()) : null;
  const [, time, v0] = match ?? [];
  return time && v0 ? { time, v0: v0.toLowerCase() } : undefined;
}
