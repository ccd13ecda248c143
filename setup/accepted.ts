import { ExpectedError } from '../platform/errors.ts';
import { type Api, callRpc } from './call-rpc.ts';

/**
 * Whether the project takes this token: who calls is judged before what is called.
 *
 * @throws {ExpectedError} `supabase_unreachable`, or `key_refused` for the publishable key.
 */
export async function isAccepted(api: Api): Promise<boolean> {
  const answer = await callRpc(api, 'platform', 'schema_version');
  if (answer.status === 0) {
    throw new ExpectedError('supabase_unreachable', `Cannot reach ${api.url}: ${answer.message}`, {
      hint: 'Check SUPABASE_URL; a project that slept for a week has to be restored in the dashboard.',
    });
  }
  // The front door's own refusal has no code; PostgREST's has one.
  if (answer.status === 401 && answer.code === null) {
    throw new ExpectedError(
      'key_refused',
      `${api.url} does not accept SUPABASE_PUBLISHABLE_KEY: ${answer.message}`,
      {
        hint: 'Copy it again: Project Settings > API Keys > Publishable key.',
      },
    );
  }
  return answer.status !== 401;
}
