import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Ask } from './answers.ts';

/** Questions in the terminal. What is typed for a secret does not appear. */
export function askTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): { ask: NonNullable<Ask>; close(): void } {
  let hidden = false;
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: input.isTTY === true });
  // Ctrl+C or Ctrl+D at a question ends setup; what was done so far stays.
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new Error('Setup was ended at a question.')));
  });
  ended.catch(() => {});
  return {
    async ask({ ask, where, secret }, problem) {
      if (problem !== null) output.write(`  Not accepted: ${problem}\n`);
      output.write(`${ask}\n  ${where}\n`);
      const answer = lines.question('> ');
      hidden = secret;
      try {
        return await Promise.race([answer, ended]);
      } finally {
        if (hidden) output.write('\n');
        hidden = false;
      }
    },
    close: () => lines.close(),
  };
}
