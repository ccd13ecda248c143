import { afterAll, describe, expect, it } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';
/** Words of the bot's English texts that are no Portuguese ones. */
const english =
  /\b(the|and|your|you|please|draft|version|approve[ds]?|changes|requested|slides of|waiting|working|cancel|rejected|step|based on|passages|database|pages)\b/i;

describe('the bot for a team whose language is pt-BR', () => {
  const on = useBot({ locale: 'pt-BR' });
  const seen: string[] = [];
  /** What people read, without ids, addresses and the words of the test's own draft. */
  const read = (value: unknown): string => {
    const words: string[] = [];
    const walk = (node: unknown, key = ''): void => {
      if (Array.isArray(node)) for (const inner of node) walk(inner, key);
      else if (typeof node === 'object' && node !== null) {
        for (const [name, inner] of Object.entries(node)) walk(inner, name);
      } else if (typeof node === 'string' && (key === 'text' || key === 'alt_text')) words.push(node);
    };
    walk(value);
    return words.join('\n').replaceAll(/`[^`]*`|Picture .*/g, '');
  };
  const note = <T>(value: T): T => {
    seen.push(read(value));
    return value;
  };
  const find = (text: string, of: { threadTs?: string; userId?: string } = {}) =>
    waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL, of)).find((m: SeenMessage) =>
          JSON.stringify([m.text, m.blocks]).includes(text),
        ),
      `"${text}"`,
    );
  afterAll(() => {
    expect(seen.length).toBeGreaterThan(15);
  });

  it('leads from the command over a change to the approved files, in Portuguese', async () => {
    const started = note(await on.workspace.command('U0MARINA', CHANNEL, '/carousel', 'tema em português'));
    expect(JSON.stringify(started.ack)).toContain('Recebido');
    const brief = await find('Carrossel: tema em português');
    await on.draft();
    const card = await find('Rascunho, versão 1', { threadTs: brief.ts });
    expect(read(card)).toContain('por favor, revisem');
    await on.workspace.click('U0MARINA', CHANNEL, card.ts, 'review_approve');
    await find('quatro olhos', { threadTs: brief.ts, userId: 'U0MARINA' });
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_request_changes');
    const modal = note(
      await waitFor(async () => (await on.workspace.views('U0LUCIA')).modals[0], 'the form for changes'),
    );
    note(await on.workspace.submit('U0LUCIA', modal.id, { note: { note: '  ' } }));
    await on.workspace.submit('U0LUCIA', modal.id, { note: { note: 'slide 2: mais curto' } });
    await on.draft();
    const second = await find('Rascunho, versão 2', { threadTs: brief.ts });
    await on.workspace.click('U0LUCIA', CHANNEL, second.ts, 'review_approve');
    const approved = await find('Aprovado por <@U0LUCIA> (<!date^', { threadTs: brief.ts });
    expect(JSON.stringify(approved.blocks)).toMatch(/\|\d{1,2} de \p{L}{3}\. de \d{4}, \d\d:\d\d UTC>/u);
    await find('pronto para copiar', { threadTs: brief.ts });
    await waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL, { threadTs: brief.ts })).some(
          (m) => m.text === 'Arquivos finais',
        ),
      'the final files',
    );
    for (const person of ['U0MARINA', 'U0LUCIA']) {
      for (const message of await on.workspace.messages(CHANNEL, { threadTs: brief.ts, userId: person })) {
        note(message);
      }
    }
  });

  it('explains, refuses and asks in Portuguese', async () => {
    for (const text of ['help', 'hlep', '13 slides sobre UDI', 'x'.repeat(3000)]) {
      const answer = note(await on.workspace.command('U0MARINA', CHANNEL, '/carousel', text));
      expect(read(answer.ack)).not.toBe('');
    }
    expect(seen.at(-1)).toContain('3.000 caracteres');
    note(await on.workspace.command('U0GUEST', CHANNEL, '/carousel', 'um tema'));
    await on.workspace.command('U0PEDRO', CHANNEL, '/carousel', '');
    const form = note(await waitFor(async () => (await on.workspace.views('U0PEDRO')).modals[0], 'the form'));
    expect(read(form)).toContain('Público');
    await on.workspace.command('U0MARINA', 'C0RANDOM', '/carousel', 'tema sem o bot');
    const told = await waitFor(
      async () =>
        (await on.workspace.messages('C0RANDOM', { userId: 'U0MARINA' })).find((m) =>
          JSON.stringify(m).includes('/invite @Greenlight'),
        ),
      'the hint',
    );
    note(told);
  });

  it('draws the Home tab and answers a mention in Portuguese', async () => {
    await on.workspace.call('POST', 'home', { user_id: 'U0MARINA' });
    const home = note(await waitFor(async () => (await on.workspace.views('U0MARINA')).home, 'the Home tab'));
    expect(read(home)).toContain('Agentes rascunham');
    await on.workspace.say('U0MARINA', CHANNEL, '@greenlight olá');
    note(await find('Olá! Escreva', { userId: 'U0MARINA' }));
  });

  it('left no English word', () => {
    for (const text of seen) expect(text).not.toMatch(english);
  });
});
