import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import {
  type Claim,
  type ContentForAgent,
  type KnowledgeBrief,
  pastedTextName,
} from '../../ports/content.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { Web } from '../web/create-web.ts';
import type { Source } from './state.ts';

export interface FetchedSource {
  source: Source;
  bytes: Uint8Array;
}

/**
 * The bytes that a brief names, with where they came from.
 *
 * @throws {JobFailure} `upload_gone`, and what a fetch of a page throws.
 */
export type FetchSource = (given: KnowledgeBrief['source'], signal?: AbortSignal) => Promise<FetchedSource>;

export function createFetchSource(tools: {
  content: Pick<ContentForAgent, 'getUpload'>;
  claim: Claim;
  web: Web;
  clock: Pick<Clock, 'now'>;
}): FetchSource {
  const { content, claim, web, clock } = tools;
  return async (given, signal) => {
    if (given.kind === 'url') {
      const { url, contentType, charset, bytes } = await web.fetch(given.url, signal);
      return {
        bytes,
        source: {
          kind: 'url',
          url,
          file_name: null,
          mime: contentType,
          charset,
          fetched_at: new Date(clock.now()).toISOString(),
          ...measured(bytes),
        },
      };
    }
    const upload = await content.getUpload(claim, given.upload_id);
    if (upload === null) {
      throw new JobFailure(
        'upload_gone',
        `Cannot read upload "${given.upload_id}": it is no longer kept; uploads are kept for a day`,
      );
    }
    const bytes = Buffer.from(upload.base64, 'base64');
    const isFile = upload.name !== pastedTextName;
    return {
      bytes,
      source: {
        kind: isFile ? 'file' : 'text',
        url: null,
        file_name: isFile ? upload.name : null,
        mime: upload.mime,
        charset: null,
        fetched_at: null,
        ...measured(bytes),
      },
    };
  };
}

function measured(bytes: Uint8Array): Pick<Source, 'size' | 'sha256'> {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
