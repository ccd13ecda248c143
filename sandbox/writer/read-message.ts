// The user message as it arrives on the wire: lines of JSON with the small fields, and between them the long texts, each in
// an element whose attributes are its other fields: <passages><passage id="p1" title="..." date="...">text</passage></passages>.

const LISTS = {
  samples: 'sample',
  passages: 'passage',
  parts: 'part',
  article: 'part',
  sections: 'section',
  before: 'message',
};
const SINGLES = ['current', 'reply', 'unusable_answer'];
const names = [...Object.entries(LISTS).flat(), ...SINGLES].join('|');
const attributes = /([\w]+)="([^"]*)"/g;

/** The task that a message holds; `undefined` when it holds none. */
export function readMessage(message: string): Record<string, unknown> | undefined {
  const task: Record<string, unknown> = {};
  const elements: { key: string; value: Record<string, unknown> }[] = [];
  const outside: string[] = [];
  let at = 0;
  const element = new RegExp(`^<(${names})((?: \\w+="[^"]*")*)>\\n([\\s\\S]*?)^</\\1>$`, 'gm');
  for (const found of message.matchAll(element)) {
    outside.push(message.slice(at, found.index));
    at = found.index + found[0].length;
    const [, name = '', given = '', inner = ''] = found;
    if (name in LISTS) {
      const tag = LISTS[name as keyof typeof LISTS];
      const one = new RegExp(`^<${tag}((?: \\w+="[^"]*")*)>\\n([\\s\\S]*?)\\n</${tag}>$`, 'gm');
      task[name] = [...inner.matchAll(one)].map((m) => fields(m[1] ?? '', m[2] ?? ''));
    } else elements.push({ key: name, value: fields(given, inner.replace(/\n$/, '')) });
  }
  outside.push(message.slice(at));
  try {
    for (const line of outside
      .join('\n')
      .split('\n')
      .filter((text) => text.trim() !== ''))
      Object.assign(task, JSON.parse(line));
  } catch {
    return undefined;
  }
  for (const { key, value } of elements) task[key] = { ...value, ...(task[key] as object | undefined) };
  return task;
}

/** The long text is read under both names that tasks give it. */
function fields(given: string, inner: string): Record<string, string> {
  const text = unescaped(inner);
  const others = [...given.matchAll(attributes)].map((m) => [m[1] ?? '', attribute(m[2] ?? '')]);
  return { text, markdown: text, ...Object.fromEntries(others) };
}

function unescaped(text: string): string {
  const tag = `\\s*/?\\s*(?:${names})(?![\\p{L}\\p{N}_-])`;
  return text.replaceAll(new RegExp(`&lt;(?=${tag})`, 'giu'), '<').replaceAll(/&amp;(?=(?:amp;)*lt;)/gi, '&');
}

function attribute(text: string): string {
  return text
    .replaceAll('&#10;', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
