/**
 * What Slack makes of a file's name: plain text has the type of its language, and no mimetype but `text/plain`. Own
 * table, as mrmime has no DOCX and Slack's words for a type are nowhere else.
 */
const known: Record<string, { mimetype: string; filetype?: string }> = {
  csv: { mimetype: 'text/csv' },
  docx: { mimetype: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  gif: { mimetype: 'image/gif' },
  htm: { mimetype: 'text/html', filetype: 'html' },
  html: { mimetype: 'text/html' },
  jpeg: { mimetype: 'image/jpeg', filetype: 'jpg' },
  jpg: { mimetype: 'image/jpeg' },
  json: { mimetype: 'application/json' },
  md: { mimetype: 'text/plain', filetype: 'markdown' },
  pdf: { mimetype: 'application/pdf' },
  png: { mimetype: 'image/png' },
  svg: { mimetype: 'image/svg+xml' },
  txt: { mimetype: 'text/plain', filetype: 'text' },
  webp: { mimetype: 'image/webp' },
  zip: { mimetype: 'application/zip' },
};

export const extensionOf = (name: string): string =>
  name.includes('.') ? (name.split('.').at(-1)?.toLowerCase() ?? '') : '';

export const mimetypeOf = (name: string): string =>
  known[extensionOf(name)]?.mimetype ?? 'application/octet-stream';

/** Slack's own word for the type; `binary` for what it does not know. */
export function filetypeOf(name: string): string {
  const extension = extensionOf(name);
  return known[extension]?.filetype ?? (extension || 'binary');
}
