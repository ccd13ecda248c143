import { type Check, fail, ok } from '../check.ts';

const OLDEST = 24;

export const nodeVersion: Check = {
  name: 'node',
  applies: () => true,
  run: async ({ nodeVersion }) =>
    Number.parseInt(nodeVersion, 10) >= OLDEST
      ? ok(`Node ${nodeVersion}`)
      : fail(
          `Node ${nodeVersion} is too old`,
          `Install Node ${OLDEST}, or start with npm, which brings one.`,
        ),
};
