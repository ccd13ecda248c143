import { describe, expect, it } from 'vitest';
import { aJob } from '../../testing/bot/samples.ts';
import { en, ptBr } from '../texts/texts.ts';
import { progressActions, progressMessage } from './progress-message.ts';
import { retryHelps } from './retry-helps.ts';

const codes = [
  ['model_unavailable', true],
  ['budget_cap', true],
  ['no_evidence', true],
  ['model_refused_key', true],
  ['model_busy', true],
  ['model_no_credit', true],
  ['model_not_found', true],
  ['model_wrong_address', true],
  ['model_bad_request', true],
  ['model_invalid_answer', true],
  ['model_context_full', false],
  ['model_cut_off', false],
  ['no_brand_kit', true],
  ['worker_lost', true],
  ['internal', true],
  ['database_unavailable', true],
  ['timeout', true],
  ['other_language', false],
  ['bad_brief', false],
  ['model_refused_request', true],
  ['graph_version', false],
  ['channel_unreachable', false],
  ['draft_mismatch', false],
  ['private_address', false],
  ['refused_by_robots', false],
  ['too_large', false],
  ['encrypted_pdf', false],
  ['no_text', false],
  ['material_gone', false],
  ['upload_gone', false],
  ['bad_logo', false],
  ['bad_picture', false],
  ['of_another_version', false],
] as const;

describe('retryHelps()', () => {
  it.each(codes)('%s: %s, and the words and the button say the same', (code, helps) => {
    const error = { code, message: 'for the log' };
    expect(retryHelps(error)).toBe(helps);
    for (const t of [en, ptBr]) {
      expect(t.errors(error, 'UDI', 'carousel', 1).todo.includes(t.progress.retry)).toBe(helps);
      const shown = JSON.stringify(
        progressMessage(aJob({ status: 'failed', ended_at: '2026-11-29T12:00:00Z', error }), t).blocks,
      );
      expect(shown.includes(progressActions.retry)).toBe(helps);
    }
  });

  it('offers it where the site could not say for now whether it may be read', () => {
    const error = { code: 'refused_by_robots', message: '', params: { reason: 'robots_unavailable' } };
    expect(retryHelps(error)).toBe(true);
    expect(en.errors(error, 'x', 'knowledge', 1).todo).toContain(en.progress.retry);
  });
});

describe('errors()', () => {
  it('names the true number of tries, and none for the first', () => {
    const error = { code: 'model_unavailable', message: '' };
    const at = (attempts: number, t = en) =>
      JSON.stringify(progressMessage(aJob({ status: 'failed', error, attempts }), t).blocks);
    expect(at(1)).toContain('The language model did not answer.');
    expect(at(5)).toContain('The language model did not answer in 5 tries.');
    expect(at(1, ptBr)).toContain('O modelo de linguagem não respondeu.');
    expect(at(3, ptBr)).toContain('em 3 tentativas');
  });

  it('gives the words of the endpoint, and the model that it does not know', () => {
    const params = { model: 'gpt-6-lunar', said: 'The model `gpt-6-lunar` does not exist' };
    const error = { code: 'model_not_found', message: '', params };
    for (const t of [en, ptBr]) {
      const { happened } = t.errors(error, 'x', 'blog', 1);
      expect(happened).toMatch(/"gpt-6-lunar".*"The model `gpt-6-lunar` does not exist"/);
    }
  });

  it('names the cap that is reached, and the command that raises it', () => {
    const params = { scope: 'person_day', unit: 'tokens', cap: 20_000_000, spent: 19_990_000 };
    const error = { code: 'budget_cap', message: '', params };
    const english = en.errors(error, 'x', 'blog', 1);
    expect(english.happened).toContain('of one person and day');
    expect(english.happened).toContain('20,000,000 tokens');
    expect(english.todo).toContain('/budget set');
    const usd = { ...params, scope: 'job', unit: 'usd', cap: 3, spent: 2.5 };
    expect(ptBr.errors({ ...error, params: usd }, 'x', 'blog', 1).happened).toContain('US$ 3,00');
  });
});
