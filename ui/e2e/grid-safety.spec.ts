import { cell, line, lines, openQuote, quoteWith, sectioned, stored } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";
import type { Host } from "./host";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** The person looks at another window while something is changed there. */
async function elsewhere(page: Page, change: () => Promise<unknown>) {
  const left = page.waitForResponse((response) => (response.request().postData() ?? "").includes("history.state"));
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await left;
  await change();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

const set = async (host: Host, id: string, row: number, values: Record<string, string>) => {
  const { lines: all } = await host.call("quote.get", { id });
  await host.call("quote.edit", { id, edits: [{ edit: "line", id: all[row]?.id ?? "", set: values }] });
};

test("a value from elsewhere stands beside what is being typed until the person chooses", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  const editor = page.getByTestId("cell-editor");
  const choice = page.getByTestId("cell-choice");
  await cell(page, 1, "quantity").click();
  await page.keyboard.type("55");
  await elsewhere(page, () => set(host, id, 1, { quantity: "9" }));
  await expect(choice).toContainText("появилось другое значение: 9");
  await expect(editor).toHaveValue("55");
  await expect(editor).toBeFocused();
  await page.keyboard.type("5");
  await expect(editor).toHaveValue("555");
  await expectAccessible(page, "choice between two values");
  await shot(page, "grid-choice");
  // Enter saves nothing over the other value: it leads to the choice.
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("keep-mine")).toBeFocused();
  expect(await stored(host, id, "quantity")).toEqual(["1", "9", "1"]);
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["1", "555", "1"]);
  await expect(cell(page, 1, "quantity")).toBeFocused();

  await page.keyboard.type("7");
  await elsewhere(page, () => set(host, id, 1, { quantity: "11" }));
  await expect(choice).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("take-theirs")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "quantity")).toHaveText("11");
  expect((await stored(host, id, "quantity"))[1]).toBe("11");

  // Left by the mouse, the text stays in its cell with the reason.
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("77");
  await elsewhere(page, () => host.call("history.undo", { step: null }));
  await expect(choice).toHaveCount(0);
  await elsewhere(page, () => set(host, id, 0, { quantity: "12" }));
  await expect(choice).toBeVisible();
  await cell(page, 2, "name").click();
  await expect(cell(page, 0, "quantity")).toHaveText("77");
  await expect(cell(page, 0, "quantity")).toHaveAttribute("aria-invalid", "true");
  await cell(page, 0, "quantity").click();
  await expect(page.getByTestId("cell-fault")).toContainText("другое значение, 12");
  await page.keyboard.press("Escape");
  await expect(cell(page, 0, "quantity")).toHaveText("12");
});

test("what the core refuses stands at its cell with its code, and keeps what was typed", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 0, "name").click();
  await page.keyboard.press("F2");
  await page.keyboard.insertText("Кран\u0001");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-fault")).toContainText("E2012");
  await expect(page.getByTestId("cell-editor")).toHaveValue("Кран\u0001");
  await cell(page, 1, "name").click();
  await expect(cell(page, 0, "name")).toHaveText(/^Кран/);
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-invalid", "true");
  expect(await stored(host, id, "name")).toEqual(["Товар 1", "Товар 2"]);
  await cell(page, 0, "name").click();
  await page.keyboard.press("F2");
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "name")).toEqual(["Кран", "Товар 2"]);
});

test("what is being typed is saved when its page or panel is left by key", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await open("#/quotes");
  await page.evaluate((address) => (window.location.hash = address), `#/quotes/${id}`);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("7");
  await page.keyboard.press("Control+,");
  await expect(page.getByTestId("quote-grid")).toHaveCount(0);
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "1"]);

  await page.goBack();
  // It is saved before the next page is there: not every engine tells a field that it is removed.
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/assets\/CustomersPage.*\.js/, async (route) => {
    await released;
    return route.fallback();
  });
  await page.getByTestId("quote-title").fill("Насосы");
  await page.evaluate(() => (window.location.hash = "#/customers"));
  await expect.poll(async () => (await host.call("quote.get", { id })).quote.title).toBe("Насосы");
  release();
  await expect(page.getByTestId("quote-grid")).toHaveCount(0);

  await page.goBack();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await page.keyboard.press("Control+Shift+N");
  await page.getByLabel("Новая заметка").fill("Недописанная");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await page.keyboard.press("Control+Shift+N");
  await expect(page.getByLabel("Новая заметка")).toHaveValue("Недописанная");
});

