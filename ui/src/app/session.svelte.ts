import type { AppState, Workspace } from "~/ipc/types";
import { asAppError, type AppError, call, type Request } from "~/lib/rpc";
import { applySettings, applySystem, keepChanges } from "./appearance.svelte";
import { parseRoute } from "./route";
import { replace } from "./router.svelte";

/** How long to wait before asking again while the store is being opened, in milliseconds. */
const ASK_AGAIN = 150;

class Session {
  /** Where the application stands; `null` before the first answer. */
  state = $state.raw<AppState | null>(null);
  /** The core did not answer at all. */
  lost = $state.raw<AppError | null>(null);
  /** Nobody said yet that the recovery key is kept: it is shown before anything else. */
  fresh = $state(false);
}

export const session = new Session();

/** The open workspace; only pages of the open store may ask. */
export function workspace(): Workspace {
  if (session.state?.state !== "ready") throw new Error("the store is not open");
  return session.state;
}

function restoreRoute(address: string): void {
  if (window.location.hash.length > 2 || address === "") return;
  const { page, id, query } = parseRoute(address);
  replace(page, id, { ...query });
}

function enter(state: AppState): void {
  if (state.state === "ready") {
    applySettings(state.settings);
    keepChanges();
    restoreRoute(state.settings.route);
    session.fresh = !state.sample && !state.recovery_confirmed;
  }
  session.state = state;
}

/** Asks the core where it stands until the store is open or a person is needed. */
export async function begin(): Promise<void> {
  applySystem();
  session.lost = null;
  for (;;) {
    try {
      const state = await call("app.state", {});
      enter(state);
      if (state.state !== "opening") return;
    } catch (thrown) {
      session.lost = asAppError(thrown);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }
}

/** Makes the store. Rejects with the error of the core. */
export async function createStore(request: Request<"app.create">): Promise<void> {
  const state = await call("app.create", request);
  enter(state);
  if (state.state === "opening") await begin();
}

/** Opens the store with a secret, or asks the keychain again. Rejects with the error of the core. */
export async function unlockStore(request: Request<"app.unlock">): Promise<void> {
  const state = await call("app.unlock", request);
  enter(state);
  if (state.state === "opening") await begin();
}
