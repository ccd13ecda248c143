import { changingPage, deadPage, longPage, trayPages } from './made-pages.ts';
import { type Answer, type Page, page, redirect } from './page.ts';

/** Every site of the stand-in web: host below the domain, path, and what is there. README.md lists them for people. */
export const sites: Record<string, Record<string, Answer | Page>> = {
  oficina: {
    '/rebarbas': page('rebarbas.pt.htm'),
    '/burrs': redirect('/rebarbas'),
    '/validacion': page('validacion.es.htm'),
  },
  shopfloor: {
    '/bar-stock': page('bar-stock.en.htm'),
    '/old/bar-stock': redirect('http://shopfloor.sandbox.test/bar-stock'),
  },
  /** Reprocessing of instruments, in Portuguese. */
  cme: {
    '/limpeza-de-instrumentais': page('limpeza-de-instrumentais.pt.htm'),
    // 20 minutes here, 60 minutes at centrocirurgico.
    '/pre-limpeza': page('pre-limpeza-20.pt.htm'),
    '/ciclos-de-vapor': page('ciclos-de-vapor.pt.htm'),
  },
  centrocirurgico: {
    '/pre-limpeza': page('pre-limpeza-60.pt.htm'),
    '/infeccao-de-sitio-cirurgico': page('infeccao-de-sitio-cirurgico.pt.htm'),
  },
  normas: { '/instrucoes-de-reprocessamento': page('instrucoes-de-reprocessamento.pt.htm') },
  /** And in English. */
  reprocessing: {
    '/cleaning-validation': page('cleaning-validation.en.htm'),
    // The same page, which names the address before this one as its own.
    '/articles/42': page('cleaning-validation.en.htm'),
    // 20 minutes here, 60 minutes at theatre.
    '/point-of-use': page('point-of-use-20.en.htm'),
    '/steam-cycles': page('steam-cycles.en.htm'),
    '/ultrasonic': deadPage,
  },
  theatre: {
    '/point-of-use': page('point-of-use-60.en.htm'),
    '/surgical-site-infection': page('surgical-site-infection.en.htm'),
    '/current-rate': changingPage,
  },
  standards: { '/instructions-for-reprocessing': page('instructions-for-reprocessing.en.htm') },
  catalogue: { ...trayPages, '/log': longPage },
  journal: {
    '/drying-time': page('drying-time.en.htm'),
    '/drying-time/full': (_req, res) => {
      res.writeHead(402, { 'content-type': 'text/plain' }).end('For subscribers.');
    },
    '/cannulated': page('empty.en.htm'),
  },
  /** What a fetcher must survive. */
  hostile: {
    '/approve': page('approve.en.htm'),
    '/instrumentais': page('inspecao-de-instrumentais.pt.htm'),
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
