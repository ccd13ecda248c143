import type { Slide } from '../../../ports/model-tasks.ts';
import type { SlideStage } from '../stage.ts';
import { drawChart } from './layouts/chart.ts';
import { drawChecklist } from './layouts/checklist.ts';
import { drawComparison } from './layouts/comparison.ts';
import { drawCover } from './layouts/cover.ts';
import { drawCta } from './layouts/cta.ts';
import { drawList } from './layouts/list.ts';
import { drawNumbers } from './layouts/numbers.ts';
import { drawPicture } from './layouts/picture.ts';
import { drawQuote } from './layouts/quote.ts';
import { drawStatement } from './layouts/statement.ts';
import { drawSteps } from './layouts/steps.ts';

/** Every layout, a line each. */
export function drawSlide(slide: Slide, stage: SlideStage): Promise<void> {
  switch (slide.layout) {
    case 'cover':
      return drawCover(slide, stage);
    case 'statement':
      return drawStatement(slide, stage);
    case 'list':
      return drawList(slide, stage);
    case 'steps':
      return drawSteps(slide, stage);
    case 'numbers':
      return drawNumbers(slide, stage);
    case 'quote':
      return drawQuote(slide, stage);
    case 'chart':
      return drawChart(slide, stage);
    case 'comparison':
      return drawComparison(slide, stage);
    case 'checklist':
      return drawChecklist(slide, stage);
    case 'picture':
      return drawPicture(slide, stage);
    case 'cta':
      return drawCta(slide, stage);
  }
}
