import { report } from "~/app/failures.svelte";
import { toast } from "~/app/toasts.svelte";
import type { Edit, LineView } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import { isAlternative, selectedLines } from "./lines";
import type { QuoteSession } from "./session.svelte";

/** What the command would do to the selected lines. */
export function alternativeLabel(session: QuoteSession): string {
  const lines = selectedLines(session);
  return lines.length > 0 && lines.every(isAlternative) ? m.alternative_free() : m.alternative_make();
}

/** The selected alternative, when it is the only line that is selected. */
export function chosenAlternative(session: QuoteSession): LineView | null {
  const [line, ...others] = selectedLines(session);
  return line && others.length === 0 && isAlternative(line) ? line : null;
}

async function edit(session: QuoteSession, edits: Edit[]): Promise<void> {
  try {
    await session.edit(edits);
  } catch (thrown) {
    report(thrown, () => void edit(session, edits));
  }
}

/** Makes the selected lines alternatives of the line above them, or lines of their own again. */
export async function toggleAlternative(session: QuoteSession): Promise<void> {
  const lines = selectedLines(session);
  const [first] = lines;
  if (!first) return;
  const ids = lines.map((line) => line.id);
  if (lines.every(isAlternative)) {
    await edit(session, [{ edit: "alternative", ids, of: null }]);
    return;
  }
  const above = session.rows.all[(session.rows.signal(first.id)?.place ?? 0) - 1]?.row;
  if (above?.kind === "line") await edit(session, [{ edit: "alternative", ids, of: above.id }]);
  else toast(m.alternative_none_above());
}

/** Makes the selected lines alternatives of another. */
export async function makeAlternative(session: QuoteSession, of: string): Promise<void> {
  const ids = selectedLines(session).map((line) => line.id);
  await session.edit([{ edit: "alternative", ids, of }]);
}

/** Chooses the selected alternative in place of its line; the place in the grid stays with it. */
export async function choose(session: QuoteSession): Promise<void> {
  const line = chosenAlternative(session);
  if (line) await edit(session, [{ edit: "choose", id: line.id }]);
}
