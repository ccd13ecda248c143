import type { FailuresTexts } from '../en/failures.ts';
import { supportPtBr } from '../support-texts.ts';
import { explainInPortuguese } from './explain-model-failure.ts';
import { findingsPtBr } from './findings.ts';
import { searchFaultPtBr } from './search-failure.ts';
import { unreadPtBr } from './unread.ts';

export const failuresPtBr: FailuresTexts = {
  errors: explainInPortuguese,
  findings: findingsPtBr,
  support: supportPtBr,
  unread: unreadPtBr,
  searchFault: searchFaultPtBr,
};
