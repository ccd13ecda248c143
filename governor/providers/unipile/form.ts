import type { Form } from '../request.ts';

/**
 * Writes fields as multipart/form-data (RFC 7578), every character as it is.
 *
 * `FormData` would turn each line end into CRLF: the person would get another text than the one that was approved, and
 * no look-up would find it again.
 *
 * @param boundary Must not occur in a value.
 */
export function form(fields: Record<string, string>, boundary: string): Form {
  if (Object.values(fields).some((value) => value.includes(boundary)))
    throw new RangeError('Cannot write the form: a value contains the boundary');
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${value}\r\n`,
  );
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}
