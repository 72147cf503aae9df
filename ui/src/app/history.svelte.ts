import type { HistoryStep } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import { invalidate } from "~/lib/query.svelte";
import { call } from "~/lib/rpc";
import { report } from "./failures.svelte";
import { toast } from "./toasts.svelte";

type Move = "undo" | "redo";

function sentence(move: Move, step: HistoryStep): string {
  const text = move === "undo" ? m.history_undone : m.history_redone;
  return text({ what: step.label ? m.history_label({ label: step.label }) : m.history_step() });
}

/** Takes the last step back (or brings it again) and says what it was. `step` limits it to that one. */
export async function moveHistory(move: Move, step: string | null = null): Promise<void> {
  try {
    const moved = await call(move === "undo" ? "history.undo" : "history.redo", { step });
    invalidate(moved.stale);
    if (!moved.step) {
      toast(move === "undo" ? m.history_nothing_to_undo() : m.history_nothing_to_redo());
      return;
    }
    toast(
      sentence(move, moved.step),
      move === "undo" ? [{ label: m.redo(), run: () => void moveHistory("redo") }] : [],
    );
  } catch (thrown) {
    report(thrown, () => void moveHistory(move, step));
  }
}

/** Confirms a step that can be taken back. */
export function toastWithUndo(text: string, step: string | null): void {
  toast(text, step ? [{ label: m.undo(), run: () => void moveHistory("undo", step) }] : []);
}
