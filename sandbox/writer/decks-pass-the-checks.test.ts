import { ChatOpenAI } from '@langchain/openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDeck } from '../../agents/carousel/checks/check-deck.ts';
import { createRenderer } from '../../agents/design/slides/create-renderer.ts';
import { passagesFor } from '../../agents/drafting/passages-for.ts';
import { rulesFor } from '../../agents/drafting/rules-for.ts';
import { connectDatabase } from '../../platform/db.ts';
import { brandKit, type CarouselBrief, contentForAgent, houseRules } from '../../ports/content.ts';
import { deck as deckShape, type ModelTask, deckPlan as planShape } from '../../ports/model-tasks.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { someOf } from '../../testing/some-of.ts';
import { suggestedBriefs } from '../demo/seed/briefs.ts';
import { seedContent } from '../demo/seed/seed.ts';
import { startWriter, type Writer } from './start.ts';

const team = 'T0GREENLIGHT';
const MAX_PASSAGES = 16;

// The writer and the checks do not know each other's code: what one writes must pass what the other demands.
describe('decks of the offline writer', () => {
  const database = useDatabase();
  let writer: Writer;
  let renderer: Awaited<ReturnType<typeof createRenderer>>;
  beforeAll(async () => {
    [writer, renderer] = await Promise.all([startWriter(), createRenderer()]);
    await seedContent(database.owner, { teamId: team, people: [] });
  });
  afterAll(() => writer.stop());

  async function facts(brief: CarouselBrief, language: 'pt' | 'en') {
    const token = await database.token('greenlight_agent');
    const { url, publishableKey, fetch } = database;
    const content = contentForAgent(connectDatabase({ url, publishableKey, token, fetch })('content'));
    const [found, kit, rules] = await Promise.all([
      content.searchKnowledge(team, brief.topic, language, MAX_PASSAGES),
      content.getBrandKit(team),
      content.getHouseRules(team),
    ]);
    const { voice, rules: all } = houseRules.parse(rules);
    return { found, kit: brandKit.parse(kit), rules: { voice, rules: rulesFor(all, language) } };
  }
  async function ask<T>(task: ModelTask, shape: { parse(value: unknown): T }): Promise<T> {
    const model = new ChatOpenAI({
      model: writer.model,
      apiKey: 'offline',
      maxRetries: 0,
      configuration: { baseURL: writer.url },
    });
    const answer = await model.invoke([['user', JSON.stringify(task)]], {
      response_format: { type: 'json_schema', json_schema: { name: task.task, schema: { type: 'object' } } },
    });
    expect(answer).toMatchObject({ usage_metadata: { output_tokens: expect.any(Number) } });
    return shape.parse(JSON.parse(String(answer.content)));
  }

  const cases = suggestedBriefs.flatMap(({ text, language }) =>
    [5, 8, 12].map((slides) => ({ text, language, slides })),
  );
  it.each(someOf(cases, 4))(
    'pass every check of text and of pictures: "$text", $slides slides',
    async ({ text, language, slides }) => {
      const brief = { topic: text, audience: null, language, slides, tone: null, call_to_action: null };
      const { found, kit, rules } = await facts(brief, language);
      const common = {
        brief,
        language,
        subjects: [],
        slides,
        samples: [],
        passages: passagesFor(found.passages),
        brand: { name: kit.name, handle: kit.handle },
        rules: { voice: rules.voice, rules: rules.rules },
      };
      const plan = await ask({ task: 'carousel_plan', ...common }, planShape);
      expect(plan).toMatchObject({ enough: true });
      const written = await ask({ task: 'carousel_deck', ...common, plan }, deckShape);
      const { findings, warnings } = checkDeck(written, {
        slides,
        language,
        publisher: [kit.name, kit.handle],
        brief: text,
        passages: found.passages,
        rules: rules.rules,
      });
      expect([...findings, ...warnings]).toEqual([]);
      expect(await renderer.check(written, kit)).toEqual([]);

      const note = language === 'pt' ? 'mais curto' : 'shorter';
      const revised = await ask(
        { task: 'carousel_revision', ...common, deck: written, note, findings: [] },
        deckShape,
      );
      expect(revised).not.toEqual(written);
      expect(
        checkDeck(revised, {
          slides,
          language,
          publisher: [kit.name, kit.handle],
          brief: text,
          passages: found.passages,
          rules: rules.rules,
        }).findings,
      ).toEqual([]);
      expect(await renderer.check(revised, kit)).toEqual([]);
    },
  );
});
