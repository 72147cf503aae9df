import { report } from "~/app/failures.svelte";
import { toast } from "~/app/toasts.svelte";
import type { Exported } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";

/** Says that a document of a revision was written, and offers to open it. */
export function written({ name, path }: Exported): void {
  const open = () => void call("document.open", { path }).catch((thrown: unknown) => report(thrown));
  toast(name, [{ label: m.quote_exported_open(), run: open }]);
}

/** Writes the workbook that checks how a revision was calculated. */
export async function exportValidation(quote_id: string, revision_id: string): Promise<void> {
  try {
    written(await call("document.validation", { quote_id, revision_id }));
  } catch (thrown) {
    report(thrown, () => void exportValidation(quote_id, revision_id));
  }
}
