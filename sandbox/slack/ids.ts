import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** An id in Slack's form: a letter that tells the kind, then capitals and digits. */
export function newId(prefix: string, length = 10): string {
  return prefix + [...randomBytes(length)].map((b) => ALPHABET[b % ALPHABET.length]).join('');
}

export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('hex');
