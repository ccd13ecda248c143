import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeEnvFile } from '../env-file.ts';
import { partSettings, singleSettings } from '../part-settings.ts';
import { partsOf, singleFile } from '../parts.ts';
import type { SetupContext, Step } from '../step.ts';

/** A file of settings for each part, readable by its owner alone. */
export const writeEnvFiles: Step = {
  name: 'Settings',
  async run(context) {
    const known = { ...context.answers.known, ...context.tokens, SLACK_TEAM_ID: context.team.id };
    const parts = partsOf(known);
    const written = parts.map((part) =>
      write(context, part.file, partSettings(part, known), `part "${part.name}"`, part.port),
    );
    if (context.single || existsSync(join(context.folder, singleFile))) {
      written.push(
        write(context, singleFile, singleSettings(parts, known), 'all parts in one process', 3000),
      );
    }
    const changed = written.filter(({ note }) => note !== null);
    if (changed.length === 0)
      return { state: 'already', note: `${written.map(({ file }) => file).join(', ')} are up to date` };
    return {
      state: changed.every(({ created }) => created) ? 'done' : 'changed',
      note: changed.map(({ note }) => note).join('; '),
    };
  },
};

function write(
  { folder }: SetupContext,
  file: string,
  settings: Record<string, string>,
  whose: string,
  port: number,
): { file: string; note: string | null; created: boolean } {
  const path = join(folder, file);
  // The port is the operator's to choose once the file exists.
  const all = existsSync(path) ? settings : { ...settings, PORT: String(port) };
  const { changed, created } = writeEnvFile(
    path,
    all,
    `Settings of ${whose}. Written by "npm run setup"; your own lines stay.`,
  );
  if (changed.length === 0) return { file, note: null, created };
  return { file, note: created ? `${file} written` : `${file}: ${changed.join(', ')}`, created };
}