test("where nothing was typed the other value shows, and a row that is gone hands its text back", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  await cell(page, 1, "name").click();
  await page.keyboard.press("F2");
  await elsewhere(page, () => set(host, id, 1, { name: "Иное" }));
  await expect(page.getByTestId("cell-editor")).toHaveValue("Иное");
  await expect(page.getByTestId("cell-choice")).toHaveCount(0);
  // Cyrillic has no keys here: it is typed into an open editor.
  await page.keyboard.type("Задвижка");
  const { lines: all } = await host.call("quote.get", { id });
  await elsewhere(page, () => host.call("quote.edit", { id, edits: [{ edit: "delete", ids: [all[1]?.id ?? ""] }] }));
  const toast = page.getByTestId("toast").filter({ hasText: "Строка удалена в другом месте" });
  await expect(toast).toContainText("Задвижка");
  await toast.getByRole("button", { name: "Копировать" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("Задвижка");
  await expect(cell(page, 1, "name")).toHaveText("Товар 3");
});

test("120 edits are taken back one by one after a restart of the page, and brought again", async ({ page, open, host }) => {
  test.setTimeout(180_000);
  const id = await quoteWith(host, lines(12));
  await openQuote(page, open, id);
  const values = async () => (await host.call("quote.get", { id })).lines.map(({ article, name, quantity, unit_price, discount }) => [article, name, quantity, unit_price, discount]);
  const states = [await values()];
  const columns = ["name", "quantity", "unit_price", "discount"] as const;
  for (let at = 0; at < 117; at += 1) {
    const column = columns[at % columns.length] ?? "name";
    const typed = column === "name" ? `Имя ${at}` : String((at % 90) + 2);
    await cell(page, at % 12, column).click();
    await page.keyboard.press("F2");
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("cell-editor")).toHaveCount(0);
    await expect(cell(page, at % 12, column)).not.toHaveClass(/pending/);
    states.push(await values());
  }
  // A paste, a fill and a deletion of rows are one step each.
  await cell(page, 0, "article").click();
  await page.evaluate(() => navigator.clipboard.writeText("P-1\tОдин\nP-2\tДва\nP-3\tТри"));
  await page.keyboard.press("Control+v");
  await expect(cell(page, 2, "article")).toHaveText("P-3");
  states.push(await values());
  await cell(page, 0, "quantity").click();
  for (let at = 0; at < 11; at += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await expect.poll(async () => new Set(await stored(host, id, "quantity")).size).toBe(1);
  states.push(await values());
  await cell(page, 3, "ordinal").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+Delete");
  await expect.poll(async () => (await stored(host, id, "name")).length).toBe(10);
  states.push(await values());
  expect(states).toHaveLength(121);

  await page.reload();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await cell(page, 0, "name").click();
  for (let at = 119; at >= 0; at -= 1) {
    await page.keyboard.press("Control+z");
    await expect.poll(values, { intervals: [10, 20, 50] }).toEqual(states[at]);
  }
  await expect(cell(page, 11, "name")).toHaveText("Товар 12");
  await page.reload();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await cell(page, 0, "name").click();
  for (let at = 1; at <= 120; at += 1) {
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(values, { intervals: [10, 20, 50] }).toEqual(states[at]);
  }
  await expect(cell(page, 0, "article")).toHaveText("P-1");
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "11");
});

for (const theme of ["light", "dark", "contrast"] as const) {
  test.describe(theme, () => {
    test.use({ prepared: { language: theme === "dark" ? "en" : "ru", theme } });

    test("the grid is accessible full, edited, searched and folded", async ({ page, open, host }) => {
      // Seven looks at every element of a full grid.
      test.slow();
      const id = await sectioned(host);
      await host.call("quote.edit", { id, edits: [{ edit: "insert", after: null, lines: Array.from({ length: 40 }, (_, at) => line(at + 10)) }] });
      await openQuote(page, open, id);
      await cell(page, 2, "quantity").click();
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+ArrowRight");
      await expectAccessible(page, "selection");
      await page.keyboard.type("0");
      await expectAccessible(page, "editor");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("cell-fault")).toBeVisible();
      await expectAccessible(page, "refused text");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+f");
      await page.keyboard.type("1");
      await expect(page.getByTestId("grid-find-count")).not.toBeEmpty();
      await expectAccessible(page, "find");
      await shot(page, `grid-find-${theme}`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Alt+-");
      await expectAccessible(page, "folded");
      await page.getByTestId("column-menu").click();
      await page.getByRole("menuitem").nth(4).click();
      await shot(page, `grid-folded-${theme}`);
      await page.evaluate(() => navigator.clipboard.writeText("Цена\tНаименование\tКол-во\n5\tКран\t7\nx\tНасос\t1"));
      await page.keyboard.press("F6");
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Control+v");
      await expect(page.getByTestId("paste-dialog")).toBeVisible();
      await expectAccessible(page, "mapping");
      await shot(page, `grid-mapping-${theme}`);
    });
  });
}
