import { observeCalls } from "./rpc";

/** Whether what the person did is on disk: the quiet status in the top bar reads it. */
class Saving {
  /** Writing commands that have not been answered. */
  pending = $state(0);
  /** The last write is on disk. */
  saved = $state(false);
  /** The last write failed and nothing has been saved since. */
  failed = $state(false);
}

export const saving = new Saving();

/** Commands that write only how the screen looks are not worth a "Saved". */
const QUIET = new Set(["settings.set", "app.confirm_recovery_key"]);

observeCalls({
  started(command, writes) {
    if (writes.length > 0 && !QUIET.has(command)) saving.pending += 1;
  },
  finished(command, writes, error) {
    if (writes.length === 0 || QUIET.has(command)) return;
    saving.pending -= 1;
    // A refused value stands in its field with the reason; only what failed altogether is said here.
    saving.failed = error !== null && error.field === null;
    saving.saved = error === null;
  },
});
