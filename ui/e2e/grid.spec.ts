import { cell, line, lines, openQuote, quoteWith, sectioned, stored } from "./quotes";
import { expect, type Page, shot, test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const active = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return `${focused?.closest<HTMLElement>("[data-row]")?.dataset.row} ${focused?.getAttribute("data-column")}`;
  });

const selected = (page: Page) => page.locator('[data-testid="quote-grid"] [aria-selected="true"]');

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

async function middle(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("the keys of a spreadsheet move and select", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(60));
  await openQuote(page, open, id);
  await cell(page, 0, "article").click();
  const walk: [string, string][] = [
    ["ArrowDown", "1 article"],
    ["ArrowRight", "1 name"],
    ["Tab", "1 brand"],
    ["Shift+Tab", "1 name"],
    ["Enter", "2 name"],
    ["Shift+Enter", "1 name"],
    ["End", "1 gross"],
    ["Home", "1 ordinal"],
    ["Control+ArrowDown", "59 ordinal"],
    ["Control+ArrowRight", "59 gross"],
    ["Control+ArrowUp", "0 gross"],
    ["Control+ArrowLeft", "0 ordinal"],
    ["Control+End", "59 gross"],
    ["Control+Home", "0 ordinal"],
  ];
  for (const [keys, place] of walk) {
    await page.keyboard.press(keys);
    expect(await active(page), keys).toBe(place);
  }
  await page.keyboard.press("PageDown");
  const down = Number((await active(page)).split(" ")[0]);
  expect(down).toBeGreaterThan(8);
  await page.keyboard.press("PageUp");
  expect(await active(page)).toBe("0 ordinal");

  await cell(page, 1, "unit").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(selected(page)).toHaveCount(4);
  await page.keyboard.press("Shift+Space");
  await expect(cell(page, 2, "gross")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 3, "gross")).toHaveAttribute("aria-selected", "false");
  await cell(page, 1, "quantity").click();
  await page.keyboard.press("Control+Space");
  await expect(cell(page, 0, "quantity")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 5, "quantity")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 0, "unit")).toHaveAttribute("aria-selected", "false");
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(1);
  await page.keyboard.press("Control+a");
  await expect(cell(page, 8, "net")).toHaveAttribute("aria-selected", "true");

  await cell(page, 0, "quantity").click();
  await page.keyboard.press("F2");
  await expect(page.getByTestId("cell-editor")).toHaveValue("1");
  await page.keyboard.press("Escape");
  await page.keyboard.type("=2*(3+1)");
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, 0, "quantity")).toHaveText("8");
  await cell(page, 1, "unit_price").click();
  await page.keyboard.type("=1000*12,5%");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "unit_price")).toHaveText("125,00");
  await cell(page, 2, "discount").click();
  await page.keyboard.type("=5%+2%");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "discount")).toHaveText(/7\s%/);
});

test("cells are filled down, to the right and by the corner of the selection", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { quantity: "7" }), line(2, { quantity: "8" }), ...lines(4).slice(2), line(5), line(6)]);
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await page.keyboard.press("Shift+ArrowDown");
  const corner = await cell(page, 1, "quantity").boundingBox();
  if (!corner) throw new Error("no corner");
  await drag(page, { x: corner.x + corner.width - 3, y: corner.y + corner.height - 3 }, await middle(page, '[data-row="5"] [data-column="quantity"]'));
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "8", "7", "8", "7", "8"]);
  await expect(cell(page, 5, "quantity")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "8", "1", "1", "1", "1"]);

  await cell(page, 0, "quantity").click();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "7", "7", "7", "1", "1"]);
  await cell(page, 0, "quantity").click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+r");
  await expect.poll(async () => (await stored(host, id, "unit_price"))[0]).toBe("7");
});

test("a drag past the edge scrolls, whether it selects or fills", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { quantity: "7" }), ...lines(200).slice(1)]);
  await openQuote(page, open, id);
  const view = await page.getByTestId("totals-lines").boundingBox();
  const from = await middle(page, '[data-row="2"] [data-column="name"]');
  const below = { x: from.x, y: (view?.y ?? 0) + 10 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(below.x, below.y, { steps: 4 });
  await expect(cell(page, 60, "name")).toHaveAttribute("aria-selected", "true");
  await page.mouse.move(from.x, 4, { steps: 4 });
  await expect(cell(page, 0, "name")).toBeInViewport();
  await page.mouse.up();
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 3, "name")).toHaveAttribute("aria-selected", "false");

  await cell(page, 0, "quantity").click();
  const corner = await cell(page, 0, "quantity").boundingBox();
  if (!corner) throw new Error("no corner");
  await page.mouse.move(corner.x + corner.width - 3, corner.y + corner.height - 3);
  await page.mouse.down();
  await page.mouse.move(corner.x, below.y, { steps: 4 });
  await expect(cell(page, 50, "quantity")).toHaveClass(/filled/);
  await page.mouse.up();
  await expect.poll(async () => (await stored(host, id, "quantity")).slice(0, 51).every((quantity) => quantity === "7")).toBe(true);
});

