import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import type { LeadFilter } from './lead-filter.ts';
import {
  type ScoreRule,
  type ScoreTiers,
  scorePreview,
  scoreRules,
  scoreRulesSaved,
  topLeads,
} from './score.ts';

/** What the bot may ask and change about scores of leads. */
export function scoreCalls(rpc: Rpc) {
  return {
    topLeads: (
      teamId: string,
      personId: string,
      filter: LeadFilter,
      page: { limit: number; offset: number },
    ) =>
      rpc(
        'top_leads',
        {
          p_team_id: teamId,
          p_person_id: personId,
          p_filter: filter,
          p_limit: page.limit,
          p_offset: page.offset,
        },
        topLeads,
      ),

    /** The rules in force and at most `limit` versions in all. */
    scoreRules: (teamId: string, personId: string, limit: number) =>
      rpc('read_score_rules', { p_team_id: teamId, p_person_id: personId, p_limit: limit }, scoreRules),

    /** What other rules would do to the first `shown` leads, without saving. Admins only. */
    previewScoreRules: (
      teamId: string,
      personId: string,
      p: { rules: ScoreRule[]; tiers: ScoreTiers; shown: number },
    ) =>
      rpc(
        'preview_score_rules',
        {
          p_team_id: teamId,
          p_person_id: personId,
          p_rules: p.rules,
          p_tiers: p.tiers,
          p_shown: p.shown,
        },
        scorePreview,
      ),

    /** A new version; the leads are scored anew by `rescoreLeads`. Admins only. */
    saveScoreRules: (p: {
      team_id: string;
      person_id: string;
      rules: ScoreRule[];
      tiers: ScoreTiers;
      expected_version: number;
      restored_from: number | null;
    }) => rpc('save_score_rules', { p_change: p }, scoreRulesSaved),

    /** Of all teams, those whose score is of earlier rules; answers how many it did, zero at the end. */
    rescoreLeads: (limit: number) => rpc('rescore_leads', { p_limit: limit }, z.number().int()),
  };
}
