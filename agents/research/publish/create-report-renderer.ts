import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Renderer } from '@takumi-rs/core';
import type { RootContent } from 'mdast';
import type { BrandKit } from '../../../ports/content.ts';
import { firstReadable, mix } from '../../design/colour.ts';
import { createTheme } from '../../design/theme.ts';
import { usableLogo } from '../../design/usable-logo.ts';
import { plainText } from '../../drafting/parts/plain-text.ts';
import { clip } from '../../text/clip.ts';
import { readReport } from './read-report.ts';
import type { PublishOptions, ReportForPublishing } from './report.ts';
import { wording } from './wording.ts';

export interface ReportRenderer {
  /** PDF/UA-1 on A4, with contents and links from each citation to its source. The same report gives the same bytes. */
  pdf(report: ReportForPublishing, brand: BrandKit, options: PublishOptions): Promise<Buffer>;
  /** PNG, 1600x1000: the picture of the card. */
  overview(report: ReportForPublishing, brand: BrandKit, options: PublishOptions): Promise<Buffer>;
}

const OVERVIEW = { width: 1600, height: 1000 } as const;
/** Findings and characters that the picture of the card has room for. */
const SHOWN_FINDINGS = 6;
const LEAD = 330;
const HEADING = 90;

const template = readFileSync(new URL('./report.typ', import.meta.url), 'utf8');
const faces = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  '@expo-google-fonts/space-grotesk/400Regular/SpaceGrotesk_400Regular.ttf',
  '@expo-google-fonts/space-grotesk/600SemiBold/SpaceGrotesk_600SemiBold.ttf',
  '@expo-google-fonts/space-grotesk/700Bold/SpaceGrotesk_700Bold.ttf',
];

/**
 * Typst sets the report: it knows pages, contents, links and tags, which own code would rebuild. Loads the fonts once; a
 * report takes about 0.1 s of the event loop.
 */
export function createReportRenderer(): ReportRenderer {
  const { resolve } = createRequire(import.meta.url);
  const compiler = NodeCompiler.create({
    fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(resolve(face))) }],
  });
  const painter = new Renderer();
  async function compiled(report: ReportForPublishing, brand: BrandKit, draft: boolean, picture: boolean) {
    const data = { ...pageData(report, await usableLogo(painter, brand)), draft, picture };
    const done = compiler.compile({
      mainFileContent: template,
      inputs: { report: JSON.stringify(data) },
    });
    const { result } = done;
    if (result === null) {
      const faults = done.takeError()?.shortDiagnostics;
      throw new Error(`Cannot set report "${report.slug}": ${JSON.stringify(faults).slice(0, 2000)}`);
    }
    return result;
  }
  return {
    async pdf(report, brand, { draft }) {
      const document = await compiled(report, brand, draft, false);
      const bytes = compiler.pdf(document, { pdfStandard: 'ua-1' });
      // What this report did not use goes: else memory would grow with each one.
      compiler.evictCache(1);
      return bytes;
    },
    async overview(report, brand, { draft }) {
      const svg = compiler.plainSvg(await compiled(report, brand, draft, true));
      return painter.render(
        { type: 'image', src: Buffer.from(svg), ...OVERVIEW },
        { ...OVERVIEW, format: 'png' },
      );
    },
  };
}

/** What the template reads. Pure. */
function pageData(report: ReportForPublishing, brand: BrandKit) {
  const { language } = report;
  const words = wording[language];
  const read = readReport(report);
  const more = read.findings.length - SHOWN_FINDINGS;
  const { contradictions, uncertain, sources, searches, disclaimers, method, about } = read;
  return {
    title: read.title,
    title_size: read.title.length > 90 ? 46 : read.title.length > 55 ? 56 : 66,
    author: report.author,
    lang: language,
    region: words.region,
    fonts: brand.fonts,
    logo: brand.logo_svg,
    colors: coloursOf(brand),
    words: { ...strings(words), draft: words.draft.toUpperCase() },
    offline: report.offline,
    question_line: `${words.question} ${read.question}`,
    footer: `${report.author} · ${words.version} ${report.version}`,
    about,
    lead: clip(plainText(read.summary).replaceAll(/\s+/g, ' '), LEAD),
    shown_findings: read.findings.slice(0, SHOWN_FINDINGS).map(({ heading }) => clip(heading, HEADING)),
    more_findings: more > 0 ? words.more(more) : '',
    summary: nodes(read.summary),
    findings: read.findings.map((finding) => ({ ...finding, blocks: nodes(finding.blocks) })),
    contradictions: contradictions.map((one) => nodes(one)),
    uncertain: uncertain.map((one) => nodes(one)),
    not_found: read.notFound,
    sources,
    method,
    searches,
    unread: read.unread,
    disclaimers,
  };
}

const strings = (words: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => typeof value === 'string'));

/** As the template reads them. */
function nodes(blocks: readonly RootContent[]): unknown[] {
  const plain = (node: RootContent): unknown => {
    if (node.type === 'footnoteReference') return { type: node.type, number: Number(node.identifier) };
    const { position: _position, data: _data, ...rest } = node;
    return 'children' in rest ? { ...rest, children: rest.children.map((child) => plain(child)) } : rest;
  };
  return blocks.map(plain);
}

function coloursOf(brand: BrandKit): Record<string, string> {
  const page = createTheme(brand, 'light');
  const side = createTheme(brand, 'dark');
  const white = '#ffffff';
  const ink = firstReadable([brand.colors.ink, brand.colors.dark], white);
  return {
    ink,
    soft: firstReadable([brand.colors.muted, mix(ink, white, 0.3)], white),
    hair: mix(white, ink, 0.16),
    card: mix(white, brand.colors.accent, 0.06),
    paper: brand.colors.paper,
    accent: page.accent,
    accent_text: firstReadable([brand.colors.accent, brand.colors.accent_alt], white),
    on_accent: page.onAccent,
    dark: brand.colors.dark,
    on_dark: side.text,
    on_dark_soft: side.soft,
  };
}
