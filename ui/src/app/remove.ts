import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";
import { report } from "./failures.svelte";
import { toastWithUndo } from "./history.svelte";

/** The commands that put rows into the bin. */
type Removal = "customer.delete" | "dated.delete" | "line_template.delete" | "product.delete" | "quote.delete" | "supplier.delete" | "template.delete";

/** Puts rows into the bin and offers the way back. */
export async function remove(command: Removal, rows: readonly { id: string; name: string }[]): Promise<void> {
  try {
    const { undo } = await call(command, { ids: rows.map(({ id }) => id) });
    const [only] = rows;
    toastWithUndo(rows.length === 1 && only ? m.deleted_one({ name: only.name }) : m.deleted_many({ count: rows.length }), undo);
  } catch (thrown) {
    report(thrown, () => void remove(command, rows));
  }
}
