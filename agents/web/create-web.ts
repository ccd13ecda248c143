import { publicInternet, type Reach } from '../../platform/web/reach.ts';
import { type FetchedPage, fetchPage } from './fetch-page.ts';
import { type WebLimits, webLimits } from './limits.ts';

/** The web, as far as agents may read it. */
export interface Web {
  /** @throws {JobFailure} See `fetchPage`. */
  fetch(url: string, signal?: AbortSignal): Promise<FetchedPage>;
}

export function createWeb(options: { reach?: Reach; limits?: Partial<WebLimits> } = {}): Web {
  const tools = { reach: options.reach ?? publicInternet, limits: { ...webLimits, ...options.limits } };
  return { fetch: (url, signal) => fetchPage(url, signal, tools) };
}
