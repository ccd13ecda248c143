import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, matchesGlob, relative } from 'node:path';

/** What `docker build` makes of a Dockerfile, as far as a folder can hold it. */
export interface Image {
  /** Stands for `/` of the last stage. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  healthcheck: string[];
}

interface Stage extends Image {
  name: string;
}

/**
 * Executes a Dockerfile's steps in a clean folder, where no container engine runs: COPY by the rules of .dockerignore,
 * RUN by this machine's shell. The base image is not there: its Node is the one that runs this.
 *
 * @param buildEnv For RUN alone, as build arguments would be.
 * @throws {Error} For an instruction that it does not know.
 */
export function runDockerfile(project: string, folder: string, buildEnv: Record<string, string> = {}): Image {
  const ignored = readFileSync(join(project, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  const inContext = (path: string) => {
    const name = relative(project, path);
    return name === '' || !ignored.some((glob) => matchesGlob(name, glob) || matchesGlob(name, `${glob}/**`));
  };
  const stages: Stage[] = [];
  for (const [instruction, rest] of readInstructions(join(project, 'Dockerfile'))) {
    if (instruction === 'FROM') {
      const name = / AS (\S+)$/i.exec(rest)?.[1] ?? String(stages.length);
      const root = join(folder, name);
      mkdirSync(root, { recursive: true });
      stages.push({ name, root, workdir: root, env: {}, user: 'root', command: [], healthcheck: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`Cannot run ${instruction} before FROM`);
    switch (instruction) {
      case 'WORKDIR':
        stage.workdir = join(stage.root, rest);
        mkdirSync(stage.workdir, { recursive: true });
        break;
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value;
        break;
      case 'COPY':
        copy(rest, stage, stages, project, inContext);
        break;
      case 'RUN':
        execFileSync('/bin/sh', ['-ec', rest], {
          cwd: stage.workdir,
          env: { PATH: process.env.PATH, HOME: process.env.HOME, ...stage.env, ...buildEnv },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        break;
      case 'USER':
        stage.user = rest;
        break;
      case 'CMD':
        stage.command = JSON.parse(rest);
        break;
      case 'HEALTHCHECK':
        stage.healthcheck = JSON.parse(rest.slice(rest.indexOf('[')));
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(
          `Cannot run ${instruction}; accepted: FROM, WORKDIR, ENV, COPY, RUN, USER, EXPOSE, HEALTHCHECK, CMD`,
        );
    }
  }
  const last = stages.at(-1);
  if (!last) throw new Error('The Dockerfile has no stage');
  return last;
}

function readInstructions(file: string): [string, string][] {
  const text = readFileSync(file, 'utf8')
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(' ');
      return [line.slice(0, at).toUpperCase(), line.slice(at + 1).trim()];
    });
}

function copy(
  rest: string,
  stage: Stage,
  stages: Stage[],
  project: string,
  inContext: (path: string) => boolean,
): void {
  const words = rest.split(/\s+/);
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const to = words.pop() ?? '';
  const source = from === undefined ? project : stages.find(({ name }) => name === from)?.root;
  if (source === undefined) throw new Error(`Cannot copy from stage "${from}": there is none`);
  for (const word of words) {
    const path = join(source, word);
    // Into a folder when the target ends with a slash, else under the target's own name.
    const target = join(stage.workdir, to.endsWith('/') ? join(to, basename(word)) : to);
    cpSync(path, target, { recursive: true, ...(from === undefined ? { filter: inContext } : {}) });
  }
}