test("several rows are inserted, copied, moved by key and by their numbers, and deleted at once", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(5));
  await openQuote(page, open, id);
  await cell(page, 1, "ordinal").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-2", "A-3", "A-1", "A-4", "A-5"]);
  await page.keyboard.press("Control+Shift+D");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-2", "A-3", "A-2", "A-3", "A-1", "A-4", "A-5"]);
  await page.keyboard.press("Control+Delete");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-2", "A-3", "A-1", "A-4", "A-5"]);

  await cell(page, 0, "ordinal").click();
  await page.keyboard.press("Shift+ArrowDown");
  const to = await cell(page, 4, "ordinal").boundingBox();
  if (!to) throw new Error("no row");
  await drag(page, await middle(page, '[data-row="1"] [data-column="ordinal"]'), { x: to.x + 10, y: to.y + to.height - 4 });
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-4", "A-5", "A-2", "A-3"]);
  await expect(cell(page, 3, "article")).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Control+Enter");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-4", "A-5", "A-2", "A-3", "", ""]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-4", "A-5", "A-2", "A-3"]);
});

test("sections fold away, keep counting, are remembered, and open for whoever is led there", async ({ page, open, host }) => {
  const id = await sectioned(host);
  await openQuote(page, open, id);
  const gross = await page.getByTestId("totals-gross").innerText();
  const grid = page.getByTestId("quote-grid");
  await expect(grid).toHaveAttribute("aria-rowcount", "8");
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-expanded", "true");
  // The title stands over the columns from the article to the VAT.
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-colindex", "2");
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-colspan", "8");
  await expect(cell(page, 1, "name")).toHaveAttribute("aria-colindex", "3");
  await cell(page, 2, "name").click();
  await page.keyboard.press("Alt+-");
  await expect(grid).toHaveAttribute("aria-rowcount", "5");
  await expect(cell(page, 0, "name")).toHaveAttribute("aria-expanded", "false");
  await expect(cell(page, 0, "name")).toContainText("свёрнуты 3 строки");
  expect(await active(page)).toBe("0 name");
  await expect(cell(page, 0, "net")).toHaveText(/306,00/);
  await expect(page.getByTestId("totals-gross")).toHaveText(gross);
  await shot(page, "grid-folded");
  await page.keyboard.press("ArrowDown");
  expect(await active(page)).toBe("1 name");
  await expect(cell(page, 1, "name")).toHaveText("Узел 2");

  await page.reload();
  await expect(grid).toHaveAttribute("aria-rowcount", "5");

  // Finding, copying and pasting reach what is folded away.
  await page.keyboard.press("Control+f");
  await page.keyboard.type("товар 2");
  await expect(cell(page, 2, "name")).toHaveText("Товар 2");
  await page.keyboard.press("Escape");
  expect(await active(page)).toBe("2 name");
  await cell(page, 0, "name").locator("[data-fold]").click();
  await expect(grid).toHaveAttribute("aria-rowcount", "5");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await expect.poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n")).toHaveLength(7);
  await page.evaluate(() => navigator.clipboard.writeText("Новый узел\nX\nY"));
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+v");
  await expect(grid).toHaveAttribute("aria-rowcount", "8");
  await expect.poll(() => stored(host, id, "name")).toEqual(["Новый узел", "X", "Y", "Товар 3", "Узел 2", "Товар 4", "Товар 5"]);

  // A folded heading stands for its section.
  await cell(page, 0, "name").click();
  await page.keyboard.press("Alt+-");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => stored(host, id, "name")).toEqual(["Узел 2", "Новый узел", "X", "Y", "Товар 3", "Товар 4", "Товар 5"]);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await stored(host, id, "name"))[0]).toBe("Новый узел");
  await cell(page, 0, "name").click();
  await page.keyboard.press("Alt+-");
  await page.keyboard.press("Control+Delete");
  await expect.poll(() => stored(host, id, "name")).toEqual(["Узел 2", "Товар 4", "Товар 5"]);
  await expect(page.getByTestId("toast").last()).toContainText("Удалены 4 строки");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await stored(host, id, "name")).length).toBe(7);
});

