import { readFileSync } from 'node:fs';

/** The fields that a line may have, as platform/log.ts names them, and those that pino and a logged error add. */
const source = readFileSync(new URL('../../platform/log.ts', import.meta.url), 'utf8');
const [body = ''] = /interface LogFields \{[\s\S]*?\n\}/.exec(source) ?? [];
const fields = new Set([...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name));
for (const name of ['level', 'time', 'part', 'msg', 'trace_id', 'type', 'code', 'message', 'stack', 'cause'])
  fields.add(name);
/** Of an error that was not expected: its first line and places in code. Names are looked for in these, too. */
const texts = ['message', 'stack'];
/** Ids, codes, addresses of services, settings: one word of plain signs. */
const PLAIN = /^[\w./:#~,+-]*$/;
/** A call by its method and its path, whose ids are left out: `GET /users/:id`. */
const CALL = /^(GET|POST|PUT|PATCH|DELETE) \/[\w/:-]*$/;
/** What the gateway says of a token, which the runbook names. */
const OF_A_TOKEN = /^(JWT|No suitable key)( [\w ]+)?$/;

/**
 * What in a log could be personal data: a line that is no log line, a field that no line may have, a value that could be words, an e-mail
 * address, a profile, or one of the names.
 *
 * @param names As people and leads are called; the ids of the workspace's people are in capitals and are no names.
 */
export function wordsInLog(log: string, names: readonly string[]): string[] {
  const words = names.filter((name) => name.length >= 4);
  return log.split('\n').flatMap((line) => {
    // Node's own, of a feature that it calls experimental.
    if (line === '' || /^\((node:\d+|Use `node)/.test(line)) return [];
    let said: unknown;
    try {
      said = JSON.parse(line);
    } catch {
      return [`no log line: ${line}`];
    }
    const found = faultsIn(said);
    const name = words.find((word) => line.includes(word));
    if (name !== undefined) found.push(`the name "${name}"`);
    if (/[\w.+-]@[\w.-]+\.[a-z]{2,}|linkedin\.com\/in\//i.test(line)) found.push('an address');
    return found.map((fault) => `${fault} in ${line}`);
  });
}

function faultsIn(said: unknown): string[] {
  if (typeof said !== 'object' || said === null) return [];
  return Object.entries(said).flatMap(([field, value]) => {
    if (!fields.has(field)) return [`the field ${field}`];
    if (typeof value === 'object') return faultsIn(value);
    return typeof value !== 'string' ||
      texts.includes(field) ||
      PLAIN.test(value) ||
      (field === 'url' && CALL.test(value)) ||
      (field === 'code' && OF_A_TOKEN.test(value))
      ? []
      : [`words in ${field}`];
  });
}
