import { createHmac } from 'node:crypto';

/**
 * The header `Greenlight-Signature` of a webhook: HMAC-SHA-256 over `<timestamp>.<body>`, in hexadecimal digits. The body has
 * the id, so that it is signed as well. Vectors for receivers in any language: docs/examples/webhook-vectors.json.
 *
 * @param timestampS Of this attempt, s since 1970: a receiver refuses what is older than minutes.
 */
export function signWebhook(secret: string, timestampS: number, body: string): string {
  const signature = createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex');
  return `t=${timestampS},v1=${signature}`;
}
