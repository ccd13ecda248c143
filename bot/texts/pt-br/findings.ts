import type { FindingsTexts } from '../en/findings.ts';
import { findingPtBr } from '../finding-pt-br.ts';
import { supportPtBr } from '../support-texts.ts';
import { tellsPtBr } from '../tells.ts';
import { explainInPortuguese } from './explain-model-failure.ts';
import { unreadPtBr } from './unread.ts';

export const findingsPtBr: FindingsTexts = {
  errors: explainInPortuguese,
  finding: findingPtBr,
  aiSounding: (sentence, signs) => `Soa como texto de máquina (${signs}): “${sentence}”`,
  tells: tellsPtBr,
  support: supportPtBr,
  unread: unreadPtBr,
};
