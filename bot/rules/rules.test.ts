import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { expectViewFits, knowledgeDesk, reading, someRules } from '../../testing/bot/knowledge.ts';
import {
  chosen,
  json,
  never,
  pressed,
  sent,
  text,
  typed,
  unavailable,
} from '../../testing/bot/knowledge-actions.ts';
import { en } from '../texts/texts.ts';
import { addRuleAction, editRuleAction, editVoiceAction } from './open-rules-form.ts';
import { newRule, ruleModal } from './rule-modal.ts';
import type { SettingOrigin } from './setting-origin.ts';
import { submitRule, submitVoice } from './submit-rules.ts';

const t = en.knowledge;

describe('/knowledge rules', () => {
  it('shows all members voice and rules with who changed them; only admins get the buttons', async () => {
    const member = knowledgeDesk(reading);
    await typed(member.knowledge, 'rules');
    const shown = json(member.told[0]);
    for (const words of ['version 7', '<@U0RENATA>', 'Frases curtas.', 'cura', 'blocks a draft', 'English']) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toMatch(/knowledge_(add_rule|edit_rule|edit_voice)/);
    const admin = knowledgeDesk(reading, { role: 'admin' });
    await typed(admin.knowledge, 'regras');
    expect(json(admin.told[0]).match(/knowledge_edit_rule/g)).toHaveLength(2);
  });

  it('shows a team without rules how to begin', async () => {
    const none = () => Promise.reject(new ExpectedError('no_house_rules', 'none'));
    const made = knowledgeDesk(
      { ...reading, getHouseRules: none, listSettingVersions: async () => [] },
      { role: 'admin' },
    );
    await typed(made.knowledge, 'rules');
    expect(json(made.told[0])).toContain(t.rules.none);
    expect(json(made.told[0])).toContain('knowledge_add_rule');
  });

  it('opens forms for admins alone', async () => {
    const opened: { view: ModalView }[] = [];
    const slack = {
      'views.open': async (args: Record<string, unknown>) => void opened.push(args as { view: ModalView }),
    };
    const member = knowledgeDesk(reading, { slack });
    await addRuleAction(member.knowledge)(pressed({ offset: 0 }));
    expect(member.told[0]?.message.text).toContain('Only admins may change this: <@U0RENATA>');
    const admin = knowledgeDesk(reading, { role: 'admin', slack });
    await addRuleAction(admin.knowledge)(pressed({ offset: 0 }));
    await editVoiceAction(admin.knowledge)(pressed({ offset: 0 }));
    await editRuleAction(admin.knowledge)(pressed({ rule: 'r2', offset: 0 }));
    await editRuleAction(admin.knowledge)(pressed({ rule: 'gone', offset: 0 }));
    expect(admin.told.map(({ message }) => message.text)).toEqual([t.rules.gone]);
    expect(opened).toHaveLength(3);
    for (const { view } of opened) expectViewFits(view);
    expect(json(opened[2]?.view)).toContain('Write to engineers');
  });
});

const origin: SettingOrigin = {
  base: 7,
  rule: null,
  offset: 0,
  channel_id: 'C0MARKETING',
  response_url: 'https://hooks.example/list',
};
const ruleForm = (rule: string | null = null) =>
  ruleModal({ rule: newRule, remove: false }, { ...origin, rule }, [], t);
const ruleValues = (pattern: string, reason = 'Sem prova.') => ({
  ...chosen('kind', 'banned_word'),
  ...text('pattern', pattern),
  ...chosen('severity', 'warn'),
  ...chosen('language', 'pt'),
  ...text('reason', reason),
});

