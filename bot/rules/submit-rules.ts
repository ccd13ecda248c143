import {
  type HouseRule,
  type HouseRules,
  languages,
  ruleKinds,
  ruleLength,
  voiceSamples,
} from '../../ports/content.ts';
import { typedWords } from '../asking/plain-words.ts';
import { onForm, type Submission } from '../asking/press.ts';
import { redraw } from '../asking/redraw.ts';
import type { ContentDesk } from '../content-desk.ts';
import { clip, letters, plain, quoted } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type RuleFault, ruleFault } from './rule-fault.ts';
import { REMOVE, ruleModal } from './rule-modal.ts';
import { rulesPage } from './rules-command.ts';
import { type Edit, type RulesForm, saveRules } from './save-rules.ts';
import { settingNotice } from './setting-notice.ts';
import { settingOrigin } from './setting-origin.ts';
import { sampleBlock, voiceModal } from './voice-modal.ts';

type TypedVoice = { voice: string; samples: string[] };
type Filled = { rule: Omit<HouseRule, 'id'>; remove: boolean };

/** The voice was sent. */
export function submitVoice(desk: ContentDesk) {
  return onForm(async (sent) => {
    const { teamId, userId } = sent;
    const { origin, t, values } = await read(desk, sent);
    const typed = readVoice(values);
    await finish(desk, sent, t, {
      teamId,
      userId,
      origin,
      firstField: 'voice',
      edit: (rules) => editVoice(rules, typed, t),
      again: (rules, at, notice) =>
        voiceModal(typed, at, notice([t.setting.now], [quoted(rules.voice, 2000)]), t),
    });
  });
}

/** A rule was sent: new, changed, or to be removed. */
export function submitRule(desk: ContentDesk) {
  return onForm(async (sent) => {
    const { teamId, userId } = sent;
    const { origin, t, values } = await read(desk, sent);
    const filled = readRule(values);
    const id = origin.rule ?? `rule-${desk.random.id().slice(0, 12)}`;
    await finish(desk, sent, t, {
      teamId,
      userId,
      origin,
      firstField: 'pattern',
      edit: (rules) => editRule(rules, id, filled, t),
      again: (rules, at, notice) => {
        const now = rules.rules.find((rule) => rule.id === origin.rule);
        const gone = origin.rule !== null && !now;
        const more = gone ? [t.setting.ruleGoneMeanwhile] : now ? [t.setting.now] : [];
        const above = notice(more, now ? [plain(`“${now.pattern}”\n${now.reason}`)] : []);
        return ruleModal(filled, gone ? { ...at, rule: null } : at, above, t);
      },
    });
  });
}

async function read(desk: ContentDesk, { teamId, view }: Submission) {
  return {
    origin: settingOrigin.parse(JSON.parse(view.private_metadata)),
    t: (await desk.textsFor(teamId)).knowledge,
    values: view.state.values,
  };
}

async function finish(
  desk: ContentDesk,
  { ack, refuse }: Submission,
  t: KnowledgeTexts,
  form: RulesForm,
): Promise<void> {
  const saved = await saveRules(desk, form, t);
  if (saved.kind === 'refused') {
    return refuse({ [saved.field]: clip(saved.message, 1000) });
  }
  if (saved.kind === 'again') return ack({ response_action: 'update', view: saved.view });
  await ack();
  const { channel_id, response_url, offset } = form.origin;
  const to = { user_id: form.userId, channel_id, response_url };
  if (saved.kind === 'unchanged') return void (await desk.tell(to, letters(t.setting.unchanged)));
  const notice = settingNotice('house_rules', saved.version, saved.change, t);
  const asked = { teamId: form.teamId, userId: form.userId, triggerId: '', to };
  const page = await rulesPage(desk, asked, offset, notice, t);
  if (page) await redraw(desk, to, page);
}

function readVoice(values: Submission['view']['state']['values']): TypedVoice {
  const typed = (id: string) => typedWords(values[id]?.[id]?.value ?? '');
  const samples = Array.from({ length: voiceSamples.max }, (_, at) => typed(sampleBlock(at)));
  return { voice: typed('voice'), samples: samples.filter((sample) => sample !== '') };
}

/** The rules with this voice and these samples. Pure. */
function editVoice(rules: HouseRules, { voice, samples }: TypedVoice, t: KnowledgeTexts): ReturnType<Edit> {
  const f = t.voiceForm;
  if (voice.length > ruleLength.voice)
    return { field: 'voice', message: f.tooLong([...voice].length, ruleLength.voice) };
  const long = samples.findIndex((sample) => sample.length > ruleLength.sample);
  if (long >= 0)
    return {
      field: sampleBlock(long),
      message: f.tooLong([...(samples[long] ?? '')].length, ruleLength.sample),
    };
  if (samples.length > 0 && samples.length < voiceSamples.min)
    return { field: sampleBlock(samples.length), message: f.tooFew(samples.length, voiceSamples.min) };
  const isVoice = voice !== rules.voice;
  const change = isVoice ? t.setting.change.voice : t.setting.change.samples;
  return { rules: { voice, samples, rules: rules.rules }, change };
}

function readRule(values: Submission['view']['state']['values']): Filled {
  const field = (id: string) => values[id]?.[id];
  const chosen = (id: string) => field(id)?.selected_option?.value;
  const typed = (id: string) => typedWords(field(id)?.value ?? '').replaceAll(/\s+/g, ' ');
  return {
    rule: {
      kind: ruleKinds.find((kind) => kind === chosen('kind')) ?? 'banned_word',
      pattern: typed('pattern'),
      severity: chosen('severity') === 'warn' ? 'warn' : 'block',
      reason: typed('reason'),
      language: languages.find((language) => language === chosen('language')) ?? null,
    },
    remove: (field('remove')?.selected_options ?? []).some((option) => option.value === REMOVE),
  };
}

/** The rules with this one added, changed in its place, or taken out. Pure. */
function editRule(
  rules: HouseRules,
  id: string,
  { rule, remove }: Filled,
  t: KnowledgeTexts,
): ReturnType<Edit> {
  const others = rules.rules.filter((r) => r.id !== id);
  const before = rules.rules.find((r) => r.id === id);
  const c = t.setting.change;
  const named = (name: (pattern: string) => string, pattern: string) => name(clip(pattern, 120));
  // A rule that changes leaves voice and samples as they are.
  const { voice, samples } = rules;
  const sounds = { voice, ...(samples ? { samples } : {}) };
  if (remove && before) {
    return { rules: { ...sounds, rules: others }, change: named(c.ruleRemoved, before.pattern) };
  }
  const made: HouseRule = { id, ...rule };
  const fault = ruleFault(made, others);
  if (fault) return { field: fault.field, message: inWords(fault, t) };
  return before
    ? {
        rules: { ...sounds, rules: rules.rules.map((r) => (r.id === id ? made : r)) },
        change: named(c.ruleChanged, made.pattern),
      }
    : { rules: { ...sounds, rules: [...others, made] }, change: named(c.ruleAdded, made.pattern) };
}

function inWords(fault: RuleFault, t: KnowledgeTexts): string {
  const e = t.ruleForm.errors;
  switch (fault.code) {
    case 'missing':
      return fault.field === 'reason' ? e.reasonMissing : e.patternMissing;
    case 'too_long':
      return e.tooLong(fault.length, fault.max);
    case 'too_many':
      return e.tooMany(fault.max);
    case 'too_broad':
      return e.tooBroad;
    case 'too_short':
      return e.tooShort;
    case 'duplicate':
      return e.duplicate;
  }
}
