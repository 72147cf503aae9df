import { EXCEL, LIBREOFFICE } from "../src/components/grid/clipboard-samples";
import { cell, line, lines, openQuote, quoteWith, sectioned, stored } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Pastes what another program put on the clipboard: the browser itself would clean the table before it gets there. */
async function pasteFlavours(page: Page, plain: string, html: string) {
  await page.evaluate(
    ([text, table]) => {
      const clipboardData = new DataTransfer();
      if (text) clipboardData.setData("text/plain", text);
      if (table) clipboardData.setData("text/html", table);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [plain, html] as const,
  );
}

async function pasteText(page: Page, text: string, keys = "Control+v") {
  await page.evaluate((written) => navigator.clipboard.writeText(written), text);
  await page.keyboard.press(keys);
}

test("cells are copied as text and as a table that keeps articles text", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { article: "0041", quantity: "2.5" }), line(2, { article: 'X<"1">' })]);
  await openQuote(page, open, id);
  await cell(page, 0, "article").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('0041\nX<"1">');
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType("text/html"))?.text();
  });
  expect(html).toMatch(/<td[^>]*mso-number-format[^>]*>0041<\/td>/);
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+v");
  await expect.poll(() => stored(host, id, "name")).toEqual(["0041", 'X<"1">']);
  await page.keyboard.press("Control+x");
  await expect.poll(() => stored(host, id, "name")).toEqual(["", ""]);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('0041\nX<"1">');
});

test("tables of Excel and LibreOffice are pasted where only the table has the columns", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  await cell(page, 0, "article").click();
  await pasteFlavours(page, "0041 Кран", LIBREOFFICE);
  await expect.poll(() => stored(host, id, "article")).toEqual(["0041", "Итого"]);
  await expect.poll(() => stored(host, id, "name")).toEqual(["Кран шаровой", ""]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1"]);
  await cell(page, 0, "article").click();
  await pasteFlavours(page, "", EXCEL);
  await expect.poll(() => stored(host, id, "article")).toEqual(["Узел ввода", "0041"]);
  await expect.poll(() => stored(host, id, "name")).toEqual(["", 'Кран 1/2" & фланец']);
});

test("a block that is longer than the window leaves in sight what is there", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(80));
  await openQuote(page, open, id);
  await cell(page, 2, "article").click();
  await pasteText(page, Array.from({ length: 78 }, (_, at) => `N-${at}`).join("\n"));
  await expect(cell(page, 2, "article")).toHaveText("N-0");
  await expect(cell(page, 2, "article")).toBeFocused();
  await expect(cell(page, 0, "article")).toBeInViewport();
  // All of it is selected, and is copied as it was pasted.
  await page.keyboard.press("Control+c");
  await expect.poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").length).toBe(78);
  await page.keyboard.press("Control+End");
  await expect(cell(page, 79, "article")).toHaveText("N-77");
  // So does what fills a selection, at whichever end of it the person is.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Shift+ArrowDown");
  await expect(cell(page, 79, "article")).toBeInViewport();
  await pasteText(page, "X-1");
  await expect(cell(page, 79, "article")).toHaveText("X-1");
  await expect(cell(page, 79, "article")).toBeInViewport();
});

test("one cell fills a selection, and what was pasted is told", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(4));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  for (let at = 0; at < 2; at += 1) await page.keyboard.press("Shift+ArrowDown");
  await pasteText(page, "1\u202f234,50\r\n");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["1234.5", "1234.5", "1234.5", "1"]);
  await expect(page.getByTestId("live")).toHaveText("Вставлены 3 строки.");
  // Told again in the same words, it is said again.
  const said = page.evaluate(
    () =>
      new Promise((resolve) => {
        const live = document.querySelector('[data-testid="live"]') as HTMLElement;
        new MutationObserver(() => resolve(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
      }),
  );
  await page.keyboard.press("Control+v");
  expect(await said).toBe("Вставлены 3 строки.");
  await cell(page, 0, "name").click();
  await pasteText(page, "А\tx\tшт\tмного\nБ\tx\tшт\t2\nВ\tx\tшт\t3\nГ\tx\tшт\tмало\nД\tx\tшт\t5");
  await expect.poll(() => stored(host, id, "name")).toEqual(["А", "Б", "В", "Г", "Д"]);
  await expect(page.getByTestId("toast").last()).toContainText("Вставлено 5 строк. Не прочитаны 2 ячейки");
  await expect(cell(page, 3, "quantity")).toHaveText("мало");
});

const TABLE = [
  "Коммерческое предложение\t\t\t\t",
  "Цена, руб.\tНаименование\tАрт.\tКол-во\tСклад",
  "1 234,50\tКран 1/2\"\t0041\t5\tда",
  "по запросу\tНасос\t0042\t2\tнет",
  "99,9\tТруба\t0043\t12,5\tда",
].join("\n");

