import { endOf, type ModelEnd, NEAR_DAYS } from '../../agents/models/model-end.ts';
import { type Check, type Finding, fail, has, ok, warn } from '../check.ts';
import { modelSettings, namedModels } from '../model-settings.ts';

/** Makers shut models down, some with two weeks of notice. */
export const modelEnd: Check = {
  name: 'model end',
  applies: (subject) => has(subject, 'OPENAI_API_KEY') && modelSettings(subject) !== null,
  async run({ subject, now }) {
    const settings = modelSettings(subject);
    const findings: Finding[] = [];
    for (const { model, setting } of settings ? namedModels(settings) : []) {
      if (settings) findings.push(judge(model, setting, await endOf({ ...settings, model }, now())));
    }
    return findings;
  },
};

function judge(model: string, setting: string, end: ModelEnd | null): Finding {
  if (end === null) return ok(`no end of "${model}" is announced`);
  const { date, replacement, daysLeft } = end;
  const fix = `Set ${setting} to ${replacement === null ? 'another model' : `"${replacement}", which its maker names in its place`}, or to any other.`;
  if (daysLeft < 0) return fail(`"${model}" was shut down on ${date}`, fix);
  if (daysLeft <= NEAR_DAYS) return warn(`"${model}" is shut down on ${date}, in ${daysLeft} days`, fix);
  return ok(`"${model}" goes on until ${date}`);
}
