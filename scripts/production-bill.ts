import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CycloneDX, as far as it is looked at. */
export interface Bill {
  bomFormat: string;
  specVersion: string;
  serialNumber: string;
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}
interface Component {
  'bom-ref': string;
  type: string;
  name: string;
  version: string;
  purl: string;
  scope?: string;
  hashes?: { alg: string; content: string }[];
  licenses?: object[];
}

/** Packages whose manifest names no licence of SPDX, by their file LICENSE. */
export const licensesByFile: Record<string, string> = { duck: 'BSD-2-Clause', 'png-js': 'MIT' };

/**
 * The bill of materials of what runs in production, on any machine.
 *
 * npm's own `--omit dev` leaves out 55 packages that run: those of other machines, and what a tool asks for as a peer, as
 * zod, openai and @langchain/core (npm 11.19.1, seen 2026-11-30). So it writes the whole bill, and the lock file says what is for tools alone.
 */
export function productionBill(folder: string): Bill {
  const written = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const lock = JSON.parse(readFileSync(`${folder}/package-lock.json`, 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean }>;
  };
  const runs = new Set(
    Object.entries(lock.packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
  );
  return billOf(JSON.parse(written), runs);
}

/** Pure: of a bill what is named in `runs`, as `name@version`. */
export function billOf(bill: Bill, runs: ReadonlySet<string>): Bill {
  const components = bill.components
    .filter(({ name, version }) => runs.has(`${name}@${version}`))
    .map((one) => ({ ...one, licenses: one.licenses ?? licensed(one.name) }));
  const kept = new Set(components.map((one) => one['bom-ref']));
  const tools = new Set(bill.components.map((one) => one['bom-ref']).filter((ref) => !kept.has(ref)));
  return {
    ...bill,
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => !tools.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => !tools.has(one)) })),
  };
}

const licensed = (name: string): object[] => {
  const id = licensesByFile[name];
  return id === undefined ? [] : [{ license: { id } }];
};
