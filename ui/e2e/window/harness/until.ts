const LIMIT_MS = 20_000;
const PAUSE_MS = 40;

/**
 * Waits until `look` finds something (neither `undefined`, `null` nor `false`) and returns it.
 * An error of `look` counts as "not yet"; the last one is shown when the time is over.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  limitMs = LIMIT_MS,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + limitMs;
  let reason: unknown = "not there";
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found as NonNullable<Exclude<T, false>>;
      }
    } catch (error) {
      reason = error;
    }
    if (Date.now() > end) throw new Error(`${what}: waited ${limitMs} ms (${String(reason)})`);
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
}
