/** A file on its way to the sandbox. */
export interface OutgoingFile {
  name: string;
  base64: string;
}

/** Slack takes 1 GB; the sandbox keeps files in its one database. */
const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_FILES = 10;

/** @throws {Error} With a sentence for the person, before anything is read, when a file is too large. */
export async function readFiles(files: File[]): Promise<OutgoingFile[]> {
  const tooLarge = files.find((file) => file.size > MAX_BYTES);
  if (tooLarge)
    throw new Error(
      `“${tooLarge.name}” has ${Math.ceil(tooLarge.size / 1024 ** 2)} MB. Slack takes up to 1 GB, this sandbox up to 10 MB.`,
    );
  return Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(new Error(`“${file.name}” could not be read.`));
    reader.readAsDataURL(file);
  });
}
