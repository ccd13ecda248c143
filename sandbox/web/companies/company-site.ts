import type { ServerResponse } from 'node:http';
import { systemClock } from '../../../platform/clock.ts';
import { after } from '../../after.ts';
import { readSeed } from '../../linkedin/seed.ts';
import { aboutPage, aboutPath, homePage, scriptedPage } from './company-pages.ts';
import { type CompanyProfile, companyProfile, companySlug } from './company-profile.ts';

/** ms until a slow site begins to answer. */
const SLOW_MS = 3_000;
/** Longest word of a name below the stand-in's domain. */
const MOST_SLUG = 63;

/** Companies of the people that the LinkedIn simulator knows: their pages say what those say. */
const known = new Map(
  readSeed().leads.map(({ company, language, location }) => {
    const [city = '', country = ''] = location.split(', ');
    return [
      companySlug(company),
      { name: company, language: language === 'pt' ? ('pt' as const) : ('en' as const), city, country },
    ];
  }),
);

/** Answers for the site of any company, under the name that its slug makes. */
export function answerForCompany(slug: string, path: string, res: ServerResponse): void {
  if (!/^[a-z0-9-]+$/.test(slug) || slug.length > MOST_SLUG) {
    missing(res);
    return;
  }
  const company = companyProfile(slug, known.get(slug));
  if (path === '/robots.txt' && company.behaviour === 'closed') {
    res.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /\n');
    return;
  }
  const html = path === '/' ? homePage(company) : path === aboutPath(company) ? aboutPage(company) : null;
  if (html === null) missing(res);
  else behave(company, html, res);
}

function behave(company: CompanyProfile, html: string, res: ServerResponse): void {
  switch (company.behaviour) {
    case 'dead':
      res
        .writeHead(company.year % 2 === 0 ? 404 : 503, { 'content-type': 'text/plain' })
        .end('Gone for good.');
      return;
    case 'silent':
      return;
    case 'inside':
      res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
      return;
    case 'slow': {
      res.on(
        'close',
        after(systemClock, SLOW_MS, () => show(html, res)),
      );
      return;
    }
    case 'scripts':
      show(scriptedPage(company), res);
      return;
    default:
      show(html, res);
  }
}

function show(html: string, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function missing(res: ServerResponse): void {
  res.writeHead(404, { 'content-type': 'text/plain' }).end('No such page in the stand-in web.');
}
