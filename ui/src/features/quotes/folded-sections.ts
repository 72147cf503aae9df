/** Quotes whose folded sections are remembered; of the others all sections are open. */
const QUOTES = 40;
/** Sections remembered of one quote. */
const SECTIONS = 100;

type Folded = [quote: string, headings: string[]];

/** Reads what is remembered; anything else counts as nothing. */
export function readFolded(kept: string): Folded[] {
  if (kept === "") return [];
  try {
    const read: unknown = JSON.parse(kept);
    if (!Array.isArray(read)) return [];
    return read.filter(
      (entry): entry is Folded =>
        Array.isArray(entry) && typeof entry[0] === "string" && Array.isArray(entry[1]) && entry[1].every((id: unknown) => typeof id === "string"),
    );
  } catch {
    return [];
  }
}

/** What is remembered with the folded sections of one quote; the quotes used last stay. */
export function withFolded(before: readonly Folded[], quote: string, headings: readonly string[]): Folded[] {
  const others = before.filter(([other]) => other !== quote);
  return headings.length === 0 ? others : [...others, [quote, headings.slice(0, SECTIONS)] satisfies Folded].slice(-QUOTES);
}
