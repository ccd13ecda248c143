import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { JobFailure } from '../runner/job-failure.ts';
import { type PictureFault, pictureFacts } from './picture-facts.ts';

const PROGRAM = fileURLToPath(new URL('./draw-picture-program.ts', import.meta.url));

const pictureLimits = {
  /** Of the shorter side: a slide is 1080 px wide. */
  minSide: 480,
  /** Of the longer side, and of the whole: what phones take, not what unfolds to gigabytes. */
  maxSide: 9_000,
  maxPixels: 40_000_000,
  /** Longer side by shorter side: of a longer one a slide would show a strip. */
  maxRatio: 3,
} as const;

/** Two pixels for each of the slide's, across. */
const KEPT_SIDE = 2160;
/** 40 million pixels take some 3 s, on a busy machine three times as long. */
const MAX_DRAWING_MS = 60_000;
const MAX_KEPT_BYTES = 2 * 1024 * 1024;

export interface PreparedPicture {
  /** JPEG, upright: the pixels of the file and nothing else of it. */
  bytes: Buffer;
  width: number;
  height: number;
}

/** See `preparePicture`; the reason of `signal` when that was aborted. */
export type PreparePicture = (bytes: Uint8Array, signal?: AbortSignal) => Promise<PreparedPicture>;

/**
 * A picture as slides take it: drawn anew, upright, on white, small enough, and without its metadata (a phone writes
 * down where it was taken). It is unfolded in a process of its own, as native code can be ended in no other way.
 *
 * @throws {JobFailure} `bad_picture` with `reason`: `damaged`, `animated`, `cmyk`, `too_small`, `too_many_pixels`,
 *   `too_narrow`, `blank`, `too_complex`.
 */
export const preparePicture: PreparePicture = async (bytes, signal) => {
  const facts = pictureFacts(bytes);
  if ('fault' in facts) throw badPicture(facts.fault);
  const { width, height, orientation } = facts;
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const size = { width, height };
  if (longer > pictureLimits.maxSide || width * height > pictureLimits.maxPixels)
    throw badPicture('too_many_pixels', { ...size, limit: pictureLimits.maxSide });
  if (shorter < pictureLimits.minSide)
    throw badPicture('too_small', { ...size, limit: pictureLimits.minSide });
  if (longer > shorter * pictureLimits.maxRatio) throw badPicture('too_narrow', size);
  const scale = Math.min(1, KEPT_SIDE / longer);
  const jpeg = await drawn(
    bytes,
    [Math.round(width * scale), Math.round(height * scale), orientation],
    signal,
  );
  const kept = pictureFacts(jpeg);
  if ('fault' in kept) throw badPicture('damaged');
  return { bytes: jpeg, width: kept.width, height: kept.height };
};

function drawn(bytes: Uint8Array, args: number[], signal: AbortSignal | undefined): Promise<Buffer> {
  const options = {
    timeout: MAX_DRAWING_MS,
    killSignal: 'SIGKILL',
    env: {},
    encoding: 'buffer',
    maxBuffer: MAX_KEPT_BYTES,
    signal,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [PROGRAM, ...args.map(String)], options, (error, stdout) => {
      if (signal?.aborted) reject(signal.reason);
      else if (error?.killed) reject(badPicture('too_complex'));
      else if (error !== null || stdout.length === 0) reject(badPicture('damaged'));
      else if (stdout.toString('latin1') === 'blank') reject(badPicture('blank'));
      else resolve(stdout);
    });
    // A process that ended before it read everything is told by its end.
    child.stdin?.on('error', () => {});
    child.stdin?.end(bytes);
  });
}

type Reason = PictureFault | 'too_small' | 'too_many_pixels' | 'too_narrow' | 'blank' | 'too_complex';

function badPicture(
  reason: Reason,
  params: { width?: number; height?: number; limit?: number } = {},
): JobFailure {
  return new JobFailure('bad_picture', `Cannot use the picture: ${reason}`, {
    params: { reason, ...params },
  });
}
