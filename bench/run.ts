// `npm run bench <name>`: prints a table and writes it to bench/results/<name>.json with the commit.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const benches: Record<string, () => Promise<Record<string, unknown>>> = {
  ack: async () => (await import('./ack.ts')).benchAck(),
  blog: async () => (await import('./blog.ts')).benchBlog(),
  checkpoints: async () => (await import('./checkpoints.ts')).benchCheckpoints(),
  clicks: async () => (await import('./clicks.ts')).benchClicks(),
  documents: async () => (await import('./documents.ts')).benchDocuments(),
  evidence: async () => (await import('./evidence.ts')).benchEvidence(),
  footprint: async () => (await import('./footprint.ts')).benchFootprint(),
  governor: async () => (await import('./governor.ts')).benchGovernor(),
  forecast: async () => (await import('./forecast.ts')).benchForecast(),
  leads: async () => (await import('./leads.ts')).benchLeads(),
  jobs: async () => (await import('./jobs.ts')).benchJobs(),
  journey: async () => (await import('./journey.ts')).benchJourney(),
  page: async () => (await import('./page.ts')).benchPage(),
  parts: async () => (await import('./parts.ts')).benchParts(),
  render: async () => (await import('./render.ts')).benchRender(),
  research: async () => (await import('./research.ts')).benchResearch(),
  topics: async () => (await import('./topics.ts')).benchTopics(),
  retrieval: async () => (await import('./retrieval.ts')).benchRetrieval(),
};
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`No bench "${name}"; accepted: ${Object.keys(benches).join(', ')}`);
  const figures = await bench();
  console.log(name);
  console.table(figures);
  mkdirSync('bench/results', { recursive: true });
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify({ commit, machine, figures }, null, 2)}\n`);
}
