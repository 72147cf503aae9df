import { moveHistory } from "~/app/history.svelte";
import { remove } from "~/app/remove";
import { toastOfStep } from "~/app/toasts.svelte";
import { addDays } from "~/features/quotes/dates";
import type { DatedValue } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import type { Values } from "~/lib/record-form.svelte";
import { call } from "~/lib/rpc";
import { endsBy } from "./validity";
import { nameOfRow } from "./words";

/** Puts rows into the bin and offers the way back. */
export function deleteRows(rows: readonly DatedValue[]): Promise<void> {
  return remove("dated.delete", rows.map((row) => ({ id: row.id, name: nameOfRow(row) })));
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
  toastOfStep(m.created({ name: nameOfRow(created) }), [{ label: m.undo(), run: () => void undo() }]);
  return created;
}
