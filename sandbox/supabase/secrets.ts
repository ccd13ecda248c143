import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';

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

/**
 * Random for each data folder, kept beside the data with mode 0600, so that tokens stay valid over a restart.
 *
 * @throws {ExpectedError} `data_file_broken` when the file is there and cannot be read.
 */
export function keepSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return readSecrets(file);
  const made = makeSecrets();
  // Whole or not there: a kill half way must not leave a cluster whose password is lost.
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function readSecrets(file: string): Secrets {
  try {
    return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new ExpectedError(
      'data_file_broken',
      `Cannot read "${file}": it does not hold the keys of this data folder any more.`,
      {
        hint: 'Bring the file back from a copy, or delete the data folder to start anew: without it its database cannot be opened.',
        cause,
      },
    );
  }
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
