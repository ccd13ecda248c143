import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** Every site of the stand-in web: host below the domain, path, and what is there. README.md lists them for people. */
export const sites: Record<string, Record<string, Answer>> = {
  oficina: {
    '/rebarbas': page('rebarbas.pt.htm'),
    '/burrs': redirect('/rebarbas'),
    '/validacion': page('validacion.es.htm'),
  },
  shopfloor: {
    '/bar-stock': page('bar-stock.en.htm'),
    '/old/bar-stock': redirect('http://shopfloor.sandbox.test/bar-stock'),
  },
  /** What a fetcher must survive. */
  hostile: {
    '/approve': page('approve.en.htm'),
    '/scripts': page('scripts.en.htm'),
    '/inside': redirect('http://169.254.169.254/latest/meta-data/'),
    '/loop': redirect('/loop'),
    '/big': (_req, res) => {
      // States 500 MB and begins to send them.
      res.writeHead(200, { 'content-type': 'text/html', 'content-length': String(500 * 1024 * 1024) });
      res.write('<p>');
    },
    '/endless': (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      const timer = setInterval(() => res.write('<p>and so on</p>'), 200);
      res.on('close', () => clearInterval(timer));
    },
    '/picture': (_req, res) => {
      res.writeHead(200, { 'content-type': 'image/png' }).end('not even one');
    },
    '/broken': (_req, res) => {
      res.writeHead(503, { 'content-type': 'text/plain' }).end('down for maintenance');
    },
  },
  closed: {
    '/robots.txt': (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /\n');
    },
    '/notes': page('bar-stock.en.htm'),
  },
};

function page(file: string): Answer {
  const bytes = readFileSync(new URL(`pages/${file}`, import.meta.url));
  return (_req, res) => {
    res
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length })
      .end(bytes);
  };
}

function redirect(location: string): Answer {
  return (_req, res) => {
    res.writeHead(302, { location }).end();
  };
}
