import type { HistoryStep } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import { invalidate } from "~/lib/query.svelte";
import { call } from "~/lib/rpc";
import { report } from "./failures.svelte";
import { toastOfStep } from "./toasts.svelte";

type Move = "undo" | "redo";

async function sentence(move: Move, step: HistoryStep): Promise<string> {
  // The words of every action are read when somebody undoes.
  const { stepWords } = await import("./step-words");
  const what = stepWords(step.action);
  const text = move === "undo" ? m.history_undone : m.history_redone;
  return text({ what: step.label ? m.history_label({ what, label: step.label }) : what });
}

/** Takes the last step back (or brings it again) and says what it was. `step` limits it to that one. */
export async function moveHistory(move: Move, step: string | null = null): Promise<void> {
  try {
    const moved = await call(move === "undo" ? "history.undo" : "history.redo", { step });
    invalidate(moved.stale);
    if (!moved.step) {
      toastOfStep(move === "undo" ? m.history_nothing_to_undo() : m.history_nothing_to_redo());
      return;
    }
    toastOfStep(
      await sentence(move, moved.step),
      move === "undo" ? [{ label: m.redo(), run: () => void moveHistory("redo") }] : [],
    );
  } catch (thrown) {
    report(thrown, () => void moveHistory(move, step));
  }
}

/** Confirms a step that can be taken back. */
export function toastWithUndo(text: string, step: string | null): void {
  toastOfStep(text, step ? [{ label: m.undo(), run: () => void moveHistory("undo", step) }] : []);
}
