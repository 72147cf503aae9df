import { report } from "~/app/failures.svelte";
import { moveHistory, toastWithUndo } from "~/app/history.svelte";
import { toast } from "~/app/toasts.svelte";
import { addDays } from "~/features/quotes/dates";
import type { DatedValue } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import type { Values } from "~/lib/record-form.svelte";
import { call } from "~/lib/rpc";
import { endsBy } from "./validity";
import { nameOfRow } from "./words";

/** Puts rows into the bin and offers the way back. */
export async function deleteRows(rows: readonly DatedValue[]): Promise<void> {
  try {
    const changed = await call("dated.delete", { ids: rows.map((row) => row.id) });
    const [only] = rows;
    const text = rows.length === 1 && only ? m.deleted_one({ name: nameOfRow(only) }) : m.deleted_many({ count: rows.length });
    toastWithUndo(text, changed.undo);
  } catch (thrown) {
    report(thrown, () => void deleteRows(rows));
  }
}

async function lastStep(): Promise<string | null> {
  return (await call("history.state", {})).undo?.id ?? null;
}

/** Makes a row and offers the way back. The one that it takes over from, if any, ends the day before. */
export async function createRow(set: Values, before: DatedValue | undefined): Promise<DatedValue> {
  const created = await call("dated.create", { set });
  const steps = [await lastStep()];
  const from = created.valid_from;
  if (before && from !== null && endsBy(before, created)) {
    await call("dated.set", { id: before.id, set: { valid_until: addDays(from, -1) } });
    steps.unshift(await lastStep());
  }
  async function undo() {
    for (const step of steps) await moveHistory("undo", step);
  }
  toast(m.created({ name: nameOfRow(created) }), [{ label: m.undo(), run: () => void undo() }]);
  return created;
}
