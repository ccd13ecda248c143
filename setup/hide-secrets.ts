/** Shorter ones occur by chance in other text. */
const SHORTEST = 6;

/**
 * Takes secrets out of a text before it is shown: the last line of defence, for what a library's message may carry.
 *
 * @param secrets A connection string stands for its password as well.
 */
export function hideSecrets(text: string, secrets: Iterable<string>): string {
  const all = [...secrets].flatMap((secret) => [secret, ...passwordOf(secret)]);
  return all
    .filter((secret) => secret.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), text);
}

function passwordOf(secret: string): string[] {
  if (!/^postgres(ql)?:\/\//.test(secret) || !URL.canParse(secret)) return [];
  const { password } = new URL(secret);
  return [password, decodeURIComponent(password)];
}