test("a table with columns of its own is mapped, shown as it will be read, added as one step and remembered", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 0, "article").click();
  await pasteText(page, TABLE);
  const dialog = page.getByTestId("paste-dialog");
  await expect(dialog).toBeVisible();
  await expect(page.getByTestId("paste-column-0")).toHaveValue("unit_price");
  await expect(page.getByTestId("paste-column-1")).toHaveValue("name");
  await expect(page.getByTestId("paste-column-2")).toHaveValue("article");
  await expect(page.getByTestId("paste-column-3")).toHaveValue("quantity");
  await expect(page.getByTestId("paste-counts")).toHaveText(/Будут вставлены 3 строки\s*Не прочитана 1 ячейка/);
  await expectAccessible(page, "mapping of a paste");
  await shot(page, "grid-paste-mapping");
  // By keyboard: the last column becomes the remark, Enter on the button pastes.
  await page.getByTestId("paste-column-4").focus();
  await page.getByTestId("paste-column-4").selectOption("note");
  await page.getByTestId("paste-run").focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "0041", "0042", "0043", "A-2"]);
  expect(await stored(host, id, "unit_price")).toEqual(["101", "1234.5", "0", "99.9", "102"]);
  await expect(cell(page, 2, "unit_price")).toHaveText("по запросу");
  await expect(cell(page, 2, "unit_price")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-2"]);

  // The same heading comes back mapped as it was; this time over the lines.
  await cell(page, 0, "article").click();
  await pasteText(page, TABLE);
  await expect(page.getByTestId("paste-column-4")).toHaveValue("note");
  await page.getByTestId("paste-over").check();
  await page.getByTestId("paste-run").click();
  await expect.poll(() => stored(host, id, "article")).toEqual(["0041", "0042", "0043"]);
  expect(await stored(host, id, "unit_price")).toEqual(["1234.5", "102", "99.9"]);

  // Asked for by key, and given up.
  await pasteText(page, "1\n2", "Control+Shift+v");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await stored(host, id, "article")).toEqual(["0041", "0042", "0043"]);
});

test("a heading that was not recognised is chosen by its number", async ({ page, open, host }) => {
  const id = await quoteWith(host, []);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Enter");
  await pasteText(page, "foo\tbar\nКран\t5\nНасос\t7", "Control+Shift+v");
  await page.getByTestId("paste-column-0").selectOption("name");
  await page.getByTestId("paste-column-1").selectOption("quantity");
  await page.getByRole("button", { name: "1", exact: true }).or(page.getByRole("button", { name: /Строка 1|строку 1/ })).first().click();
  await expect(page.getByTestId("paste-counts")).toContainText("Будут вставлены 2 строки");
  await page.getByTestId("paste-run").click();
  await expect.poll(() => stored(host, id, "name")).toEqual(["", "Кран", "Насос"]);
  expect(await stored(host, id, "quantity")).toEqual(["1", "5", "7"]);
});

test("a paste that finds no cell to take it says so", async ({ page, open, host }) => {
  const id = await sectioned(host);
  await openQuote(page, open, id);
  await cell(page, 1, "gross").click();
  await pasteText(page, "777");
  await expect(page.getByTestId("toast").last()).toHaveText(/Ничего не вставлено/);
  // Two lines, and the heading of the next section.
  await cell(page, 2, "quantity").click();
  await pasteText(page, "7\n8\n9");
  await expect(page.getByTestId("toast").last()).toContainText("Вставлены 2 строки. 1 значение попало на заголовок раздела и не вставлено");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["1", "1", "7", "8", "1", "1", "1"]);
});

test("a paste that is taken back takes what it left unread with it", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await pasteText(page, "zz\n9");
  await expect(cell(page, 0, "quantity")).toHaveText("zz");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["1", "9", "1"]);
  await page.keyboard.press("Control+z");
  await expect(cell(page, 0, "quantity")).toHaveText("1");
  await expect(cell(page, 1, "quantity")).toHaveText("1");
  expect(await stored(host, id, "quantity")).toEqual(["1", "1", "1"]);
});

test("the menu stands inside a small window and pastes", async ({ page, open, host }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const id = await quoteWith(host, lines(12));
  await openQuote(page, open, id);
  for (const row of [1, 6, 11]) {
    await cell(page, row, "name").click({ button: "right" });
    const menu = page.getByRole("menu");
    await expect(menu).toBeVisible();
    const box = await menu.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 720, `${JSON.stringify(box)} at row ${row}`).toBe(true);
    await page.keyboard.press("Escape");
  }
  await page.evaluate(() => navigator.clipboard.writeText("42\n43"));
  await cell(page, 3, "quantity").click();
  await cell(page, 3, "quantity").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Вставить", exact: false }).first().click();
  await expect.poll(async () => (await stored(host, id, "quantity")).slice(3, 5)).toEqual(["42", "43"]);
});
