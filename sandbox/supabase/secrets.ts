import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secrets = z.object({
  /** Database passwords of the cluster's superuser, of the owner role and of the gateway's login. */
  admin: z.string().min(1),
  postgres: z.string().min(1),
  authenticator: z.string().min(1),
  /** Signs the role tokens. */
  jwt: z.string().min(32),
  publishableKey: z.string().startsWith('sb_publishable_'),
});
export type Secrets = z.infer<typeof secrets>;

/** Random for each data folder, kept beside the data with mode 0600, so that tokens stay valid over a restart. */
export function keepSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = makeSecrets();
  // Whole or not there: a kill half way must not leave a cluster whose password nobody knows.
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

export function makeSecrets(): Secrets {
  const random = () => randomBytes(24).toString('base64url');
  return {
    admin: random(),
    postgres: random(),
    authenticator: random(),
    jwt: randomBytes(48).toString('base64url'),
    publishableKey: `sb_publishable_${random()}`,
  };
}
