import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Host, type HostOptions } from "./host";

export { expect, type Page } from "@playwright/test";

interface Fixtures {
  /** How the core of this test is started. */
  hostOptions: HostOptions;
  /** The language and theme the store is prepared with; `null` leaves the start screens. */
  prepared: { language: "ru" | "en"; theme: string } | null;
  host: Host;
  /** Opens an address of the application and waits for its page. */
  open: (address?: string) => Promise<void>;
}

/** A test with a core of its own. A page error or a console error fails it. */
export const test = base.extend<Fixtures>({
  hostOptions: [{}, { option: true }],
  prepared: [{ language: "ru", theme: "system" }, { option: true }],
  host: async ({ hostOptions, prepared }, use) => {
    const host = await Host.start(hostOptions);
    try {
      if (hostOptions.sample) await host.opened();
      if (prepared && hostOptions.sample) await host.call("settings.set", prepared);
      else if (prepared) await host.prepare(prepared.language, prepared.theme);
      await use(host);
    } finally {
      await host.stop();
    }
  },
  // Depends on the core, so that the page is closed before the core ends.
  page: async ({ page, host }, use) => {
    void host;
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await use(page);
    await page.goto("about:blank");
    expect(faults).toEqual([]);
  },
  open: async ({ page, host }, use) => {
    await use(async (address = "") => {
      await page.goto(`${host.url}/${address}`);
      await expect(page.getByRole("main")).toBeVisible();
      await page.evaluate(() => document.fonts.ready.then(() => true));
    });
  },
});

/** Saves a picture of the screen where a person can look at it. */
export async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `e2e/shots/${name}.png`, animations: "disabled" });
}

/** Fails on anything axe finds by the rules of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const found = violations.map(
    (violation) => `${where}: ${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`,
  );
  expect(found).toEqual([]);
}
