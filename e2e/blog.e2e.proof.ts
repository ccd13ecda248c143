import { afterAll, expect, test } from 'vitest';
import { button, until } from '../testing/product/app.ts';
import {
  ARTICLE,
  ARTIGO,
  agentSays,
  changedParts,
  draftArticle,
  fileOf,
  openOutline,
} from '../testing/product/article.ts';
import { type ModelCall, startHeldModel } from '../testing/product/held-model.ts';
import {
  faultsOf,
  LUCIA,
  MARINA,
  PEDRO,
  press,
  startJob,
  THOMAS,
  textOf,
} from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';

const model = await startHeldModel();
afterAll(() => model.stop());
const { slack } = useApp({ env: model.env });
const asked = (task: string) => model.calls.filter((call) => call.task === task).length;
const isNew = (call: ModelCall) => call.task === 'blog_part' && call.asked.current === null;
const isPart = (part: string) => (call: { task: string; asked: Record<string, unknown> }) =>
  call.task === 'blog_part' && call.asked.part === part;

test('from /blog over a changed outline and a reply to approved files', async () => {
  const thread = await startJob(slack, '/blog', ARTICLE);
  const first = await openOutline(thread);
  for (const part of ['Angle', 'Audience', 'Keywords', 'Outline']) expect(textOf(first)).toContain(part);
  expect(textOf(first)).toMatch(/offline writer/i);

  // A reply changes the outline; the old one can no longer be agreed to.
  await slack.say(MARINA, thread.channel, 'remove section 2', thread.root);
  await agentSays(thread, /I understood/, first.ts);
  const second = await openOutline(thread, 2);
  const old = await until('the first outline without buttons', async () =>
    (await thread.messages()).find((m) => m.ts === first.ts && !button(m, /go on/i)),
  );
  expect(textOf(old)).toMatch(/newer proposal/i);
  const goOn = button(first, /^go on$/i);
  await slack.click(LUCIA, thread.channel, first.ts, goOn?.action_id ?? '', { value: goOn?.value ?? '' });
  await thread.ephemeral(LUCIA, /newer proposal/i);
  // Somebody who neither asked nor approves does not steer.
  await press(slack, thread, second, PEDRO, /^go on$/i);
  await thread.ephemeral(PEDRO, /Only the requester, approvers and admins/);
  await press(slack, thread, second, MARINA, /^go on$/i);

  const card = await thread.card(1);
  for (const fact of ['Slug', 'Meta description', 'Keywords', 'Reading time', 'Other titles', 'Based on'])
    expect(textOf(card)).toContain(fact);
  expect(textOf(card)).toMatch(/offline writer/i);
  const version1 = await fileOf(slack, thread, 1, '.md');
  expect(version1).toMatch(/DRAFT · version 1/i);
  expect(await fileOf(slack, thread, 1, '.html')).toMatch(/DRAFT · version 1[\s\S]*<article/);

  // A reply changes what it names and nothing else.
  await slack.say(MARINA, thread.channel, 'shorter introduction, please', thread.root);
  await agentSays(thread, /I understood[\s\S]*introduction/i, card.ts);
  const shorter = await thread.card(2);
  expect(textOf(shorter)).toMatch(/What changed since the version before/);
  const version2 = await fileOf(slack, thread, 2, '.md');
  expect(changedParts(version1, version2)).toEqual(['introduction']);
  const superseded = await until('version 1 without buttons', async () =>
    (await thread.messages()).find((m) => m.ts === card.ts && !button(m, /approve/i)),
  );
  expect(textOf(superseded)).toMatch(/superseded/i);

  // A question is answered and changes nothing.
  const versions = () => fileOf(slack, thread, 3, '.md').then(() => 3);
  await slack.say(LUCIA, thread.channel, 'Which source says how passivation works?', thread.root);
  await agentSays(thread, /Answer, from the draft and its sources/, shorter.ts);
  await until('the buttons again', async () =>
    (await thread.messages()).find((m) => m.ts === shorter.ts && button(m, /approve/i)),
  );

  // Words approve nothing.
  const said = await slack.say(THOMAS, thread.channel, 'looks good, approved!', thread.root);
  await agentSays(thread, /A decision is made with the buttons/, said);
  expect(await thread.finals()).toEqual([]);

  // Two replies at once: both are followed.
  await Promise.all([
    slack.say(MARINA, thread.channel, 'remove section 2', thread.root),
    slack.say(LUCIA, thread.channel, 'change the title to "Clean titanium, step by step"', thread.root),
  ]);
  expect(await versions()).toBe(3);
  const last = await until('a card with both changes', async () => {
    const cards = (await thread.messages()).filter((m) => button(m, /^approve$/i));
    return cards.find((m) => textOf(m).includes('Clean titanium, step by step'));
  });
  const newest = Number(/version (\d+)/i.exec(textOf(last))?.[1]);
  const merged = await fileOf(slack, thread, newest, '.md');
  expect(merged).toMatch(/^# Clean titanium, step by step$/m);
  expect(changedParts(version2, merged)).toHaveLength(1);

  // Four eyes, then another person.
  await press(slack, thread, last, MARINA, /^approve$/i);
  await thread.ephemeral(MARINA, /four eyes/i);
  await press(slack, thread, last, THOMAS, /^approve$/i);
  const markdown = await fileOf(slack, thread, 'final', '.md');
  const html = await fileOf(slack, thread, 'final', '.html');
  expect(markdown).toMatch(/^---\ntitle: /);
  expect(`${markdown}${html}`).not.toMatch(/DRAFT/);
  expect(html).toMatch(/<article/);
  expect(html).not.toMatch(/<script|onerror|javascript:/i);
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
  expect(targets.length).toBeGreaterThan(4);
  for (const target of targets) expect(html).toContain(`id="${target}"`);
  await agentSays(thread, new RegExp(`<@${MARINA}>[\\s\\S]*final files`), last.ts);

  // The work has ended: a reply changes nothing and says so.
  await slack.say(MARINA, thread.channel, 'longer introduction', thread.root);
  await thread.ephemeral(MARINA, /approved, so a reply no longer changes anything/);
  expect(await faultsOf(thread)).toEqual([]);
});

test('a step that failed is tried again from there, and nothing that was paid is asked twice', async () => {
  const refused = model.refuse((call) => call.task === 'blog_titles', 401);
  const thread = await startJob(slack, '/blog', ARTIGO);
  await press(slack, thread, await openOutline(thread), LUCIA, /^go on$/i);
  await refused.arrived;
  const failed = await until('the problem with Retry', async () =>
    (await thread.messages()).find((m) => button(m, /^retry$/i)),
  );
  expect(textOf(failed)).toMatch(/Retry goes on from step \d: /);
  const before = {
    outlines: asked('blog_outline'),
    parts: model.calls.filter(isNew).length,
    titles: asked('blog_titles'),
  };
  await press(slack, thread, failed, MARINA, /^retry$/i);
  const goingOn = until('what it goes on from', async () =>
    (await thread.messages()).find((m) => /Going on from step \d: /.test(textOf(m))),
  );
  await thread.card(1);
  await goingOn;
  expect(asked('blog_outline')).toBe(before.outlines);
  // A repair of the checks may follow, but no part is written anew.
  expect(model.calls.filter(isNew).length).toBe(before.parts);
  expect(asked('blog_titles')).toBe(before.titles + 1);
  expect(await faultsOf(thread)).toEqual([]);
});

test('replies that come while it writes are read as they stand in the end: edited, and without deleted ones', async () => {
  const writing = model.hold(isPart('conclusion'));
  const thread = await startJob(slack, '/blog', `${ARTICLE}, in 500 words`);
  await press(slack, thread, await openOutline(thread), MARINA, /^go on$/i);
  await writing.arrived;
  const gone = await slack.say(MARINA, thread.channel, 'remove section 1', thread.root);
  const edited = await slack.say(MARINA, thread.channel, 'shorter conclusion', thread.root);
  await thread.ephemeral(MARINA, /I read your reply as soon as/);
  await slack.remove(MARINA, thread.channel, gone);
  await slack.edit(MARINA, thread.channel, edited, 'shorter introduction');
  // The app has to have heard of both before the turn begins.
  await until(
    'the events',
    async () => (await slack.call<{ pending_events: number }>('GET', 'state')).pending_events === 0,
  );
  writing.release();
  await thread.card(2);
  const [one, two] = [await fileOf(slack, thread, 1, '.md'), await fileOf(slack, thread, 2, '.md')];
  expect(changedParts(one, two)).toEqual(['introduction']);
});

test('words of a person who does not steer change nothing, and that person is told once', async () => {
  const thread = await draftArticle(slack);
  const questions = asked('thread_understanding');
  await slack.say(PEDRO, thread.channel, 'remove section 1', thread.root);
  await thread.ephemeral(PEDRO, /only the requester, approvers and admins change this article/);
  expect(asked('thread_understanding')).toBe(questions);
  expect(button(await thread.card(1), /^approve$/i)).toBeDefined();
});

test('a page that cannot be read is named in the outline with the reason', async () => {
  const thread = await startJob(slack, '/blog', `${ARTICLE} http://169.254.169.254/latest/meta-data/`);
  const outline = await openOutline(thread);
  expect(textOf(outline)).toMatch(/Pages that I could not read/);
  expect(textOf(outline)).toMatch(/private network/);
});

test.each([
  [
    'a topic that the knowledge does not hold',
    'Receita de bolo de cenoura com cobertura de chocolate',
    /Add documents/,
  ],
  [
    'a brief in a third language',
    'Cómo elegir un proveedor de implantes de titanio para su hospital sin cometer errores',
    /Portuguese (or|and) English|Spanish/,
  ],
])('%s ends with what to do, and no text', async (_, brief, words) => {
  const thread = await startJob(slack, '/blog', brief);
  const told = await until('what to do', async () =>
    (await thread.messages()).find((m) => !m.ephemeral && m.ts !== thread.root && words.test(textOf(m))),
  );
  expect(told.files).toEqual([]);
  expect((await thread.messages()).flatMap((m) => m.files)).toEqual([]);
});

test.each([
  ['a guest', 'U0GUEST', 'titanium', /Guests cannot/],
  ['a length that no article has', MARINA, 'passivation in 9000 words', /300 to 2,500 words/],
  ['a mistyped word', MARINA, 'hlep', /Did you mean \/blog help/],
  ['an option', MARINA, '--words 400 titanium', /has no options/],
])('%s is answered at once and starts nothing', async (_, person, text, words) => {
  const channel = await slack.channel('marketing');
  const roots = async () => (await slack.messages(LUCIA, channel)).filter((m) => !m.ephemeral).length;
  const before = await roots();
  expect((await slack.command(person, channel, '/blog', text)).ack?.text).toMatch(words);
  expect(await roots()).toBe(before);
});
