import { button, type Message, until, type Workspace } from './app.ts';
import { openThread, press, startJob, type Thread, textOf } from './thread.ts';

export const ARTICLE = 'Cleaning validation of titanium implants';
export const ARTIGO = 'Como escolher um fornecedor de implantes de titânio';

/** The outline with its buttons, once it is there; `number` counts the outlines of the job. */
export function openOutline(thread: Thread, number = 1, seconds?: number): Promise<Message> {
  const heading =
    number === 1 ? /Outline of the article"/ : new RegExp(`Outline of the article, version ${number}"`);
  return until(
    `outline ${number}`,
    async () => (await thread.messages()).find((m) => heading.test(textOf(m)) && button(m, /^go on$/i)),
    seconds,
  );
}

/** From the command to the card of version 1, with the outline agreed to as it is. */
export async function draftArticle(slack: Workspace, brief = ARTICLE, person?: string): Promise<Thread> {
  const started = await startJob(slack, '/blog', brief, person);
  const thread = openThread(slack, started.channel, started.root);
  await press(slack, thread, await openOutline(thread), 'U0MARINA', /^go on$/i);
  await thread.card(1);
  return thread;
}

/** What the agent said after `after`, e.g. "I understood: …". */
export function agentSays(thread: Thread, pattern: RegExp, after = '0'): Promise<Message> {
  return until(`the agent to say ${pattern}`, async () =>
    (await thread.messages()).find((m) => !m.ephemeral && m.ts > after && pattern.test(textOf(m))),
  );
}

/** The shared file of a version, or the final one, by the end of its name. */
export async function fileOf(
  slack: Workspace,
  thread: Thread,
  version: number | 'final',
  ending: string,
): Promise<string> {
  const found = await until(`the ${ending} of ${version}`, async () =>
    (await thread.messages())
      .flatMap((m) => m.files)
      .find(
        (f) => f.name.endsWith(ending) && f.name.includes(version === 'final' ? 'final' : `-v${version}-`),
      ),
  );
  return (await slack.file(found.url)).toString('utf8');
}

/** Parts of an article by their headings, from its Markdown; `introduction` is what stands before the first one. */
export function partsOf(markdown: string): Map<string, string> {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/\n\[\^\d+\]:[\s\S]*$/, '');
  const [before = '', ...sections] = body.split(/^## /m);
  const introduction = before.replace(/^[\s\S]*?^# .*$/m, '');
  return new Map([
    ['introduction', introduction.trim()],
    ...sections.map((section): [string, string] => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim(), lines.join('\n').trim()];
    }),
  ]);
}

/** Headings of the parts whose words differ; footnote numbers may move when a citation before them goes. */
export function changedParts(before: string, after: string): string[] {
  const words = (text = '') => text.replace(/\[\^\d+\]/g, '').replace(/\s+/g, ' ');
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (part) => words(old.get(part)) !== words(now.get(part)),
  );
}
