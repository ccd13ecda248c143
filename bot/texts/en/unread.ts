import { type ErrorParams, languageName } from '../error-details.ts';
import { fileType } from '../file-types.ts';

const number = (n: number): string => n.toLocaleString('en');

/** Why a page or a file was not read, as the end of a sentence; every code of the agents' reading. */
export function unreadEn(code: string, params: ErrorParams = {}): string {
  switch (code) {
    case 'private_address':
      return 'it leads to an address inside a private network, and those are never read';
    case 'bad_url':
      return 'this is no complete public address with https:// or http://';
    case 'redirect_loop':
      return 'it forwards from one address to the next without end';
    case 'refused_by_robots':
      return params.reason === 'robots_unavailable'
        ? 'the site cannot say at present whether programs may read it (robots.txt)'
        : 'the site does not let programs read it (robots.txt)';
    case 'http_status':
      return params.status
        ? `the site answered with the error ${params.status}`
        : 'the site answered with an error';
    case 'not_reachable':
      return params.reason === 'unknown_name'
        ? 'no site has this name'
        : params.reason === 'certificate'
          ? "the site's certificate is not valid"
          : 'the site did not answer';
    case 'timeout':
      return 'the site took too long';
    case 'content_type': {
      const known = fileType(params.type);
      return known
        ? `this is ${known.en}`
        : 'it is neither a web page, text, Markdown, PDF nor Word document (DOCX)';
    }
    case 'too_large':
      return params.limit ? `it is too large: up to ${limitOf(params)} are read` : 'it is too large';
    case 'encrypted_pdf':
      return 'the PDF opens only with a password';
    case 'no_text':
      return noTextEn(params.reason);
    case 'zip_bomb':
      return 'it unpacks to far more than a document holds';
    case 'unreadable_file':
      return params.reason === 'encrypted'
        ? 'the file opens only with a password'
        : params.reason === 'too_complex'
          ? 'it takes more time or memory than one document may'
          : 'the file is damaged or is not what its name says';
    case 'upload_gone':
      return 'the file is no longer kept here';
    case 'other_language': {
      const name = languageName(params.language, 'en');
      return name
        ? `it reads like ${name}, and only Portuguese and English are understood`
        : 'its language is neither Portuguese nor English';
    }
    default:
      return `something unexpected happened (${code})`;
  }
}

function noTextEn(reason: string | null | undefined): string {
  switch (reason) {
    case 'scanned':
      return 'its pages are pictures without text (a scan)';
    case 'scripts':
      return 'the page comes empty and is made by scripts in a browser, which I do not run';
    case 'frames':
      return 'the page only holds frames with other pages in them';
    case 'missing':
      return 'the site says that this page does not exist';
    case 'notice':
      return 'the page only asks for consent or a subscription';
    default:
      return 'there is no text in it';
  }
}

function limitOf({ limit, unit }: ErrorParams): string {
  if (unit === 'bytes') return `${number(Math.floor((limit ?? 0) / 1024 / 1024))} MB`;
  return `${number(limit ?? 0)} ${unit === 'pages' ? 'pages' : 'characters'}`;
}
