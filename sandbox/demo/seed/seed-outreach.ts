import { readSeed, type SeedNetwork } from '../../linkedin/seed.ts';
import { companyAddress } from '../../web/companies/company-profile.ts';

interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * Brings the LinkedIn account and its leads into schema outreach, under the ids by which the simulator knows them.
 *
 * Runs at every start; what a person changed since stays.
 *
 * @returns The account's id in schema outreach.
 */
export async function seedOutreach(
  owner: Owner,
  team: { teamId: string; channelId?: string },
  seed: SeedNetwork = readSeed(),
): Promise<string> {
  const { account, leads } = seed;
  const installed = await owner.query('select outreach.install_account($1::jsonb) as id', [
    JSON.stringify({
      team_id: team.teamId,
      provider_account_id: account.id,
      name: account.name,
      owner_id: account.owner_id ?? null,
      tier: account.tier,
      channel_id: team.channelId ?? null,
    }),
  ]);
  for (const lead of leads) {
    await owner.query('select outreach.add_lead($1::jsonb)', [
      JSON.stringify({
        team_id: team.teamId,
        person_id: 'seed',
        profile_url: `https://www.linkedin.com/in/${lead.public_identifier}`,
        provider_id: lead.provider_id,
        name: `${lead.first_name} ${lead.last_name}`,
        first_name: lead.first_name,
        last_name: lead.last_name,
        country: countryOf(lead.location),
        industry: 'Medical devices',
        seniority: seniorityOf(lead.headline),
        source: 'Demo list',
        tags: [lead.language === 'pt' ? 'Hospitalar 2026' : 'Medica 2026'],
        title: lead.headline,
        company: lead.company,
        website: companyAddress(lead.company),
        language: lead.language,
      }),
    ]);
  }
  return String(installed.rows[0]?.id);
}

const countries: Record<string, string> = {
  Argentina: 'AR',
  Australia: 'AU',
  Brasil: 'BR',
  Chile: 'CL',
  France: 'FR',
  Germany: 'DE',
  Italy: 'IT',
  Poland: 'PL',
  Portugal: 'PT',
  Singapore: 'SG',
  Sweden: 'SE',
  'United Kingdom': 'GB',
  'United States': 'US',
};

function countryOf(location: string): string | null {
  return countries[location.split(', ').at(-1) ?? ''] ?? null;
}

function seniorityOf(headline: string): string | null {
  const levels: [string, RegExp][] = [
    ['director', /director|diretora?|vp|vice/i],
    ['head', /head|chefe|responsable|leiter/i],
    ['manager', /manager|gerente|coordenador|supervisor|lead/i],
    ['specialist', /engineer|engenheir|analista|specialist|especialista|buyer|comprador/i],
  ];
  return levels.find(([, pattern]) => pattern.test(headline))?.[0] ?? null;
}
