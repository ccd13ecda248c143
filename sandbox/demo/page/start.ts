import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Asset, bundlePage } from './bundle.ts';
import { readFont } from './fonts.ts';
import { readPdfReader } from './pdf-reader.ts';

export interface Page {
  /** Answers a request for the page, a permalink or an asset; false: not the page's. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

/**
 * The workspace page. Its bundle is built in the background from now on, so that the start does not wait for it,
 * and the first visit hardly; a failed build is tried again at the next request.
 */
export function createPage(): Page {
  let building: Promise<Map<string, Asset>> | undefined;
  const bundle = () => {
    building ??= bundlePage().catch((error: unknown) => {
      building = undefined;
      throw error;
    });
    return building;
  };
  // Packed once for each asset of a running version: script, styles and fonts are a third to a half of their size.
  const packed = new Map<string, Promise<Buffer>>();
  const pack = (path: string, asset: Asset): Asset | Promise<Asset> => {
    // This format of fonts is packed already.
    if (asset.type === 'font/woff2') return asset;
    const body = packed.get(path) ?? promisify(gzip)(asset.body);
    packed.set(path, body);
    return body.then((bytes) => ({ ...asset, body: bytes, encoding: 'gzip' }));
  };
  setImmediate(() => bundle().catch(() => undefined));

  return {
    handle(req, res) {
      const path = new URL(req.url ?? '/', 'http://page').pathname;
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      if (path === '/' || /^\/archives\/[A-Z0-9]+(\/p\d+)?\/?$/.test(path)) {
        send(req, res, 200, { type: 'text/html; charset=utf-8', body: html });
        return true;
      }
      if (path === '/favicon.ico' || path === '/page/icon.svg') {
        send(req, res, 200, { type: 'image/svg+xml', body: icon });
        return true;
      }
      if (!path.startsWith('/page/')) return false;
      const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(
        String(req.headers['accept-encoding'] ?? ''),
      );
      const found = findAsset(path, bundle).then((asset) => (asset && takesGzip ? pack(path, asset) : asset));
      found.then(
        (asset) => send(req, res, asset ? 200 : 404, asset ?? text(`There is no ${path} in the page`)),
        (error: unknown) => send(req, res, 500, text(`Cannot build the workspace page: ${String(error)}`)),
      );
      return true;
    },
  };
}

async function findAsset(
  path: string,
  bundle: () => Promise<Map<string, Asset>>,
): Promise<Asset | undefined> {
  return (await readFont(path)) ?? (await readPdfReader(path)) ?? (await bundle()).get(path);
}

function send(req: IncomingMessage, res: ServerResponse, status: number, asset: Asset) {
  res.writeHead(status, {
    'content-type': asset.type,
    'content-length': asset.body.byteLength,
    ...(asset.encoding && { 'content-encoding': asset.encoding }),
    vary: 'accept-encoding',
    // The script belongs to the running version; what comes from packages does not change.
    'cache-control': asset.isLasting ? 'public, max-age=86400' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // No message may make this page call another server. The renderer sets inline styles.
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  });
  res.end(req.method === 'HEAD' ? undefined : asset.body);
}

function text(message: string): Asset {
  return { type: 'text/plain; charset=utf-8', body: Buffer.from(message) };
}

const html = Buffer.from(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Greenlight sandbox</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/app.css">
<script type="module" src="/page/app.js"></script>
</head>
<body>
<div id="root"></div>
<noscript>This page is the sandbox's stand-in for Slack and needs JavaScript.</noscript>
</body>
</html>
`);

const icon = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#3b1240"/><circle cx="18" cy="18" r="10" fill="#2eb67d"/><path d="m13.2 18.4 3.5 3.5 6.3-7" stroke="#fff" stroke-width="2.8" fill="none" stroke-linecap="round"/></svg>',
);
