import { Unzip, UnzipInflate } from 'fflate';
import { JobFailure } from '../runner/job-failure.ts';
import { extractionLimits } from './extracted.ts';

/** A byte of a bomb inflates to a thousand: with so many at a time the count is never more than 4 MB late. */
const STEP_BYTES = 4096;

/**
 * Inflates the files of a ZIP that `wanted` names, and counts what comes out: the sizes that a ZIP states are not trusted.
 *
 * @throws {JobFailure} `zip_bomb`
 */
export function inflateZip(bytes: Uint8Array, wanted: (name: string) => boolean): Record<string, Uint8Array> {
  const { inflatedBytes, filesInZip } = extractionLimits;
  const files: Record<string, Uint8Array> = {};
  let inflated = 0;
  let count = 0;
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > filesInZip) throw zipBomb(`more than ${filesInZip} files`);
    if (!wanted(file.name)) return;
    const chunks: Uint8Array[] = [];
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      inflated += chunk.length;
      if (inflated > inflatedBytes) throw zipBomb(`more than ${inflatedBytes} bytes inflated`);
      chunks.push(chunk);
      if (final) files[file.name] = Buffer.concat(chunks);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    unzip.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
  }
  return files;
}

function zipBomb(why: string): JobFailure {
  return new JobFailure('zip_bomb', `Cannot read the file: it has ${why}`, {
    params: { limit: extractionLimits.inflatedBytes },
  });
}
