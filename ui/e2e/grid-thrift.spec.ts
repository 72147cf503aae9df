import { cell, lines, openQuote, quoteWith } from "./quotes";
import { expect, test } from "./test";

test("a line that is changed asks the core for that and for nothing else", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(30));
  await openQuote(page, open, id);
  await cell(page, 3, "quantity").click();
  await page.waitForLoadState("networkidle");
  const asked: string[] = [];
  page.on("request", (request) => asked.push((request.postDataJSON() as { command: string }).command));
  await page.keyboard.type("70");
  await page.keyboard.press("Enter");
  await expect(cell(page, 4, "quantity")).toBeFocused();
  await page.waitForLoadState("networkidle");
  expect(asked.filter((command) => command !== "draft.set")).toEqual(["quote.edit"]);
});

test("a quote that was closed leaves nothing behind", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(60));
  await openQuote(page, open, id);
  for (let i = 0; i < 6; i += 1) {
    await page.evaluate(() => {
      const seen = ((window as unknown as { seen: WeakRef<Element>[] }).seen ??= []);
      for (const element of document.querySelectorAll("main, [data-testid=quote-grid], [data-row='3']")) seen.push(new WeakRef(element));
      location.hash = "#/quotes";
    });
    await expect(page.getByTestId("quote-new")).toBeVisible();
    await page.evaluate((quote) => (location.hash = `#/quotes/${quote}`), id);
    await expect(cell(page, 3, "quantity")).toBeVisible();
  }
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send("HeapProfiler.collectGarbage");
      return page.evaluate(() => (window as unknown as { seen: WeakRef<Element>[] }).seen.filter((one) => one.deref() !== undefined).length);
    })
    .toBe(0);
});
