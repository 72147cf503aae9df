import { confirm } from "~/app/confirm.svelte";
import type { DocumentFormat, QuoteCommand } from "~/ipc/types";
import { formatCount } from "~/lib/format";
import { m } from "~/lib/i18n.svelte";
import type { QuoteSession } from "./session.svelte";
import { COMMANDS } from "./status";

/** Whether prices of nothing may go out: only by somebody who knows of them. `action`: what the button that agrees says. */
async function agreed({ totals: { unpriced_lines: count } }: QuoteSession, action: string): Promise<boolean> {
  if (count === 0) return true;
  const text = m.quote_unpriced_text({ count, shown: formatCount(count) });
  return confirm({ title: m.quote_unpriced_title(), text, action });
}

/** Whether a document is to be written: one that says 0.00 where a price is missing only by somebody who knows it. */
export async function agreedToExport(session: QuoteSession, format: DocumentFormat | "validation"): Promise<boolean> {
  return format === "validation" || agreed(session, m.quote_unpriced_export());
}

/** Changes the status. Before a quote of list prices goes out, prices of nothing are asked about; where prices follow from the cost, the core refuses them. */
export async function changeStatus(session: QuoteSession, command: QuoteCommand): Promise<void> {
  if ((command === "submit" || command === "send") && !session.landed) {
    if (session.editable && !(await session.settled())) return;
    if (!(await agreed(session, COMMANDS[command]()))) return;
  }
  await session.setStatus(command);
}
