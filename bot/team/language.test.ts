import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { pressed, testRules, typed } from '../../testing/bot/rules.ts';
import { greenlightCommand } from '../register.ts';
import { textsOf } from '../texts/texts.ts';
import { switchLanguageAction } from './language-command.ts';

const t = textsOf('en').team.language;
const pt = textsOf('pt-BR').team.language;

describe('/greenlight language', () => {
  it('shows the language, and to admins the button that switches it', async () => {
    for (const [role, buttons] of [
      ['approver', false],
      ['admin', true],
    ] as const) {
      const world = testRules({ role });
      await greenlightCommand(world.desk)(typed('/greenlight', 'language').args);
      expect(world.told[0]?.message.text).toBe(t.now('English'));
      expect(JSON.stringify(world.told[0]?.message.blocks).includes('português')).toBe(buttons);
    }
  });

  it.each(['language pt-BR', 'idioma português', 'Language PT'])(
    'switches by "%s", and answers in the new one',
    async (text) => {
      const world = testRules({ role: 'admin' });
      await greenlightCommand(world.desk)(typed('/greenlight', text).args);
      expect(world.spoken).toEqual(['pt-BR', 'forgot T1']);
      expect(world.told[0]?.message.text).toBe(pt.switched('português'));
      expect(world.woken).toContain('outbox');
    },
  );

  it('is switched by a button as well', async () => {
    const world = testRules({ role: 'admin' });
    await switchLanguageAction(world.desk)(pressed('x', 'pt-BR').args);
    await switchLanguageAction(world.desk)(pressed('x', 'klingon').args);
    expect(world.spoken).toEqual(['pt-BR', 'forgot T1']);
  });

  it('changes nothing for a person who is no admin, nor for a language that there is not', async () => {
    const world = testRules({ role: 'member' });
    world.desk.people.setTeamLocale = async () => {
      throw new ExpectedError('not_allowed', 'no');
    };
    await greenlightCommand(world.desk)(typed('/greenlight', 'language pt-BR').args);
    expect(world.told[0]?.message.text).toContain('<@U0RENATA>');
    expect(world.spoken).toEqual([]);
    const command = typed('/greenlight', 'language es');
    await greenlightCommand(world.desk)(command.args);
    expect(command.acks).toMatchObject([{ text: t.unknown('es') }]);
  });

  it('says what it does when it is asked for help, or for something else', async () => {
    const world = testRules({ role: 'member' });
    for (const [text, answer] of [
      ['', t.help],
      ['ajuda', t.help],
      ['settings now', textsOf('en').team.command.unknown('settings')],
    ]) {
      const command = typed('/greenlight', text ?? '');
      await greenlightCommand(world.desk)(command.args);
      expect(command.acks).toMatchObject([{ text: answer }]);
    }
  });
});
