import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** The first entry of a backup: what it is, of which versions, and each file with its hash. */
export const MANIFEST = 'greenlight-backup.json';

const path = z
  .string()
  .min(1)
  .refine(
    (p) => p.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    'leaves the folder',
  )
  .refine((p) => !/[\\:\0]/.test(p), 'is no path of a backup');

export const manifest = z.object({
  kind: z.literal('greenlight-sandbox'),
  format: z.literal(1),
  made_at: z.iso.datetime(),
  /** Of the product, of the newest migration that it knows, and of the Postgres whose cluster it is. */
  versions: z.object({ greenlight: z.string(), migration: z.string(), postgres: z.string() }),
  folders: z.array(path),
  files: z.array(
    z.object({ path, size: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type Manifest = z.infer<typeof manifest>;

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
