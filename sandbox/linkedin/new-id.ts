/** By the web's own source of chance, which a simulation replaces. */
const randomBytes = (count: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(count)));

/** An opaque id in Unipile's form: 22 letters and digits. */
export const newId = (): string =>
  randomBytes(24).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 22);

/** LinkedIn numbers invitations with 19 digits that rise with time. */
export const newInvitationId = (at: number): string =>
  `7${String(at).padStart(13, '0')}${String(randomBytes(3).readUIntBE(0, 3) % 100_000).padStart(5, '0')}`;

export const newSecret = (): string => randomBytes(24).toString('hex');