test("a text is found in the quote, case and ё aside, and Escape leads back to the cell", async ({ page, open, host }) => {
  const id = await quoteWith(host, [...lines(30), line(31, { name: "Трёхходовой кран", unit_price: "1234.5" }), line(32, { name: "ТРЕХХОДОВОЙ клапан" })]);
  await openQuote(page, open, id);
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+f");
  const count = page.getByTestId("grid-find-count");
  await page.keyboard.type("трехход");
  await expect(count).toHaveText("1 из 2");
  await expect(cell(page, 30, "name")).toHaveClass(/hit/);
  await page.keyboard.press("Enter");
  await expect(count).toHaveText("2 из 2");
  await expect(cell(page, 31, "name")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(count).toHaveText("1 из 2");
  await page.keyboard.press("Shift+Enter");
  await expect(count).toHaveText("2 из 2");
  await shot(page, "grid-find");
  await page.keyboard.press("Control+f");
  // The price, and the sum of one piece.
  await page.keyboard.type("1234,5");
  await expect(count).toHaveText("1 из 2");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("нет такого");
  await expect(count).toHaveText("Не найдено");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("grid-find")).toHaveCount(0);
  expect(await active(page)).toBe("30 unit_price");
});

test("columns are moved, pinned, widened, remembered and reset", async ({ page, open, host }) => {
  await page.setViewportSize({ width: 1100, height: 700 });
  const id = await quoteWith(host, [line(1), { kind: "section", name: "Узел" }, line(2)]);
  await openQuote(page, open, id);
  const titles = () => page.locator("[data-title]").evaluateAll((all) => all.map((title) => title.getAttribute("data-title")));
  const choose = async (name: string) => {
    await page.getByTestId("column-menu").click();
    await page.getByRole("menuitem", { name }).click();
  };
  await cell(page, 0, "unit").click();
  await choose("Переместить столбец левее");
  expect((await titles()).slice(0, 5)).toEqual(["ordinal", "article", "name", "unit", "brand"]);
  await choose("Закрепить столбец слева");
  await expect.poll(async () => (await titles()).slice(0, 4)).toEqual(["ordinal", "unit", "article", "name"]);
  await cell(page, 0, "article").click();
  await choose("Закрепить столбец слева");
  await expect.poll(async () => (await titles()).slice(0, 4)).toEqual(["ordinal", "article", "unit", "name"]);

  for (const name of ["Вес, кг", "ТН ВЭД", "Заметка"]) {
    await page.getByTestId("column-menu").click();
    await page.getByRole("menuitemcheckbox", { name }).click();
    await page.keyboard.press("Escape");
  }
  const left = async (column: string) => (await cell(page, 0, column).boundingBox())?.x ?? 0;
  const before = await left("unit");
  await cell(page, 0, "name").click();
  await page.keyboard.press("End");
  await expect(cell(page, 0, "gross")).toBeInViewport({ ratio: 1 });
  expect(await left("unit")).toBe(before);
  expect(await left("name")).toBeLessThan(before);
  expect((await page.locator('[data-title="unit"]').boundingBox())?.x).toBe(before);
  await shot(page, "grid-pinned");
  // The cell that is come to stands clear of the pinned ones.
  await cell(page, 0, "gross").click();
  for (let at = 0; at < 11; at += 1) {
    await page.keyboard.press("ArrowLeft");
    const [, column = ""] = (await active(page)).split(" ");
    if (!["unit", "article", "ordinal"].includes(column)) expect(await left(column), column).toBeGreaterThanOrEqual(before + 59);
  }
  await cell(page, 0, "unit").click();
  await page.keyboard.type("m");
  expect((await page.getByTestId("cell-editor").boundingBox())?.x).toBe(before);
  await page.keyboard.press("Escape");

  await page.reload();
  await expect.poll(async () => (await titles()).slice(0, 4)).toEqual(["ordinal", "article", "unit", "name"]);
  await drag(page, await middle(page, '[data-title="discount"]'), await middle(page, '[data-title="quantity"]'));
  await expect.poll(async () => (await titles()).slice(3, 8)).toEqual(["name", "brand", "discount", "quantity", "unit_price"]);
  await choose("Вернуть как было");
  await expect.poll(async () => (await titles()).slice(0, 6)).toEqual(["ordinal", "article", "name", "brand", "unit", "quantity"]);
});
