// `npm run setup`: makes a Slack app and a Supabase project into an installation. See docs/install.md.
import { readFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import type { Ask } from '../setup/answers.ts';
import { askTerminal } from '../setup/ask-terminal.ts';
import { changeFiles } from '../setup/files.ts';
import { changeHistory } from '../setup/history.ts';
import { extras, questions } from '../setup/questions.ts';
import { changeReaders } from '../setup/readers.ts';
import { rotateTokens } from '../setup/rotate-tokens.ts';
import { runSetup } from '../setup/run-setup.ts';

const usage = `npm run setup [-- options]                       installs, or changes only what is missing
npm run setup -- rotate [bot] [agents] [governor]    new tokens beside the old ones
npm run setup -- readers add SIGN-IN SLACK-ID        lets a front end of your own read as this person: docs/readers.md
npm run setup -- readers list | remove SIGN-IN | close
npm run setup -- files show | bucket NAME | database | move | keep DAYS   where files of drafts lie: docs/files.md
npm run setup -- history show | keep DAYS | keep forever   how long what ended is kept: docs/operations.md

  --yes             ask nothing: what is missing is an error
  --answers=FILE    answers as NAME=value lines; the environment has them as well
  --folder=FOLDER   where the files of settings are (default: here)
  --single          also one file, .env, for all parts in one process
  --days=N          life of new tokens, 1 to 3650 (default: 180)

Answers: ${[...Object.values(questions).map((q) => q.name), 'SETUP_JWT_KID', 'SETUP_DATABASE_CA', 'SLACK_API_URL'].join(', ')}
`;

const commands = { rotate: rotateTokens, readers: changeReaders, files: changeFiles, history: changeHistory };

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      answers: { type: 'string' },
      folder: { type: 'string', default: '.' },
      single: { type: 'boolean', default: false },
      days: { type: 'string', default: '180' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...names] = positionals;
  const days = Number(values.days);
  if (values.help || (command !== undefined && !(command in commands))) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  if (!Number.isInteger(days) || days < 1 || days > 3650) {
    process.stderr.write(`Cannot use --days=${values.days}; accepted: 1 to 3650\n`);
    return 1;
  }
  const terminal = values.yes || !process.stdin.isTTY ? null : askTerminal(process.stdin, process.stdout);
  const ask: Ask = terminal?.ask ?? null;
  const options = {
    folder: values.folder,
    given: {
      ...fromEnvironment(),
      ...(values.answers ? parseEnv(readFileSync(values.answers, 'utf8')) : {}),
    },
    ask,
    write: (line: string) => process.stdout.write(`${line}\n`),
    single: values.single,
    days,
    nowMs: Date.now(),
  };
  try {
    const run = command === undefined ? runSetup : commands[command as keyof typeof commands];
    return (await run(options, names)) ? 0 : 1;
  } finally {
    terminal?.close();
  }
}

/** Only what setup knows by name. */
function fromEnvironment(): Record<string, string | undefined> {
  const names = [...Object.values(questions).map((q) => q.name), ...extras];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
