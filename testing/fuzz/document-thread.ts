import { parentPort } from 'node:worker_threads';
import { extract } from '../../agents/extraction/extract.ts';
import { extractionLimits } from '../../agents/extraction/extracted.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';

/** What became of a document, by a word; `wrong`: what no document may lead to. */
export type Reading = { word: string; wrong: string | null };

parentPort?.on('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  parentPort?.postMessage(await read(name, bytes));
});

async function read(name: string, bytes: Uint8Array): Promise<Reading> {
  try {
    const { title, text } = await extract({ bytes, name, contentType: '', charset: null });
    const said = `${title ?? ''}\n${text}`;
    if (!said.isWellFormed() || said.includes('\u0000'))
      return {
        word: 'read',
        wrong: `its text holds what the database takes not: ${JSON.stringify(said).slice(0, 300)}`,
      };
    if (text.trim() === '') return { word: 'read', wrong: 'it was read, and its text is empty' };
    const characters = [...text].length;
    if (characters > extractionLimits.characters)
      return { word: 'read', wrong: `its text has ${characters} characters` };
    return { word: 'read', wrong: null };
  } catch (error) {
    if (error instanceof JobFailure)
      return { word: [error.code, error.params.reason].filter(Boolean).join(' '), wrong: null };
    // What extract-thread.ts answers of a parser that a file brought down.
    return { word: 'unreadable_file by its parser', wrong: null };
  }
}
