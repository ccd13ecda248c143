import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { newId, newSecret } from '../ids.ts';
import { mimetypeOf } from '../mimetype.ts';
import type { Person, StoredFile } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';

const MAX_FILE = 10 * 1024 * 1024;
/** Slack's own limit: what a test may state of a file that the stand-in would not hold. */
const MAX_STATED = 1024 ** 3;

/** A file as a person gives it. `size` is what Slack shall say of it, for files that are too large to send here. */
export const givenFile = z.object({
  name: z.string().min(1).max(255),
  mimetype: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(100)
    .optional(),
  base64: z.base64(),
  size: z.number().int().min(0).max(MAX_STATED).optional(),
});
type GivenFile = z.infer<typeof givenFile>;

/** Uploads files in a person's name; ready at once, shared nowhere yet. @throws {HttpRefusal} 413 above 10 MB. */
export function keepFiles(ws: Workspace, person: Person, given: GivenFile[]): StoredFile[] {
  const contents = given.map((file) => ({ file, bytes: Buffer.from(file.base64, 'base64') }));
  const tooBig = contents.find(({ bytes }) => bytes.length > MAX_FILE);
  if (tooBig)
    throw new HttpRefusal(413, `Cannot upload "${tooBig.file.name}": the sandbox takes at most 10 MB a file`);
  return contents.map(({ file, bytes }) => {
    const kept: StoredFile = {
      id: newId('F'),
      state: 'ready',
      ready_at: 0,
      user_id: person.id,
      name: file.name,
      title: file.name,
      alt_text: '',
      mimetype: file.mimetype ?? mimetypeOf(file.name),
      size: file.size ?? bytes.length,
      created: Math.floor(ws.now() / 1000),
      shares: {},
    };
    ws.files.add(kept, newSecret(), bytes);
    return kept;
  });
}
