import { statSync } from 'node:fs';

/** Tells a folder from its copy; it stays when the folder is renamed. Undefined: there is no such folder. */
export function folderIdentity(folder: string): string | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}
