import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { go } from "~/app/router.svelte";
import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";

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
