import { type Check, ok, warn } from '../check.ts';

const secretsOf = {
  bot: /^(SLACK_(BOT_TOKEN|SIGNING_SECRET|APP_TOKEN)|BOT_DATABASE_TOKEN)$/,
  agents: /^(OPENAI_API_KEY|AGENTS_DATABASE_TOKEN)$/,
  governor: /^(UNIPILE_(API_KEY|WEBHOOK_SECRET)|GOVERNOR_DATABASE_TOKEN)$/,
};
/** Needed by setup alone: with them a program can act as any part. */
const setupOnly =
  /^(SETUP_(JWT_SECRET|JWT_PRIVATE_KEY|DATABASE_URL)|SUPABASE_(SERVICE_ROLE|SECRET)_KEY|SUPABASE_JWT_SECRET)$/;

/** A part that runs by itself holds its own secrets and no others. */
export const ownSecrets: Check = {
  name: 'own secrets',
  applies: ({ mode }) => mode === 'production',
  async run({ subject }) {
    const { running } = subject;
    const others = Object.entries(secretsOf).filter(([part]) => !running.includes(part));
    const foreign = others.map(([, pattern]) => pattern);
    const found = Object.keys(subject.env).filter((name) =>
      [...foreign, setupOnly].some((p) => p.test(name)),
    );
    return found.length === 0
      ? ok('nothing of another part and nothing of setup')
      : warn(
          `holds ${found.join(', ')}, which ${running.join(', ')} does not need`,
          'Take them out of these settings.',
        );
  },
};
