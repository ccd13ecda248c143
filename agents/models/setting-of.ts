/** Which setting an operator has to look at, by name; its value is in no log. */
export function settingOf(code: string): { setting: string } | null {
  switch (code) {
    case 'model_refused_key':
    case 'model_no_credit':
      return { setting: 'OPENAI_API_KEY' };
    case 'model_wrong_address':
      return { setting: 'OPENAI_BASE_URL' };
    case 'model_not_found':
    case 'model_bad_request':
      return { setting: 'OPENAI_MODEL, OPENAI_BASE_URL' };
    case 'model_context_full':
    case 'model_cut_off':
      return { setting: 'OPENAI_MODEL' };
    default:
      return null;
  }
}
