import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { go } from "~/app/router.svelte";
import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";

/** Puts products into the bin and offers the way back. */
export async function deleteProducts(rows: readonly { id: string; name: string }[]): Promise<void> {
  try {
    const changed = await call("product.delete", { ids: rows.map((row) => row.id) });
    const [only] = rows;
    const text = rows.length === 1 && only ? m.deleted_one({ name: only.name }) : m.deleted_many({ count: rows.length });
    toastWithUndo(text, changed.undo);
  } catch (thrown) {
    report(thrown, () => void deleteProducts(rows));
  }
}

/** Copies a product and opens the copy. */
export async function duplicateProduct(id: string): Promise<void> {
  try {
    const copy = await call("product.duplicate", { id });
    const { undo } = await call("history.state", {});
    go("products", copy.id);
    toastWithUndo(m.duplicated({ name: copy.name }), undo?.id ?? null);
  } catch (thrown) {
    report(thrown, () => void duplicateProduct(id));
  }
}
