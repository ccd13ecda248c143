import { ExpectedError } from '../platform/errors.ts';

/** The answer of a function that the owner calls; what it refuses becomes the sentence that says what is wrong. */
export async function refusedBySql<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    const { code, detail, message } = error as { code?: string; detail?: string; message: string };
    if (!code?.startsWith('PT4')) throw error;
    throw new ExpectedError(detail ?? 'refused', message, { cause: error });
  }
}
