import { z } from 'zod';
import { isObject } from '../block-kit/faults-of.ts';
import { HttpRefusal } from '../http.ts';
import type { Json, Person } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { id, read } from './input.ts';
import { givenFile, keepFiles } from './keep-files.ts';

const chosen = z.union([id, z.object({ id }), givenFile]);
const choice = z.object({ files: z.array(chosen).max(20) });

/**
 * State of a `file_input`: files that the person sends along (`{name, base64}`) or has uploaded before (by id).
 * Kept by id; `presentView` makes Slack's file objects of it.
 *
 * @throws {HttpRefusal} 404 `file_not_found` for a file of another person.
 */
export function fileInputState(ws: Workspace, person: Person, given: unknown): Json {
  const list = given === null || given === undefined || given === '' ? [] : given;
  const { files } = read(choice, isObject(list) ? list : { files: Array.isArray(list) ? list : [list] });
  return {
    type: 'file_input',
    files: files.map((one) => {
      if (typeof one === 'object' && 'base64' in one) {
        const [kept] = keepFiles(ws, person, [one]);
        return { id: kept?.id, name: one.name };
      }
      const file = ws.files.get(typeof one === 'string' ? one : one.id);
      if (file?.state !== 'ready' || file.user_id !== person.id) throw new HttpRefusal(404, 'file_not_found');
      return { id: file.id, name: file.name };
    }),
  };
}
