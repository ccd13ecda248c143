import { z } from 'zod';
import { presentFile } from '../present.ts';
import { transaction } from '../store/open-store.ts';
import { id, personOf, read } from './input.ts';
import { givenFile, keepFiles } from './keep-files.ts';
import type { Route } from './route.ts';

const input = z.object({ user_id: id, files: z.array(givenFile).min(1).max(10) });

/** A person chooses files in a form: uploaded at once, seen by the app when the form is sent. */
export const uploadRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const person = personOf(ws, given.user_id);
  const files = transaction(ws.db, () => keepFiles(ws, person, given.files));
  return { files: files.map((file) => presentFile(ws, file)) };
};
