import { confirm } from "~/app/confirm.svelte";
import type { DocumentFormat } from "~/ipc/types";
import { formatCount } from "~/lib/format";
import { m } from "~/lib/i18n.svelte";
import type { QuoteSession } from "./session.svelte";

/** Whether a document is to be written: one that says 0.00 where a price is missing only by somebody who knows it. */
export async function agreedToExport({ totals }: QuoteSession, format: DocumentFormat | "validation"): Promise<boolean> {
  const count = totals.unpriced_lines ?? 0;
  if (count === 0 || format === "validation") return true;
  const text = m.quote_unpriced_text({ count, shown: formatCount(count) });
  return confirm({ title: m.quote_unpriced_title(), text, action: m.quote_unpriced_export() });
}
