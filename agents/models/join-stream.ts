import { field } from './words-of-error.ts';

/**
 * The one completion that the events of a stream make up; null: the text is no stream. Some endpoints stream
 * unasked. A stream that breaks off has no finish reason and is no answer: it reads as an error. Pure.
 */
export function joinStream(body: string): object | null {
  if (!/^\s*(:[^\n]*\n\s*|event:[^\n]*\n)*data:/.test(body)) return null;
  const message: Record<string, string> = {};
  let args = '';
  let finish: unknown = null;
  const rest: Record<string, unknown> = {};
  for (const line of body.split(/\r?\n/)) {
    const event = eventOf(line);
    if (event === null) continue;
    for (const name of ['model', 'usage', 'error']) {
      const value = field(event, name);
      if (value !== undefined && value !== null) rest[name] = value;
    }
    const choices = field(event, 'choices');
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    const delta = field(choice, 'delta') ?? field(choice, 'message');
    for (const name of ['content', 'refusal', 'reasoning_content', 'reasoning']) {
      const text = field(delta, name);
      if (typeof text === 'string') message[name] = (message[name] ?? '') + text;
    }
    const calls = field(delta, 'tool_calls');
    const part = field(field(Array.isArray(calls) ? calls[0] : undefined, 'function'), 'arguments');
    if (typeof part === 'string') args += part;
    finish = field(choice, 'finish_reason') ?? finish;
  }
  if (finish === null && rest.error === undefined) rest.error = { message: 'its stream broke off' };
  const tool_calls = args === '' ? undefined : [{ function: { arguments: args } }];
  return { ...rest, choices: [{ message: { ...message, tool_calls }, finish_reason: finish }] };
}

function eventOf(line: string): unknown {
  if (!line.startsWith('data:') || line.includes('[DONE]')) return null;
  try {
    return JSON.parse(line.slice('data:'.length));
  } catch {
    return null;
  }
}
