import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";

/** Puts templates of lines into the bin and offers the way back. */
export async function deleteLineTemplates(rows: readonly { id: string; name: string }[]): Promise<void> {
  try {
    const changed = await call("line_template.delete", { ids: rows.map((row) => row.id) });
    const [only] = rows;
    const text = rows.length === 1 && only ? m.deleted_one({ name: only.name }) : m.deleted_many({ count: rows.length });
    toastWithUndo(text, changed.undo);
  } catch (thrown) {
    report(thrown, () => void deleteLineTemplates(rows));
  }
}
