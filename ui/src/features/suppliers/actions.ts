import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { go } from "~/app/router.svelte";
import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";

/** Puts suppliers into the bin and offers the way back. */
export async function deleteSuppliers(rows: readonly { id: string; name: string }[]): Promise<void> {
  try {
    const changed = await call("supplier.delete", { ids: rows.map((row) => row.id) });
    const [only] = rows;
    const text = rows.length === 1 && only ? m.deleted_one({ name: only.name }) : m.deleted_many({ count: rows.length });
    toastWithUndo(text, changed.undo);
  } catch (thrown) {
    report(thrown, () => void deleteSuppliers(rows));
  }
}

/** Copies a supplier and opens the copy. */
export async function duplicateSupplier(id: string): Promise<void> {
  try {
    const copy = await call("supplier.duplicate", { id });
    const { undo } = await call("history.state", {});
    go("suppliers", copy.id);
    toastWithUndo(m.duplicated({ name: copy.name }), undo?.id ?? null);
  } catch (thrown) {
    report(thrown, () => void duplicateSupplier(id));
  }
}
