import type { ContentDesk } from '../../bot/content-desk.ts';
import { limits } from '../../bot/slack/blocks.ts';
import type {
  BrandKit,
  ContentForBot,
  HouseRules,
  KnowledgeDocument,
  Passage,
  SettingVersion,
} from '../../ports/content.ts';
import type { Role } from '../../ports/people.ts';
import { lintBlocks, lintView } from '../slack.ts';
import { type TestDesk, testDesk } from './desk.ts';

export function aDocument(change: Partial<KnowledgeDocument> = {}): KnowledgeDocument {
  return {
    id: 'doc-1',
    title: 'Passivação de titânio',
    language: 'pt',
    kind: 'url',
    url: 'https://example.com/passivacao',
    file_name: null,
    sha256: 'a'.repeat(64),
    added_by: 'U0MARINA',
    created_at: '2026-11-20T12:00:00Z',
    fetched_at: '2026-11-20T12:00:00Z',
    removed_at: null,
    removed_by: null,
    passages: 12,
    characters: 8000,
    ...change,
  };
}

export function aPassage(change: Partial<Passage> = {}): Passage {
  return {
    id: 'doc-1#0',
    document_id: 'doc-1',
    title: 'Passivação de titânio',
    url: 'https://example.com/passivacao',
    language: 'pt',
    text: 'A passivação do titânio segue a ASTM F86.',
    rank: 1,
    ...change,
  };
}

export function someRules(change: Partial<HouseRules> = {}): HouseRules {
  return {
    version: 7,
    voice: 'Frases curtas.',
    rules: [
      {
        id: 'r1',
        kind: 'banned_word',
        pattern: 'cura',
        severity: 'block',
        reason: 'Sem alegação.',
        language: null,
      },
      {
        id: 'r2',
        kind: 'guideline',
        pattern: 'Write to engineers',
        severity: 'warn',
        reason: 'They buy.',
        language: 'en',
      },
    ],
    ...change,
  };
}

export function aKit(change: Partial<BrandKit> = {}): BrandKit {
  return {
    version: 3,
    name: 'Alba Implantes',
    handle: '@albaimplantes',
    colors: {
      dark: '#0B2530',
      dark_alt: '#12414C',
      paper: '#F4F6F3',
      ink: '#0C1F28',
      accent: '#F2A23A',
      accent_alt: '#2A9D8F',
      muted: '#64757C',
    },
    fonts: { heading: 'Space Grotesk', body: 'Inter' },
    logo_svg:
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96"/></svg>',
    ...change,
  };
}

const versions: SettingVersion[] = [
  { version: 7, changed_by: 'U0RENATA', change: 'added the rule "cura"', created_at: '2026-11-22T11:00:00Z' },
  { version: 6, changed_by: 'U0RENATA', change: 'back to version 2', created_at: '2026-11-21T11:00:00Z' },
  { version: 5, changed_by: 'U0RENATA', change: null, created_at: '2026-11-20T11:00:00Z' },
];
/** A team with rules, a brand kit and versions of both. */
export const reading: Partial<ContentForBot> = {
  getHouseRules: async () => someRules(),
  getBrandKit: async () => aKit(),
  listSettingVersions: async (_team, _setting, limit) => versions.slice(0, limit),
  listProposals: async () => ({ open: [], learned: [] }),
};

type TestKnowledge = TestDesk & {
  knowledge: ContentDesk;
  /** What took the place of a pressed message. */
  redrawn: { text: string; blocks: unknown[] }[];
};

/** A desk of `/knowledge` without Slack and database. What it says is checked against Slack's limits. */
export function knowledgeDesk(
  content: Partial<ContentForBot>,
  options: {
    role?: Role;
    slack?: Parameters<typeof testDesk>[1];
    change?: Partial<ContentDesk>;
  } = {},
): TestKnowledge {
  const redrawn: TestKnowledge['redrawn'] = [];
  const made = testDesk(content, options.slack, {
    knowPerson: async (team_id, user_id) => ({
      team_id,
      user_id,
      name: 'Ana',
      role: options.role ?? 'member',
      tz: 'UTC',
    }),
  });
  const { tell } = made.desk;
  return {
    ...made,
    redrawn,
    knowledge: {
      ...made.desk,
      tell: (to, message) => {
        expectFit(message.blocks);
        return tell(to, message);
      },
      fetch: async (_url, init) => {
        const message = JSON.parse(String(init?.body)) as {
          replace_original: boolean;
          text: string;
          blocks: unknown[];
        };
        if (!message.replace_original) throw new Error('A redraw replaces the message');
        expectFit(message.blocks);
        redrawn.push(message);
        return new Response('ok');
      },
      ...options.change,
    },
  };
}

/** @throws {Error} With what Slack would refuse. */
export function expectFit(blocks: unknown[]): void {
  const faults = lintBlocks(blocks, limits.blocks, '/blocks', () => true);
  if (faults.length > 0) throw new Error(`Slack would refuse this message: ${faults.join('; ')}`);
  const shown = [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
  const length = shown.reduce((sum, [, text = '']) => sum + text.length, 0);
  if (length > 13_200) throw new Error(`Slack would refuse this message: ${length} characters`);
}

/** @throws {Error} With what Slack would refuse. */
export function expectViewFits(view: object): void {
  const faults = lintView(view as Parameters<typeof lintView>[0], () => true);
  if (faults.length > 0) throw new Error(`Slack would refuse this view: ${faults.join('; ')}`);
}
