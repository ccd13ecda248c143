import type { RpcAnswer } from '../../setup/call-rpc.ts';
import type { PartRow } from '../../setup/parts.ts';
import { howToExpose } from '../../setup/steps/check-exposure.ts';
import { type Check, type Finding, fail, ok } from '../check.ts';
import { connectable, eachPart } from '../each-part.ts';

/** The project answers, and takes publishable key and token of each part. */
export const database: Check = {
  name: 'database',
  applies: (subject) => connectable(subject).length > 0,
  run: ({ subject, probes }) =>
    eachPart(subject, async (part) =>
      explain(await probes.version(part), part, subject.env.SUPABASE_URL ?? ''),
    ),
};

function explain({ status, code, message }: RpcAnswer, part: PartRow, url: string): Finding {
  if (status === 200) return ok(`${new URL(url).host} answers`);
  const rotate = `Run "npm run setup -- rotate ${part.name}".`;
  if (status === 0)
    return fail(
      `${url} does not answer: ${message}`,
      'Check SUPABASE_URL; restore a paused project in the dashboard.',
    );
  if (status === 401 && code === null) {
    return fail(
      `refuses the publishable key: ${message}`,
      'Copy it from Project Settings > API Keys > Publishable key.',
    );
  }
  if (code === 'PGRST303')
    return fail(`refuses the token: ${message}`, `${rotate} If it is new, set this machine's clock.`);
  if (status === 401) {
    return fail(
      `refuses the token's signature: ${message}`,
      `The signing key was changed in the project. ${rotate}`,
    );
  }
  if (code === '22023' || code === '42501' || code === '42704') {
    return fail(
      `cannot act as ${part.role}: ${message}`,
      'Run "npm run setup": it grants the role to authenticator.',
    );
  }
  if (code === 'PGRST106') return fail(`schema platform is not exposed`, howToExpose);
  if (code === 'PGRST202' || code === '42883') {
    return fail('the schema is behind this release', 'Run "npm run setup", or "supabase db push".');
  }
  return fail(
    `answers ${code ?? status}: ${message}`,
    'See the logs of the project; if it stays so, restart it.',
  );
}
