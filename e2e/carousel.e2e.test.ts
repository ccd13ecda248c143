import { expect, test } from 'vitest';
import { button, until } from '../testing/product/app.ts';
import {
  faultsOf,
  LUCIA,
  MARINA,
  type openThread,
  PEDRO,
  press,
  reject,
  requestChanges,
  startCarousel,
  THOMAS,
  textOf,
} from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';

const { slack } = useApp({ fromNothing: true });

/** The slides of a version that its thread shows as pictures. */
const pagesOf = (messages: Awaited<ReturnType<ReturnType<typeof openThread>['messages']>>, version: number) =>
  messages
    .flatMap((m) => m.files)
    .filter((f) => f.mimetype === 'image/png' && f.name.includes(`-v${version}-`));

test('from /carousel over a change to an approved PDF', async () => {
  const thread = await startCarousel(slack);
  const first = await thread.card(1);
  expect(textOf(first)).toMatch(/offline writer/i);
  expect(textOf(first)).toContain(`<@${LUCIA}>`);
  expect(textOf(first)).toContain(`<@${THOMAS}>`);
  expect(textOf(first)).not.toContain(`<@${PEDRO}>`);
  const pages = pagesOf(await thread.messages(), 1);
  expect(pages.length).toBeGreaterThanOrEqual(5);

  await press(slack, thread, first, MARINA, /approve/i);
  expect(textOf(await thread.ephemeral(MARINA, /four eyes/i))).toContain(`<@${LUCIA}>`);
  expect(button(await thread.card(1), /approve/i)).toBeDefined();

  await requestChanges(slack, thread, first, LUCIA, 'slide 4: título "Erro 3: contratar sem auditoria"');
  const second = await thread.card(2);
  const old = await until('version 1 without buttons', async () =>
    (await thread.messages()).find((m) => m.ts === first.ts && !button(m, /approve/i)),
  );
  expect(textOf(old)).toMatch(/superseded/i);

  // The other slides stand in the thread already: they are the same, and are not shared a second time.
  const fresh = pagesOf(await thread.messages(), 2);
  expect(fresh.map((f) => f.name.replace(/^.*-draft-/, ''))).toEqual(['04.png']);
  const earlier = pages.find((f) => f.name.endsWith('-04.png'));
  const [was, is] = await Promise.all([slack.file(earlier?.url ?? ''), slack.file(fresh[0]?.url ?? '')]);
  expect(was.equals(is)).toBe(false);

  const stale = button(first, /approve/i);
  await slack.click(THOMAS, thread.channel, first.ts, stale?.action_id ?? '', { value: stale?.value ?? '' });
  expect(textOf(await thread.ephemeral(THOMAS, /superseded/i))).toMatch(/archives|http/);

  await press(slack, thread, second, THOMAS, /approve/i);
  const finals = await until('the final files', async () => {
    const files = await thread.finals();
    return files.some((f) => f.mimetype === 'application/pdf') && files.length > pages.length
      ? files
      : undefined;
  });
  expect(finals.filter((f) => f.mimetype === 'image/png')).toHaveLength(pages.length);
  const decided = await until('who approved', async () =>
    (await thread.messages()).find(
      (m) =>
        m.ts === second.ts &&
        /approved/i.test(textOf(m)) &&
        textOf(m).includes(`<@${THOMAS}>`) &&
        !button(m, /approve/i),
    ),
  );
  expect(textOf(decided)).toMatch(/<!date\^/);
  const outcome = await until('the outcome', async () =>
    (await thread.messages()).find(
      (m) => textOf(m).includes(`<@${MARINA}>`) && /#\w+/.test(textOf(m)) && m.ts > second.ts,
    ),
  );
  expect(textOf(outcome)).toMatch(/#[A-Z]/);

  const pdf = finals.find((f) => f.mimetype === 'application/pdf');
  const file = await slack.file(pdf?.url ?? '');
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(file.toString('latin1').match(/\/MediaBox \[0 0 1080 1350\]/g)).toHaveLength(pages.length);
  expect(await faultsOf(thread)).toEqual([]);
});

test('a double click of two approvers decides once and answers both', async () => {
  const thread = await startCarousel(slack, 'What ASTM F136 titanium means for implants');
  const card = await thread.card(1);
  await Promise.all([
    press(slack, thread, card, LUCIA, /approve/i),
    press(slack, thread, card, THOMAS, /approve/i),
    press(slack, thread, card, LUCIA, /approve/i),
  ]);
  await until('the final files', async () => (await thread.finals()).length > 0);
  const answered = await Promise.all(
    [LUCIA, THOMAS].map(async (who) =>
      (await slack.messages(who, thread.channel, thread.root)).filter(
        (m) => m.ephemeral && /approved|decided/i.test(textOf(m)),
      ),
    ),
  );
  expect(answered.flat().length).toBeGreaterThanOrEqual(1);
  expect(await faultsOf(thread)).toEqual([]);
});

test('a rejected draft ends with who and why the requester is told', async () => {
  const thread = await startCarousel(slack, 'Salas limpas ISO 14644-1: como ler a classe de um fornecedor');
  const card = await thread.card(1);
  await reject(slack, thread, card, LUCIA, 'Not for this quarter');
  const outcome = await until('the outcome', async () =>
    (await thread.messages()).find(
      (m) => m.ts > card.ts && textOf(m).includes(`<@${MARINA}>`) && /reject/i.test(textOf(m)),
    ),
  );
  expect(textOf(outcome)).toContain(`<@${LUCIA}>`);
  expect(textOf(outcome)).toContain('Not for this quarter');
  expect(await thread.finals()).toEqual([]);
});

test('a topic that the knowledge does not hold ends with what to add, and no invented text', async () => {
  const thread = await startCarousel(slack, 'Receita de bolo de cenoura com cobertura de chocolate');
  const told = await until('what to add', async () =>
    (await thread.messages()).find((m) => button(m, /retry/i)),
  );
  expect(textOf(told)).toMatch(/Add documents/);
  expect(textOf(told)).toMatch(/cenoura/);
  expect((await thread.messages()).flatMap((m) => m.files)).toEqual([]);
});
