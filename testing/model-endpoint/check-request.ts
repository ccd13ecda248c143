import type { Model, Profile, Refused, Structured } from './profile.ts';
import { type ChatBody, modeOf, textOf, tokensOf } from './read-chat.ts';

const ALWAYS = ['model', 'messages', 'stream'];

/** What a maker answers instead of running a request; null: it runs. Pure. */
export function checkRequest(
  profile: Profile,
  body: ChatBody,
  headers: Record<string, string | string[] | undefined>,
): Refused | null {
  const keyFault = checkKey(profile, headers);
  if (keyFault) return keyFault;
  const model = profile.models[body.model];
  if (!model) return unknownModel(profile, body.model);
  if (profile.fields.others === 'refused') {
    const param = Object.keys(body).find(
      (name) => !ALWAYS.includes(name) && !profile.fields.taken.includes(name),
    );
    if (param)
      return { status: 400, code: 'unknown_parameter', message: `Unknown parameter: '${param}'.`, param };
  }
  const mode = modeOf(body);
  if (mode && structuredBy(profile, model, mode) === 'refused')
    return {
      status: 400,
      code: null,
      message: 'This response_format type is unavailable now',
      param: 'response_format',
    };
  const asked = inputTokensOf(body) + (capOf(profile, body) ?? 0);
  if (asked > model.context)
    return {
      status: 400,
      code: 'context_length_exceeded',
      message: `This model's maximum context length is ${model.context} tokens. However, you requested ${asked} tokens (${inputTokensOf(body)} in the messages, ${capOf(profile, body) ?? 0} in the completion). Please reduce the length of the messages.`,
      param: 'messages',
    };
  return profile.refusal?.(body, model) ?? null;
}

function checkKey(profile: Profile, headers: Record<string, unknown>): Refused | null {
  if (profile.key === 'none') return null;
  const given = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1];
  const key = given ?? (profile.key === 'bearer or api-key' ? headers['api-key'] : undefined);
  if (key && key !== WRONG_KEY) return null;
  return { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' };
}

/** The one key that no maker knows. */
export const WRONG_KEY = 'sk-wrong';

function unknownModel(profile: Profile, name: string): Refused {
  const message = `The model \`${name}\` does not exist or you do not have access to it.`;
  if (profile.name === 'litellm')
    return {
      status: 401,
      code: 'key_model_access_denied',
      message: `Authentication Error, ${name} is not available for this API key. Accepted: ${Object.keys(profile.models).join(', ')}`,
    };
  if (profile.name === 'azure')
    return {
      status: 404,
      code: 'DeploymentNotFound',
      message: 'The API deployment for this resource does not exist.',
    };
  return { status: 404, code: 'model_not_found', message };
}

export function structuredBy(
  profile: Profile,
  model: Model,
  mode: 'json_schema' | 'json_object' | 'tool',
): Structured {
  return model.structured?.[mode] ?? profile.structured[mode];
}

/** Tokens of a prompt: the schema is part of it. */
export function inputTokensOf(body: ChatBody): number {
  return tokensOf(textOf(body)) + tokensOf(JSON.stringify(body.response_format ?? body.tools ?? ''));
}

/** The cap that binds; a name that the maker does not look at binds nothing. */
export function capOf({ fields }: Profile, body: ChatBody): number | null {
  for (const name of ['max_completion_tokens', 'max_tokens'] as const)
    if (body[name] != null && fields.taken.includes(name)) return body[name];
  return null;
}
