import { report } from "~/app/failures.svelte";
import { toast } from "~/app/toasts.svelte";
import { m } from "~/lib/i18n.svelte";
import type { QuoteSession } from "./session.svelte";

/** Brings back what was being typed when the program ended, and says where it stands. */
export async function offerDrafts(session: QuoteSession): Promise<void> {
  try {
    const draft = await session.restoreDrafts();
    if (draft) toast(m.quote_drafts_found(), [{ label: m.quote_drafts_show(), run: () => session.grid.activate(draft.row, draft.column) }]);
  } catch (thrown) {
    report(thrown);
  }
}
