import { asAppError, type AppError, call } from "~/lib/rpc";

class Refreshing {
  /** A refresh that was asked for on this screen is under way. */
  busy = $state(false);
}

export const refreshing = new Refreshing();

/** Asks the banks for the newest rates; answers why none came, or `null`. The state of the rates says it, too. */
export async function refreshRates(): Promise<AppError | null> {
  refreshing.busy = true;
  try {
    await call("rates.refresh", {});
    return null;
  } catch (thrown) {
    return asAppError(thrown);
  } finally {
    refreshing.busy = false;
  }
}
