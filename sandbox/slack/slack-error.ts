import type { Json } from './shapes.ts';

/** A refusal that Slack expresses as `{ok: false, error}` with HTTP 200. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(`Slack refuses with ${code}`);
    this.code = code;
    this.extra = extra;
  }
}
