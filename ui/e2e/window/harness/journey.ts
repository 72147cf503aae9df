import { onTestFinished, test } from "vitest";
import { Desktop, type DesktopOptions } from "./desktop";

/** A journey on a desktop of its own, which is cleared away however the journey ends: a time-out is an end, too. */
export function journey(title: string, options: DesktopOptions, steps: (desktop: Desktop) => Promise<void>): void {
  test(title, async () => {
    const desktop = await Desktop.start(options);
    onTestFinished(() => desktop.stop());
    await steps(desktop);
  });
}
