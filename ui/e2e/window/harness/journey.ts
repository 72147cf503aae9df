import { test } from "vitest";
import { Desktop, type DesktopOptions } from "./desktop";

/** A journey on a desktop of its own, which is cleared away however the journey ends. */
export function journey(title: string, options: DesktopOptions, steps: (desktop: Desktop) => Promise<void>): void {
  test(title, async () => {
    const desktop = await Desktop.start(options);
    try {
      await steps(desktop);
    } finally {
      await desktop.stop();
    }
  });
}
