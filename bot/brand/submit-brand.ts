import { within } from '../../platform/within.ts';
import type { BrandKit } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { type FormOutcome, finishForm } from '../asking/finish-form.ts';
import { meanwhileNotice } from '../asking/form-parts.ts';
import { onForm } from '../asking/press.ts';
import { adminNames } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { refusingWith } from '../documents/add-document.ts';
import { fileRefusal } from '../documents/document-source.ts';
import { startJob } from '../drafts/start-job.ts';
import { lastVersion, readBrand } from '../rules/read-setting.ts';
import { clip } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { BRAND, type BrandOrigin, brandModal, brandOrigin } from './brand-modal.ts';
import { type BrandForm, readBrandForm } from './read-brand-form.ts';
import { logoLimit, readLogo } from './read-logo.ts';

export { BRAND };

type Kit = Omit<BrandKit, 'version'>;

/** A brand kit was proposed: a job draws it, and asks an admin in its thread before it is in force. */
export function submitBrand(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { knowledge: t } = await desk.textsFor(teamId);
    const origin = brandOrigin.parse(JSON.parse(view.private_metadata));
    const { form, errors } = readBrandForm(view.state.values, t);
    if (Object.keys(errors).length > 0) return refuse(errors);

    const reading = readBrand(desk, teamId).catch(() => undefined);
    const now = await within(desk.clock, deadlines.firstLook, reading);
    if (now === undefined) return refuse({ name: t.command.notAnswered });
    if ((now?.version ?? 0) !== origin.base) {
      const view = await again(desk, teamId, form, { ...origin, base: now?.version ?? 0 }, t);
      return ack({ response_action: 'update', view });
    }
    if (!now && !form.logo) return refuse({ logo: t.brand.form.errors.logoMissing });
    const texts = await desk.textsFor(teamId);
    const to = { user_id: userId, channel_id: origin.channel_id, response_url: origin.response_url };
    const proposal = { teamId, userId: userId, key: `${teamId}:${view.id}`, origin, form, now };
    await finishForm(desk, { ack, viewId: view.id, to }, propose(desk, proposal, t), {
      title: t.add.workingTitle,
      close: t.brand.form.close,
      working: t.brand.working,
      started: desk.tokenRefused() ? texts.command.storedForLater : t.brand.started,
      notCertain: texts.command.notCertain,
      typed: [],
    });
  });
}

interface Proposal {
  teamId: string;
  userId: string;
  key: string;
  origin: BrandOrigin;
  form: BrandForm;
  now: BrandKit | null;
}

async function propose(desk: ContentDesk, p: Proposal, t: KnowledgeTexts): Promise<FormOutcome> {
  const refused = (field: string, message: string): FormOutcome => ({ kind: 'refused', field, message });
  const person = await desk.knowPerson(p.teamId, p.userId).catch(() => null);
  const adminsOnly = t.setting.adminsOnly(await adminNames(desk, p.teamId, t));
  if (!person) return refused('name', t.command.notAnswered);
  if (person.role !== 'admin') return refused('name', adminsOnly);
  const logo = await readNewLogo(desk, p.form, t);
  if (logo && 'fault' in logo) return refused('logo', logo.fault);
  const { fields } = p.form;
  const kit: Kit = {
    name: fields.name,
    handle: fields.handle,
    colors: fields.colours,
    fonts: { heading: fields.heading, body: fields.body },
    logo_svg: logo?.svg ?? p.now?.logo_svg ?? '',
  };
  if (p.now && sameKit(kit, p.now)) return refused('name', t.brand.form.errors.same);
  const started = await startJob(
    desk,
    {
      type: 'brand_kit',
      brief: { topic: kit.name, kit, base_version: p.origin.base },
      team_id: p.teamId,
      requester_id: p.userId,
      channel_id: p.origin.channel_id,
      command: `/knowledge brand ${kit.name}`,
      idempotency_key: p.key,
      response_url: p.origin.response_url,
    },
    refusingWith(adminsOnly, await desk.textsFor(p.teamId)),
  );
  return started.kind === 'refused' ? refused('name', started.message) : started;
}

/** Null: the present one stays. */
async function readNewLogo(
  desk: ContentDesk,
  { logo }: BrandForm,
  t: KnowledgeTexts,
): Promise<{ svg: string } | { fault: string } | null> {
  if (!logo) return null;
  if (logo.size > logoLimit.maxBytes) {
    const refusal = {
      kind: 'refused' as const,
      fault: 'too_large' as const,
      name: logo.name,
      size: logo.size,
    };
    return { fault: fileRefusal(refusal, logoLimit, t) };
  }
  const file = await desk.readFile(logo.id, logoLimit);
  if (file.kind === 'refused') return { fault: fileRefusal(file, logoLimit, t) };
  const read = readLogo(file.bytes);
  return 'fault' in read ? { fault: clip(t.brand.form.errors.logo[read.fault], 1000) } : read;
}

/** The same form over the version in force: saving what was typed would take back what another admin changed. */
async function again(
  desk: ContentDesk,
  teamId: string,
  form: BrandForm,
  origin: BrandOrigin,
  t: KnowledgeTexts,
) {
  const last = await lastVersion(desk, teamId, 'brand_kit');
  const who = personOf(last?.changed_by ?? null, t);
  const notice = meanwhileNotice([t.setting.changedMeanwhile(who, origin.base)], []);
  return brandModal(form.fields, origin, notice, t);
}

function sameKit(kit: Kit, now: BrandKit): boolean {
  const upper = (colours: Kit['colors']) => JSON.stringify(Object.entries(colours).sort()).toUpperCase();
  return (
    kit.name === now.name &&
    kit.handle === now.handle &&
    kit.logo_svg === now.logo_svg &&
    kit.fonts.heading === now.fonts.heading &&
    kit.fonts.body === now.fonts.body &&
    upper(kit.colors) === upper(now.colors)
  );
}
