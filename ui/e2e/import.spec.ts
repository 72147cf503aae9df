import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, expectAccessible, type Page, shot, test } from "./test";

const LISTS = fileURLToPath(new URL("../../samples/price-lists", import.meta.url));

async function choose(page: Page, path: string, button = "import-file"): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId(button).click();
  await (await chooser).setFiles(path);
}

function write(folder: string, name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const LIST = [
  "Артикул;Наименование;Ед.;Цена",
  "0001;Кран шаровой 1/2\";шт;1 234,50",
  "0002;Кран шаровой 3/4\";шт;2 100,00",
  ";;;",
  "0003;Насос;шт;по запросу",
  "0001;Кран шаровой 1/2\" (повтор);шт;999,00",
].join("\n");

test("a messy list is read, checked, imported as one step and taken back", async ({ page, open, host }) => {
  await open("#/import");
  await shot(page, "import-start");
  await choose(page, join(LISTS, "armatek-stock.xlsx"));
  await expect(page.getByTestId("import-mapping")).toBeVisible();
  await expect(page.getByTestId("import-source")).toContainText("угаданы");
  await expect(page.getByTestId("import-run")).toBeDisabled();
  const read = Number((await page.getByTestId("import-count-new").innerText()).replace(/\D/g, ""));
  const unread = Number((await page.getByTestId("import-count-faults").innerText()).replace(/\D/g, ""));
  expect(read).toBeGreaterThan(250);
  expect(unread).toBeGreaterThan(5);
  await expectAccessible(page, "import columns");
  await shot(page, "import-columns");

  await page.getByRole("tab", { name: "Товары" }).click();
  await expect(page.getByTestId("import-products")).toContainText("004512");
  await expectAccessible(page, "import products");
  await shot(page, "import-products");
  await page.getByRole("tab", { name: "Не прочитано" }).click();
  await expect(page.getByTestId("import-faults")).toContainText("Артикул уже был в строке");
  await expectAccessible(page, "import faults");
  await shot(page, "import-faults");

  await page.getByTestId("import-supplier").fill("Арматек-Сток");
  await page.getByTestId("import-supplier").press("Enter");
  await expect(page.getByTestId("import-run")).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("import-report")).toBeVisible();
  await expectAccessible(page, "import report");
  await shot(page, "import-report");
  expect((await host.call("product.list", { limit: 1 })).total).toBe(read);

  await page.getByTestId("import-undo").click();
  await expect(page.getByTestId("import-file")).toBeVisible();
  expect((await host.call("product.list", { limit: 1 })).total).toBe(0);
});

test("columns, header row and the reading of numbers are set by hand, and remembered for the supplier", async ({ page, open, host }) => {
  const path = write(host.dataDir, "list.csv", LIST);
  await open("#/import");
  await choose(page, path);
  await expect(page.getByTestId("import-count-new")).toHaveText("2");

  await page.getByTestId("import-column-2").selectOption("note");
  await expect(page.getByTestId("import-column-2")).toHaveValue("note");
  await page.getByTestId("import-column-0").selectOption("brand");
  await expect(page.getByTestId("import-column-0")).toHaveValue("brand");
  await page.getByTestId("import-column-0").selectOption("article");
  await page.getByRole("button", { name: "Сделать строку 2 строкой заголовков" }).click();
  await expect(page.getByRole("button", { name: "Не считать строку 2 строкой заголовков" })).toBeVisible();
  await page.getByRole("button", { name: "Сделать строку 1 строкой заголовков" }).press("Enter");

  await page.getByLabel("Как читать числа").selectOption("dot");
  await expect(page.getByTestId("import-count-faults")).not.toHaveText("1");
  await page.getByLabel("Как читать числа").selectOption("comma");
  await expect(page.getByText("«1 234,50» читается как 1 234,50")).toBeVisible();

  await page.getByTestId("import-supplier").fill("Волга");
  await page.getByTestId("import-supplier").press("Enter");
  await page.getByTestId("import-run").click();
  await expect(page.getByTestId("import-report")).toContainText("Загружено");

  const changed = write(host.dataDir, "list-2.csv", LIST.replace("2 100,00", "2 200,00"));
  await open("#/import");
  await page.reload();
  await choose(page, changed);
  await page.getByTestId("import-supplier").fill("Волга");
  await expect(page.getByRole("option", { name: "Волга" }).first()).toBeVisible();
  await page.getByTestId("import-supplier").press("Enter");
  await expect(page.getByTestId("import-source")).toContainText("как в прошлый раз");
  await expect(page.getByTestId("import-column-2")).toHaveValue("note");
  await expect(page.getByTestId("import-count-new")).toHaveText("0");
  await expect(page.getByTestId("import-count-changed")).toHaveText("1");
});

test("another file does not inherit the supplier of the one before", async ({ page, open, host }) => {
  await open("#/import");
  await choose(page, write(host.dataDir, "volga.csv", LIST));
  await page.getByTestId("import-supplier").fill("Волга");
  await page.getByTestId("import-supplier").press("Enter");
  await expect(page.getByTestId("import-run")).toBeEnabled();
  await choose(page, write(host.dataDir, "kama.csv", LIST), "import-another");
  await expect(page.getByTestId("import-file-name")).toHaveText("kama.csv");
  await expect(page.getByTestId("import-supplier")).toHaveValue("");
  await expect(page.getByTestId("import-run")).toBeDisabled();
});

test("a file opened for a supplier belongs to it", async ({ page, open, host }) => {
  const supplier = await host.call("supplier.create", { set: { name: "Кама" } });
  await open(`#/import?supplier=${supplier.id}`);
  await choose(page, write(host.dataDir, "kama.csv", LIST));
  await expect(page.getByTestId("import-supplier")).toHaveValue("Кама");
});

test("a file dropped on the window is opened", async ({ page, open }) => {
  await open("#/import");
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return data;
  }, LIST);
  await page.getByTestId("import-drop").dispatchEvent("dragover", { dataTransfer: transfer });
  await expect(page.getByText("Отпустите файл")).toBeVisible();
  await page.getByTestId("import-drop").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByTestId("import-file-name")).toHaveText("dropped.csv");
});

for (const [name, content] of [
  ["empty.csv", ""],
  ["damaged.xlsx", "PK\u0003\u0004 this is no workbook"],
  ["picture.xlsx", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
] as const) {
  test(`${name} is refused with what to do, and another file goes on`, async ({ page, open, host }) => {
    await open("#/import");
    await choose(page, write(host.dataDir, name, content));
    await expect(page.getByTestId("import-error").getByRole("alert")).toContainText(/\(E\d{4}\)/);
    await shot(page, `import-refused-${name}`);
    await choose(page, write(host.dataDir, "good.csv", LIST), "import-another");
    await expect(page.getByTestId("import-error")).toHaveCount(0);
    await expect(page.getByTestId("import-count-new")).toHaveText("2");
  });
}

test.describe("dark, English", () => {
  test.use({ prepared: { language: "en", theme: "dark" } });

  test("the import speaks English and is accessible in the dark", async ({ page, open }) => {
    await open("#/import");
    await expectAccessible(page, "import start");
    await choose(page, join(LISTS, "huaxin-quotation.xlsx"));
    await expect(page.getByTestId("import-source")).toContainText("guessed");
    await expectAccessible(page, "import columns");
    await shot(page, "import-columns-dark-en");
    await page.getByRole("tab", { name: "Not read" }).click();
    await expectAccessible(page, "import faults");
    await shot(page, "import-faults-dark-en");
  });
});
