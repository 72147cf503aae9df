import { asAppError, type AppError, call } from "~/lib/rpc";

class Refreshing {
  /** How many refreshes that were asked for on a screen are under way. */
  #count = $state(0);

  /** One is under way. */
  get busy(): boolean {
    return this.#count > 0;
  }

  /** Asks the banks for the newest rates; answers why none came, or `null`. The state of the rates says it, too. */
  async ask(): Promise<AppError | null> {
    this.#count += 1;
    try {
      await call("rates.refresh", {});
      return null;
    } catch (thrown) {
      return asAppError(thrown);
    } finally {
      this.#count -= 1;
    }
  }
}

export const refreshing = new Refreshing();
