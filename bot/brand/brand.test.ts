import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { aKit, expectViewFits, knowledgeDesk, reading } from '../../testing/bot/knowledge.ts';
import {
  chosen,
  given,
  json,
  pressed,
  sent,
  storing,
  text,
  typed,
} from '../../testing/bot/knowledge-actions.ts';
import { en } from '../texts/texts.ts';
import { changeBrandAction } from './brand-command.ts';
import { brandModal, filledFrom } from './brand-modal.ts';
import { submitBrand } from './submit-brand.ts';

const t = en.knowledge;

describe('/knowledge brand', () => {
  const brandForm = (kit = aKit()) =>
    brandModal(filledFrom(kit), { base: kit.version, channel_id: 'C0MARKETING', response_url: null }, [], t);
  const brandValues = (change: object = {}) => ({
    ...text('name', 'Alba'),
    ...text('handle', '@alba'),
    ...Object.assign({}, ...Object.entries(aKit().colors).map(([name, value]) => text(name, value))),
    ...chosen('heading', 'Inter'),
    ...chosen('body', 'Inter'),
    ...change,
  });

  it('shows all members the kit; only admins may propose another', async () => {
    const member = knowledgeDesk(reading);
    await typed(member.knowledge, 'marca');
    const shown = json(member.told[0]);
    for (const words of ['Alba Implantes', '@albaimplantes', 'Space Grotesk', 'Accent: #F2A23A']) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toContain('knowledge_change_brand');
    await changeBrandAction(member.knowledge)(pressed('{}'));
    expect(member.told[1]?.message.text).toContain('Only admins');
  });

  it('opens the form with the kit in force, and in a channel alone', async () => {
    const opened: { view: ModalView }[] = [];
    const slack = {
      'views.open': async (args: Record<string, unknown>) => void opened.push(args as { view: ModalView }),
    };
    const admin = knowledgeDesk(reading, { role: 'admin', slack });
    await changeBrandAction(admin.knowledge)(pressed('{}'));
    expectViewFits(opened[0]?.view ?? {});
    expect(json(opened[0]?.view)).toContain('#F2A23A');
    await changeBrandAction(admin.knowledge)(pressed('{}', { channel: { id: 'D1' } }));
    expect(admin.told.map(({ message }) => message.text)).toEqual([t.command.useAChannel]);
    const none = () => Promise.reject(new ExpectedError('no_brand_kit', 'none'));
    const first = knowledgeDesk({ ...reading, getBrandKit: none }, { role: 'admin', slack });
    await changeBrandAction(first.knowledge)(pressed('{}'));
    expectViewFits(opened[1]?.view ?? {});
  });

  it('starts a job that draws the proposal, with the logo that stays', async () => {
    const { jobs, content } = storing();
    const { knowledge } = knowledgeDesk({ ...reading, ...content }, { role: 'admin' });
    const values = brandValues({ ...text('accent', 'f00'), ...text('dark', '0b2530') });
    expect(await sent(submitBrand(knowledge), brandForm(), values)).toEqual({});
    const { version: _, ...kept } = aKit();
    expect(jobs[0]).toMatchObject({
      type: 'brand_kit',
      idempotency_key: 'T0GREENLIGHT:V1',
      brief: {
        base_version: 3,
        topic: 'Alba',
        kit: {
          ...kept,
          name: 'Alba',
          handle: '@alba',
          fonts: { heading: 'Inter', body: 'Inter' },
          colors: { ...kept.colors, accent: '#FF0000' },
        },
      },
    });
  });

  it('reads the logo of the form', async () => {
    const { jobs, content } = storing();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0"/></svg>';
    const reads = (bytes: string) => ({
      role: 'admin' as const,
      change: {
        readFile: async () => ({
          kind: 'read' as const,
          name: 'l.svg',
          extension: 'svg',
          bytes: Buffer.from(bytes),
        }),
      },
    });
    const file = given('logo', { id: 'F1', name: 'l.svg', size: 100 });
    const good = knowledgeDesk({ ...reading, ...content }, reads(svg));
    await sent(submitBrand(good.knowledge), brandForm(), brandValues(file));
    expect(jobs[0]?.brief).toMatchObject({ kit: { logo_svg: svg } });
    const bad = knowledgeDesk({ ...reading, ...content }, reads(svg.replace('<path', '<script/><path')));
    const answer = await sent(submitBrand(bad.knowledge), brandForm(), brandValues(file));
    expect(answer.errors).toEqual({ logo: t.brand.form.errors.logo.active });
    const large = given('logo', { id: 'F1', name: 'l.svg', size: 300 * 1024 });
    const refused = await sent(submitBrand(good.knowledge), brandForm(), brandValues(large));
    expect(refused.errors).toEqual({ logo: t.file.tooLarge('l.svg', '300 KB', '200 KB') });
  });

  it('says under each field what is wrong with it', async () => {
    const { knowledge } = knowledgeDesk(reading, { role: 'admin' });
    const values = brandValues({ ...text('name', ' '), ...text('accent', 'red'), ...text('ink', '#12345') });
    const answer = await sent(submitBrand(knowledge), brandForm(), values);
    expect(Object.keys(answer.errors ?? {}).sort()).toEqual(['accent', 'ink', 'name']);
  });

  it('refuses a proposal that changes nothing, and one of a person who is no admin', async () => {
    const kit = aKit({ name: 'Alba', handle: '@alba', fonts: { heading: 'Inter', body: 'Inter' } });
    const same = knowledgeDesk({ ...reading, getBrandKit: async () => kit }, { role: 'admin' });
    const answer = await sent(submitBrand(same.knowledge), brandForm(kit), brandValues());
    expect(answer.errors).toEqual({ name: t.brand.form.errors.same });
    const member = knowledgeDesk(reading);
    const refused = await sent(submitBrand(member.knowledge), brandForm(), brandValues());
    expect(refused.errors?.name).toContain('Only admins');
  });

  it('keeps what was typed when the kit was changed meanwhile', async () => {
    const made = knowledgeDesk(
      { ...reading, getBrandKit: async () => aKit({ version: 4 }) },
      { role: 'admin' },
    );
    const answer = await sent(submitBrand(made.knowledge), brandForm(), brandValues());
    expect(answer.response_action).toBe('update');
    expect(json(answer.view)).toContain('"initial_value":"Alba"');
    expect(JSON.parse(answer.view?.private_metadata ?? '')).toMatchObject({ base: 4 });
  });

  it('wants a logo for the first kit of a team', async () => {
    const none = () => Promise.reject(new ExpectedError('no_brand_kit', 'none'));
    const made = knowledgeDesk({ ...reading, getBrandKit: none }, { role: 'admin' });
    const first = brandModal(filledFrom(null), { base: 0, channel_id: 'C1', response_url: null }, [], t);
    const answer = await sent(submitBrand(made.knowledge), first, brandValues());
    expect(answer.errors).toEqual({ logo: t.brand.form.errors.logoMissing });
  });
});
