import { isExpected } from '../../platform/errors.ts';
import type { BrandKit, HouseRules, SettingVersion } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Setting } from './setting-actions.ts';

/** The rules in force; a team that has none yet begins with an empty version 0. */
export async function readRules(desk: ContentDesk, teamId: string): Promise<HouseRules> {
  try {
    return await desk.content.getHouseRules(teamId);
  } catch (error) {
    if (isExpected(error, 'no_house_rules')) return { version: 0, voice: '', rules: [] };
    throw error;
  }
}

/** The brand kit in force; null for a team that has none yet. */
export async function readBrand(desk: ContentDesk, teamId: string): Promise<BrandKit | null> {
  try {
    return await desk.content.getBrandKit(teamId);
  } catch (error) {
    if (isExpected(error, 'no_brand_kit')) return null;
    throw error;
  }
}

/** Who made the newest version, and when; null also when the database does not say, as nothing hangs on it. */
export async function lastVersion(
  desk: ContentDesk,
  teamId: string,
  setting: Setting,
): Promise<SettingVersion | null> {
  const versions = await desk.content.listSettingVersions(teamId, setting, 1).catch(() => []);
  return versions[0] ?? null;
}

/** How much the team's corrections came to; none also when the database does not say, as nothing hangs on it. */
export async function countProposals(
  desk: ContentDesk,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<{ open: number; learned: number }> {
  const { open, learned } = await desk.content
    .listProposals(teamId, userId)
    .catch(() => ({ open: [], learned: [] }));
  return { open: open.length, learned: learned.length };
}
