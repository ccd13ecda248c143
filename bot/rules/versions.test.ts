import { describe, expect, it } from 'vitest';
import { knowledgeDesk, reading } from '../../testing/bot/knowledge.ts';
import { json, pressed, typed } from '../../testing/bot/knowledge-actions.ts';
import { backToAction, historyAction } from './restore-version.ts';

describe('versions', () => {
  it('lists who changed what, and lets admins alone go back', async () => {
    const member = knowledgeDesk(reading);
    await historyAction(member.knowledge)(pressed({ setting: 'house_rules' }));
    const shown = json(member.told[0]);
    for (const words of [
      'Version 7 (in force): added the rule',
      'back to version 2',
      'first version',
      '3 newest',
    ]) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toContain('knowledge_back_to');
    const admin = knowledgeDesk(reading, { role: 'admin' });
    await typed(admin.knowledge, 'rules history');
    expect(json(admin.told[0]).match(/knowledge_back_to/g)).toHaveLength(2);
  });

  it('names the fields of a brand kit in words', async () => {
    const change = 'name, colors.accent, fonts.body, logo_svg, something_new';
    const made = knowledgeDesk({
      listSettingVersions: async () => [
        { version: 2, changed_by: 'U0RENATA', change, created_at: '2026-11-22T11:00:00Z' },
      ],
    });
    await typed(made.knowledge, 'brand history');
    expect(json(made.told[0])).toContain('changed: name, Accent, font of text, logo, something_new');
  });

  it('goes back, shows what is in force and offers to undo that', async () => {
    const restored: unknown[] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        restoreSetting: async (given) => {
          restored.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
      },
      { role: 'admin' },
    );
    await backToAction(made.knowledge)(pressed({ setting: 'house_rules', version: 5, base: 7 }));
    await backToAction(made.knowledge)(pressed({ setting: 'brand_kit', version: 5, base: 7 }));
    expect(restored[0]).toEqual({
      team_id: 'T0GREENLIGHT',
      person_id: 'U0MARINA',
      setting: 'house_rules',
      version: 5,
      base_version: 7,
    });
    expect(json(made.redrawn[0])).toContain('Version 8 is in force: back to version 5');
    expect(json(made.redrawn[0])).toContain('House rules');
    expect(json(made.redrawn[1])).toContain('Brand kit');
  });

  it.each([
    ['stale', '<@U0RENATA> changed this meanwhile: version 9'],
    ['not_allowed', 'Only admins may change this: <@U0RENATA>'],
    ['unknown_version', 'no version 5'],
    ['unchanged', 'nothing was changed'],
  ] as const)('answers a press that led to %s', async (outcome, words) => {
    const made = knowledgeDesk({
      restoreSetting: async () => ({
        outcome,
        version: 9,
        changed_by: outcome === 'stale' ? 'U0RENATA' : null,
      }),
    });
    await backToAction(made.knowledge)(pressed({ setting: 'house_rules', version: 5, base: 7 }));
    expect(made.told[0]?.message.text).toContain(words);
  });
});
