import type { AgentsSettings } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import { connectFileStore } from '../platform/file-store.ts';
import type { Part, PartContext } from '../platform/part.ts';
import { watchPart } from '../platform/part-watch.ts';
import { requireSchema } from '../platform/schema-version.ts';
import { Rounds } from '../platform/wake/rounds.ts';
import { createWork } from '../platform/wake/work.ts';
import { withStandIn } from '../platform/web/reach.ts';
import { checkpointCalls, contentForAgent } from '../ports/content.ts';
import { agentMeters, queueFigures } from './agent-meters.ts';
import {
  createPreviewRenderer,
  type PreviewRenderer,
} from './blog/publish/preview/create-preview-renderer.ts';
import { blogWorkflow } from './blog/workflow.ts';
import { brandKitWorkflow } from './brand-kit/workflow.ts';
import { carouselWorkflow } from './carousel/workflow.ts';
import { type CarouselRenderer, createRenderer } from './design/slides/create-renderer.ts';
import { createExtractor } from './extraction/create-extractor.ts';
import { createReadPage } from './extraction/read-page.ts';
import { incomingReplyWorkflow } from './incoming-reply/workflow.ts';
import { searchByMeaning } from './knowledge/search-by-meaning.ts';
import { knowledgeWorkflow } from './knowledge/workflow.ts';
import { createReadSite } from './lead-enrichment/read-site.ts';
import { enrichmentWorkflow } from './lead-enrichment/workflow.ts';
import { startLearning } from './learning/learn.ts';
import { askModelFor } from './models/ask-model.ts';
import { callPrice } from './models/call-price.ts';
import { durableMemory } from './models/dialect-memory.ts';
import { embeddingsFor } from './models/embeddings-for.ts';
import { modelsFor } from './models/models-for.ts';
import { warnOfEnds } from './models/warn-of-ends.ts';
import { watchModels } from './models/watch-models.ts';
import { outreachNotesWorkflow } from './outreach-notes/workflow.ts';
import { planWorkflow } from './plan/workflow.ts';
import { createReportRenderer, type ReportRenderer } from './research/publish/create-report-renderer.ts';
import { researchWorkflow } from './research/workflow.ts';
import { filesInStorage } from './runner/files-in-storage.ts';
import { pruneCheckpoints } from './runner/prune-checkpoints.ts';
import { startReaper } from './runner/reap.ts';
import { createRunner } from './runner/runner.ts';
import { wakeOutbox } from './runner/wake-outbox.ts';
import type { Workflow } from './runner/workflow.ts';
import { createWeb } from './web/create-web.ts';
import { createWebSearch } from './web/search/create-web-search.ts';
import { paidSearch } from './web/search/paid-search.ts';

/** From look-up to last byte, ms, of a site that a batch reads. */
const SITE_MS = 10_000;

/** What draws for every job. */
export interface Renderers {
  carousel: CarouselRenderer;
  preview: PreviewRenderer;
  report: ReportRenderer;
}

async function createRenderers(): Promise<Renderers> {
  const [carousel, preview] = await Promise.all([createRenderer(), createPreviewRenderer()]);
  return { carousel, preview, report: createReportRenderer() };
}

/** Content generation: a runner, a reaper for the jobs of runners that died, and what learns from people's corrections. */
export async function startAgents(
  settings: AgentsSettings,
  context: PartContext,
  renderers: () => Promise<Renderers> = createRenderers,
): Promise<Part> {
  const { clock, random, hints, sleeps = false } = context;
  const watch = watchPart('agents', context);
  const { log } = watch;
  // Beside the start: no work waits for what an endpoint says of its models.
  void warnOfEnds(settings.model, clock.now(), log);
  const database = connectDatabase(settings.database, undefined, watch.heard);
  const unknown = await requireSchema(database('platform'));
  if (unknown) log.warn('schema_version_unknown_at_start', { error: unknown });
  const rpc = database('content');
  const content = filesInStorage(
    wakeOutbox(contentForAgent(rpc), hints.outbox),
    connectFileStore(settings.database),
    clock,
  );
  const watched = watchModels(modelsFor(settings.model, clock, durableMemory(content, log)), clock, log);
  const { models } = watched;
  const meters = agentMeters(watch.meters);
  queueFigures(watch.meters, () => content.agentMetrics());
  watch.tellLine('model', watched.isUp);
  // Once, and not at each call: the caps in tokens bind such a model.
  const unpriced = Object.values(models).filter((one) => !one.known);
  for (const name of new Set(unpriced.map((one) => one.chat.name)))
    log.warn('model_price_unknown_tokens_are_capped', { model: name });
  const { carousel: renderer, preview: previewRenderer, report: reportRenderer } = await renderers();
  const checkpoints = checkpointCalls(rpc);
  const rounds = new Rounds({
    hurried: sleeps,
    ask: content.agentDue,
    hint: hints.jobs,
    hinted: ['jobs'],
    clock,
    random,
    log,
  });
  const reach = settings.web ? { reach: withStandIn(settings.web) } : {};
  const web = createWeb(reach);
  const search = settings.search && createWebSearch(settings.search, { clock, ...reach });
  const extract = createExtractor();
  const readPage = createReadPage({ web, extract, clock });
  // A batch waits for no site as long as a person would.
  const readSite = createReadSite({ web: createWeb({ ...reach, limits: { totalMs: SITE_MS } }), extract });
  const embeddings = embeddingsFor(settings.model, { content, clock });
  const searching = (workflow: Workflow) =>
    embeddings ? searchByMeaning(workflow, embeddings.embedTextsOf, log) : workflow;
  const beginRunner = () =>
    createRunner({
      content,
      checkpoints,
      workflows: [
        searching(carouselWorkflow({ clock, renderer })),
        searching(blogWorkflow({ readPage, previewRenderer, clock })),
        searching(researchWorkflow({ readPage, priceOf: callPrice(models), reportRenderer, clock })),
        searching(planWorkflow({ clock })),
        searching(outreachNotesWorkflow({ clock })),
        knowledgeWorkflow({ web, extract, clock, embeddings }),
        brandKitWorkflow({ renderer }),
        searching(incomingReplyWorkflow({ clock })),
        enrichmentWorkflow({ readSite }),
      ],
      modelFor: ({ id, fence, team_id, retries = 0 }) =>
        askModelFor({
          models,
          content,
          clock,
          claim: { id, fence },
          teamId: team_id,
          retries,
          log,
          meters,
          traces: context.traces,
        }),
      searchFor: search && (({ id, fence }) => paidSearch({ search, content, claim: { id, fence }, clock })),
      worker: `agents-${random.id().slice(0, 8)}`,
      concurrency: settings.concurrency,
      jobs: hints.jobs,
      rounds,
      clock,
      random,
      log,
      meters,
      traces: context.traces,
    });
  const beginPruning = pruneCheckpoints({ checkpoints, rounds, clock, random, log });
  const begin = () => [
    rounds.begin(),
    startReaper({ content, jobs: hints.jobs, rounds, clock, random, log }),
    startLearning({ content, rounds, clock, random, log }),
    beginRunner(),
    beginPruning(),
  ];
  const { wake, stop } = createWork(begin, { rounds, sleeps, clock });
  return {
    async ready() {
      try {
        // Reads, with the part's own token, and finds nothing.
        await content.lostClaims([]);
        const reason = watched.refusal();
        return reason === null ? { ok: true } : { ok: false, reason };
      } catch (error) {
        return { ok: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    wake,
    stop,
  };
}
