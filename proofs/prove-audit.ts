import { spawn } from 'node:child_process';
import { z } from 'zod';

/** `unknown`: the registry did not tell, so that this is no pass. */
export interface AuditProof {
  outcome: 'none' | 'advisories' | 'unknown';
  /** Packages that run in production, as far as the registry was asked for them. */
  packages: number | null;
  /** How many have an advisory, by how bad it is. */
  severities: Record<string, number>;
  faults: string[];
  /** Why it is unknown. */
  unknown: string | null;
}

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(severities),
      range: z.string(),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
    }),
  ),
  metadata: z.object({
    vulnerabilities: z.record(z.string(), z.number()),
    dependencies: z.object({ prod: z.number() }),
  }),
});
const refusal = z.object({ message: z.string() });

/** Asks the registry of npm's configuration for advisories of what runs in production: high ones are faults. */
export async function proveAudit({ log }: { log(line: string): void }): Promise<AuditProof> {
  const proof = readAudit(await npmAudit());
  if (proof.unknown !== null) log(`audit: UNKNOWN, which is no pass: ${proof.unknown}`);
  return proof;
}

/** Pure: what `npm audit --json` wrote to standard output. */
export function readAudit(output: string): AuditProof {
  const said = parsed(output);
  const found = report.safeParse(said).data;
  if (!found) {
    // A report of another form is one that no one has read.
    const why = refusal.safeParse(said).data?.message ?? 'npm wrote no report of a known form';
    // Its method and status; which registry is of this machine.
    const unknown = `the registry could not be asked: ${why.replaceAll(/https?:\/\/\S+/g, '…')}`;
    return { outcome: 'unknown', packages: null, severities: {}, faults: [], unknown };
  }
  const bad = Object.entries(found.vulnerabilities).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  );
  return {
    outcome: bad.length > 0 ? 'advisories' : 'none',
    packages: found.metadata.dependencies.prod,
    severities: Object.fromEntries(severities.map((one) => [one, found.metadata.vulnerabilities[one] ?? 0])),
    faults: bad.map(([name, { severity, range, via }]) => {
      const reasons = via.map((one) =>
        typeof one === 'string' ? `through ${one}` : `${one.title} (${one.url})`,
      );
      return `${severity}: ${name} ${range}: ${reasons.join('; ')}`;
    }),
    unknown: null,
  };
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

/** Its exit code says nothing more: 1 for advisories and for a registry that does not answer. */
async function npmAudit(): Promise<string> {
  const child = spawn('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise<void>((done, failed) => {
    child.once('close', () => done());
    child.once('error', failed);
  });
  return output;
}
