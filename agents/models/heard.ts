/** What an endpoint answered, whole. */
export interface Heard {
  status: number;
  headers: Headers;
  body: string;
}

/** An answer of 30,000 tokens has about 150 kB; nothing that a model says is as long as this. */
const MAX_BYTES = 8_000_000;

/**
 * A fetch that keeps what it heard. Clients drop what they do not expect: the text of a cut-off answer, a refusal, a web
 * page, an error that is a list. What was paid for must be read all the same.
 */
export function hearing(): { fetch: typeof globalThis.fetch; heard(): Heard | null } {
  let last: Heard | null = null;
  return {
    heard: () => last,
    async fetch(input, init) {
      last = null;
      const response = await globalThis.fetch(input, init);
      const { status, headers } = response;
      const body = await wholeBody(response);
      last = { status, headers, body };
      const isEmpty = [204, 205, 304].includes(status);
      return new Response(isEmpty ? null : body, { status, headers });
    },
  };
}

/** @throws {Error} For more than a model ever says. */
export async function wholeBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Ends with the request's signal: a body that never ends must not hold its job.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`an answer of more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