describe('submitRule()', () => {
  function saving(change: Partial<ContentForBot> = {}) {
    const changes: Parameters<ContentForBot['changeHouseRules']>[0][] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        changeHouseRules: async (given) => {
          changes.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
        ...change,
      },
      { role: 'admin' },
    );
    return { ...made, changes };
  }

  it('adds a rule to the version that was seen, redraws the list and offers to undo it', async () => {
    const made = saving();
    expect(await sent(submitRule(made.knowledge), ruleForm(), ruleValues('milagroso'))).toEqual({});
    expect(made.changes[0]).toMatchObject({
      base_version: 7,
      person_id: 'U0MARINA',
      change: 'added the rule "milagroso"',
    });
    expect(made.changes[0]?.rules.rules.at(-1)).toEqual({
      id: 'rule-reference-1',
      kind: 'banned_word',
      pattern: 'milagroso',
      severity: 'warn',
      reason: 'Sem prova.',
      language: 'pt',
    });
    const redrawn = json(made.redrawn[0]);
    expect(redrawn).toContain('Version 8 is in force: added the rule \\"milagroso\\"');
    expect(redrawn).toContain(json(json({ setting: 'house_rules', version: 7, base: 8 })).slice(1, -1));
  });

  it('changes a rule in its place, and takes one out', async () => {
    const made = saving();
    await sent(submitRule(made.knowledge), ruleForm('r1'), ruleValues('curar'));
    expect(made.changes[0]?.rules.rules.map((r) => r.pattern)).toEqual(['curar', 'Write to engineers']);
    const removal = { remove: { remove: { selected_options: [{ value: 'remove' }] } } };
    await sent(submitRule(made.knowledge), ruleForm('r1'), { ...ruleValues('cura'), ...removal });
    expect(made.changes[1]?.rules.rules.map((r) => r.id)).toEqual(['r2']);
    expect(made.changes[1]?.change).toBe('removed the rule "cura"');
  });

  it.each([
    [ruleValues('a'), { pattern: t.ruleForm.errors.tooBroad }],
    [ruleValues('Cura'), { pattern: t.ruleForm.errors.duplicate }],
    [ruleValues('\u200b'), { pattern: t.ruleForm.errors.patternMissing }],
    [ruleValues('milagroso', '   '), { reason: t.ruleForm.errors.reasonMissing }],
  ])('keeps the form open for what cannot be a rule', async (values, errors) => {
    const made = saving();
    expect(await sent(submitRule(made.knowledge), ruleForm(), values)).toEqual({
      response_action: 'errors',
      errors,
    });
    expect(made.changes).toEqual([]);
  });

  it.each(['before it was read', 'while it was written'])(
    'keeps what was typed when another admin was quicker, %s, and saves it on top the next time',
    async (when) => {
      let version = when === 'before it was read' ? 9 : 7;
      const rules = () => someRules({ version, rules: [] });
      const made = saving({
        getHouseRules: async () => rules(),
        listSettingVersions: async () => [
          { version: 9, changed_by: 'U0RENATA', change: 'x', created_at: '2026-11-22T11:00:00Z' },
        ],
        changeHouseRules: async (given) => {
          if (given.base_version === 7) {
            version = 9;
            return { outcome: 'stale', version: 9, changed_by: 'U0RENATA' };
          }
          return { outcome: 'changed', version: 10, changed_by: null };
        },
      });
      const answer = await sent(submitRule(made.knowledge), ruleForm('r1'), ruleValues('milagroso'));
      expect(answer.response_action).toBe('update');
      const view = answer.view as ModalView;
      expect(json(view)).toContain('<@U0RENATA> changed this meanwhile: version 9');
      expect(json(view)).toContain('The rule itself is gone');
      expect(json(view)).toContain('"initial_value":"milagroso"');
      expect(JSON.parse(view.private_metadata ?? '')).toMatchObject({ base: 9, rule: null });
      expect(await sent(submitRule(made.knowledge), view, ruleValues('milagroso'))).toEqual({});
      expect(json(made.redrawn)).toContain('Version 10 is in force');
    },
  );

  it('keeps the form open when it is not certain, refused, or no admin who sends it', async () => {
    const away = saving({ changeHouseRules: unavailable });
    const uncertain = await sent(submitRule(away.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(uncertain.errors).toEqual({ pattern: t.setting.notSaved });
    const slow = saving({ getHouseRules: never });
    const late = await sent(submitRule(slow.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(late.errors).toEqual({ pattern: t.setting.notSaved });
    const bad = saving({
      changeHouseRules: () => Promise.reject(new ExpectedError('bad_rules', 'its id is odd')),
    });
    const refused = await sent(submitRule(bad.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(refused.errors?.pattern).toBe(t.command.refused('bad_rules'));
    const other = saving({
      changeHouseRules: async () => ({ outcome: 'not_allowed', version: 7, changed_by: null }),
    });
    const forbidden = await sent(submitRule(other.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(forbidden.errors).toEqual({ pattern: t.setting.adminsOnly('Ana') });
  });

  it('says that nothing differs', async () => {
    const made = saving({
      changeHouseRules: async () => ({ outcome: 'unchanged', version: 7, changed_by: null }),
    });
    await sent(submitRule(made.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(made.told.map(({ message }) => message.text)).toEqual([t.setting.unchanged]);
  });
});

describe('submitVoice()', () => {
  const form = () => ({ ...ruleForm(), callback_id: 'knowledge_voice' });

  it('changes the voice alone, an empty one too, and refuses one that is too long', async () => {
    const changes: Parameters<ContentForBot['changeHouseRules']>[0][] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        changeHouseRules: async (given) => {
          changes.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
      },
      { role: 'admin' },
    );
    await sent(submitVoice(made.knowledge), form(), text('voice', 'Direto ao ponto.'));
    await sent(submitVoice(made.knowledge), form(), { voice: { voice: { value: null } } });
    expect(changes.map((c) => [c.rules.voice, c.rules.rules.length])).toEqual([
      ['Direto ao ponto.', 2],
      ['', 2],
    ]);
    const long = await sent(submitVoice(made.knowledge), form(), text('voice', 'x'.repeat(2001)));
    expect(long.errors?.voice).toContain('2,001');
  });

  it('keeps three to ten samples beside the voice, refuses one or two, and leaves them alone when a rule changes', async () => {
    const changes: Parameters<ContentForBot['changeHouseRules']>[0][] = [];
    const samples = ['Peça o certificado do lote.', 'O lote diz tudo.', 'Confira antes de cortar.'];
    const made = knowledgeDesk(
      {
        ...reading,
        getHouseRules: async () => someRules({ samples }),
        changeHouseRules: async (given) => {
          changes.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
      },
      { role: 'admin' },
    );
    const filled = (texts: string[]) => ({
      ...text('voice', someRules().voice),
      ...Object.fromEntries(
        texts.map((value, at) => [`sample_${at + 1}`, { [`sample_${at + 1}`]: { value } }]),
      ),
    });
    const few = await sent(submitVoice(made.knowledge), form(), filled(samples.slice(0, 2)));
    expect(few.errors?.sample_3).toBe(t.voiceForm.tooFew(2, 3));
    const long = await sent(submitVoice(made.knowledge), form(), filled(['a', 'x'.repeat(1201), 'c']));
    expect(long.errors?.sample_2).toContain('1,201');
    await sent(submitVoice(made.knowledge), form(), filled(['Um.', '', 'Dois.', ' Três. ']));
    await sent(submitRule(made.knowledge), ruleForm(), ruleValues('inédito'));
    expect(changes.map((c) => [c.rules.samples, c.change])).toEqual([
      [['Um.', 'Dois.', 'Três.'], t.setting.change.samples],
      [samples, t.setting.change.ruleAdded('inédito')],
    ]);
  });

  it('shows the voice as it is now beside the one that was typed', async () => {
    const made = knowledgeDesk(
      { ...reading, getHouseRules: async () => someRules({ version: 9, voice: 'A nova voz.' }) },
      { role: 'admin' },
    );
    const answer = await sent(submitVoice(made.knowledge), form(), text('voice', 'A minha voz.'));
    expect(json(answer.view)).toContain('A nova voz.');
    expect(json(answer.view)).toContain('"initial_value":"A minha voz."');
  });
});
