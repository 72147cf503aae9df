import { commands } from "~/ipc/commands";
import { type CommandName, observeCalls } from "./rpc";

/** Whether what the person did is on disk: the quiet status in the top bar reads it. */
class Saving {
  /** A write has not been answered for a while: "Saved" would not be true. */
  slow = $state(false);
  /** The last write is on disk. */
  saved = $state(false);
  /** The last write failed and nothing has been saved since. */
  failed = $state(false);
  /** The page shows a text that was refused and is not saved. */
  unsaved = $state(false);
}

export const saving = new Saving();

/** "Saving…" is said only of what takes longer than this, in milliseconds: most edits are saved within a frame. */
const SLOW_AFTER = 120;

/** Writing commands that have not been answered. */
let pending = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Commands that write only how the screen looks are not worth a "Saved". */
const QUIET = new Set(["settings.set", "app.confirm_recovery_key"]);

/** What waits for the network is nobody's work: it tells itself how it went. */
function isQuiet(command: CommandName): boolean {
  return QUIET.has(command) || commands[command].online;
}

observeCalls({
  started(command, writes) {
    if (writes.length === 0 || isQuiet(command)) return;
    pending += 1;
    timer ??= setTimeout(() => (saving.slow = true), SLOW_AFTER);
  },
  finished(command, writes, error) {
    if (writes.length === 0 || isQuiet(command)) return;
    pending -= 1;
    if (pending === 0) {
      clearTimeout(timer);
      timer = undefined;
      saving.slow = false;
    }
    // A refused value stands in its field with the reason; only what failed altogether is said here.
    saving.failed = error !== null && error.field === null;
    saving.saved = error === null;
  },
});
