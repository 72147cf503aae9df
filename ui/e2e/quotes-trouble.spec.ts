import type { Route } from "@playwright/test";
import { cell, lines, openQuote, quoteWith, stored } from "./quotes";
import { expect, test } from "./test";

const commandOf = (route: Route) => (route.request().postDataJSON() as { command: string }).command;

test("a quote that could not be made is made by Retry, with what was typed", async ({ page, open, host }) => {
  await open("#/quotes");
  let refused = 0;
  await page.route("**/rpc", async (route) => {
    if (commandOf(route) !== "quote.create" || refused > 0) return route.fallback();
    refused += 1;
    return route.fulfill({ json: { error: { code: "E3004", params: {}, field: null, detail: null } } });
  });
  await page.keyboard.press("Control+n");
  const dialog = page.getByTestId("new-quote");
  await dialog.getByLabel("Тема").fill("Запорная арматура");
  await dialog.getByLabel("Тема").press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("E3004");
  await expect(dialog.getByLabel("Тема")).toHaveValue("Запорная арматура");
  await dialog.getByRole("button", { name: "Повторить" }).click();
  await expect(page.getByTestId("quote-title")).toHaveValue("Запорная арматура");
  await expect(dialog).toHaveCount(0);
  const { rows } = await host.call("quote.list", {});
  expect(rows).toHaveLength(1);
});

test("an older reading of the quote is never shown over a newer edit", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  await expect(cell(page, 0, "quantity")).toHaveText("1");

  // The next reading is answered with what the core says now, but only after the edit that follows.
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = 0;
  await page.route("**/rpc", async (route) => {
    if (commandOf(route) !== "quote.get" || held > 0) return route.fallback();
    held += 1;
    const answer = await route.fetch();
    await released;
    return route.fulfill({ response: answer });
  });
  const reading = page.waitForRequest((request) => (request.postData() ?? "").includes("quote.get"));
  await cell(page, 1, "quantity").click();
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "quantity")).toHaveText("5");
  await page.keyboard.press("Control+z");
  await reading;
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "quantity")).toHaveText("7");
  release();
  // The row that was undone comes from a reading that knows of the edit, too.
  await expect(cell(page, 1, "quantity")).toHaveText("1");
  await expect(cell(page, 0, "quantity")).toHaveText("7");
  expect(await stored(host, id, "quantity")).toEqual(["7", "1", "1"]);
});

test("what is undone in a long quote shows before all of it is read again, and an edit begins nothing anew", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1800));
  await openQuote(page, open, id);
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "1801");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("Товар 1500");
  const undone = cell(page, 1499, "quantity");
  await undone.click();
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await expect(undone).toHaveText("5");

  // The last page is answered when the next edit is saved.
  const offsets: number[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/rpc", async (route) => {
    if (commandOf(route) !== "quote.lines") return route.fallback();
    const { payload } = route.request().postDataJSON() as { payload: { offset: number } };
    offsets.push(payload.offset);
    if (payload.offset < 1600) return route.fallback();
    const answer = await route.fetch();
    await released;
    return route.fulfill({ response: answer });
  });
  await page.keyboard.press("Control+z");
  await expect(undone).toHaveText("1");
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1500, "quantity")).toHaveText("8");
  const asked = [...offsets];
  release();
  await expect.poll(() => offsets).toEqual([...asked, asked.at(-1)]);
  await expect(undone).toHaveText("1");
  await expect(cell(page, 1500, "quantity")).toHaveText("8");
});

test("a quote that takes long to read shows that it does, and then itself", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await open("#/quotes");
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/rpc", async (route) => {
    if (commandOf(route) === "quote.get") await released;
    return route.fallback();
  });
  await page.evaluate((address) => (window.location.hash = address), `#/quotes/${id}`);
  await expect(page.getByRole("heading", { name: "Предложение", exact: true })).toBeVisible();
  release();
  await expect(cell(page, 2, "name")).toHaveText("Товар 3");
});

test("a refused text of the header outlives the next edit of a line", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  const title = page.getByTestId("quote-title");
  await title.fill("Насосы\u0001");
  await title.press("Enter");
  await expect(title).toHaveAttribute("aria-invalid", "true");
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "1"]);
  await expect(cell(page, 0, "quantity")).toHaveText("7");
  await expect(title).toHaveValue("Насосы\u0001");
});

test("a command given while a cell is being saved is for the cell that comes next", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/rpc", async (route) => {
    if (commandOf(route) === "quote.edit") await released;
    return route.fallback();
  });
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Shift+O");
  release();
  await expect.poll(async () => (await host.call("quote.get", { id })).lines.map(({ quantity, optional }) => [quantity, optional])).toEqual([["5", false], ["1", true], ["1", false]]);
});
