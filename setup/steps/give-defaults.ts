import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brandKit, houseRules } from '../../ports/content.ts';
import type { Step } from '../step.ts';

/** Who changed it, in the history of the brand kit and the rules. */
const BY = 'setup';

const neutralKit = join(import.meta.dirname, '../neutral-brand-kit.json');

/** A team without a brand kit gets a neutral one with its name, so that the first carousel can be drawn. */
export const giveBrandKit: Step = {
  name: 'Brand kit',
  async run({ owner, team }) {
    const { rows } = await owner.query<{ version: number }>(
      'select version from content.brand_kits where team_id = $1 order by version desc limit 1',
      [team.id],
    );
    if (rows[0]) return { state: 'already', note: `version ${rows[0].version}` };
    const kit = brandKit
      .omit({ version: true })
      .parse({ ...JSON.parse(readFileSync(neutralKit, 'utf8')), name: team.name });
    await owner.query('select content.set_brand_kit($1, $2, $3::jsonb)', [team.id, BY, JSON.stringify(kit)]);
    return { state: 'done', note: 'a neutral one; put your colours and logo in its place' };
  },
};

/** Without rules nothing may be written; an empty list says that there are none, on purpose. */
export const giveHouseRules: Step = {
  name: 'House rules',
  async run({ owner, team }) {
    const { rows } = await owner.query<{ version: number }>(
      'select version from content.house_rules where team_id = $1 order by version desc limit 1',
      [team.id],
    );
    if (rows[0]) return { state: 'already', note: `version ${rows[0].version}` };
    const rules = houseRules.omit({ version: true }).parse({ voice: '', rules: [] });
    await owner.query('select content.set_house_rules($1, $2, $3::jsonb)', [
      team.id,
      BY,
      JSON.stringify(rules),
    ]);
    return { state: 'done', note: 'an empty list: no word is banned and no disclaimer required yet' };
  },
};
