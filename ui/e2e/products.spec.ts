import { expect, shot, test } from "./test";

test("a supplier and its product are made, filtered, copied and priced as people type", async ({ page, open, host }) => {
  await open("#/suppliers");
  await page.keyboard.press("Control+n");
  await page.getByTestId("supplier-panel").getByLabel("Название").fill("ПромСнаб");
  await page.getByTestId("supplier-create").click();
  await expect(page.getByRole("row").filter({ hasText: "ПромСнаб" })).toBeVisible();
  await shot(page, "suppliers");

  await page.getByRole("button", { name: "Товары поставщика" }).click();
  await expect(page.getByTestId("product-supplier")).toHaveValue("ПромСнаб");
  await page.getByTestId("product-new").click();
  const panel = page.getByTestId("product-panel");
  await panel.getByLabel("Название").fill('Кран шаровой 1½" Ду40');
  await panel.getByLabel("Артикул").fill("00042-К");
  await panel.getByLabel("Цена").fill("1 234,5");
  await page.getByTestId("product-create").click();
  const row = page.getByRole("row").filter({ hasText: "00042-К" });
  await expect(row).toContainText(/1\s234,50\s₽/);
  await expect(panel.getByRole("heading", { level: 2 })).toContainText("Кран шаровой");
  await shot(page, "product-panel");

  await panel.getByLabel("Цена").fill("дорого");
  await panel.getByLabel("Цена").press("Enter");
  await expect(panel.getByText("Это не число")).toBeVisible();
  await expect(panel.getByLabel("Цена")).toHaveValue("дорого");
  await panel.getByLabel("Цена").fill("2.000,75");
  await panel.getByLabel("Цена").press("Enter");
  await expect(row).toContainText(/2\s000,75/);

  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.getByTestId("products").press("Control+d");
  await expect(panel).toBeVisible();
  await expect.poll(async () => (await host.call("product.list")).total).toBe(2);
});

test("an arrow leads from the search into the list and Enter opens the row", async ({ page, open, host }) => {
  for (const name of ["Насос 25-40", "Насос 25-60", "Муфта"]) await host.call("product.create", { set: { name } });
  await open("#/products");
  await page.keyboard.press("/");
  await page.keyboard.type("насос");
  await expect(page.getByTestId("list-total")).toHaveText("2 записи");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("product-panel").getByRole("heading", { level: 2 })).toContainText("Насос");
  await page.keyboard.press("Escape");
  await page.getByTestId("products").press("Control+a");
  await page.getByTestId("products").press("Delete");
  await expect(page.getByTestId("toast")).toContainText("2 записи");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("list-total")).toHaveText("2 записи");
});

test("a new product that was cancelled leaves nothing behind, and a wrong number holds it back", async ({ page, open, host }) => {
  await open("#/products");
  const panel = page.getByTestId("product-panel");
  await page.getByTestId("product-new").click();
  await panel.getByLabel("Название").fill("Муфта");
  await panel.getByLabel("Цена").fill("дорого");
  await page.getByTestId("product-create").click();
  await expect(panel.getByText("Это не число")).toBeVisible();
  await expect(panel.getByLabel("Цена")).toHaveValue("дорого");
  expect((await host.call("product.list")).total).toBe(0);

  await panel.getByRole("button", { name: "Отмена" }).click();
  await expect(panel).toHaveCount(0);
  await expect.poll(async () => (await host.call("draft.list", { prefix: "product/" })).drafts).toEqual([]);
  await page.getByTestId("product-new").click();
  await expect(panel.getByLabel("Название")).toHaveValue("");

  await panel.getByLabel("Название").fill("Насос");
  await panel.getByLabel("Цена").fill("12,5");
  await page.getByTestId("product-create").click();
  await expect(page.getByRole("row").filter({ hasText: "Насос" })).toContainText("12,50");
});

test("a choice waits for the answer to what was typed, and a failed search is said", async ({ page, open, host }) => {
  for (const name of ["Вектор", "Волга", "Волга-Сервис"]) await host.call("supplier.create", { set: { name } });
  await open("#/products");
  const field = page.getByTestId("product-supplier");
  await field.click();
  await expect(page.getByRole("option", { name: "Вектор" })).toBeVisible();

  let release = () => {};
  let refuse = false;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/rpc", async (route) => {
    const { command } = route.request().postDataJSON() as { command: string };
    if (command === "supplier.list" && refuse) return route.fulfill({ json: { error: { code: "E3004" } } });
    if (command === "supplier.list") await held;
    await route.continue();
  });
  await field.fill("Волга");
  await field.press("Tab");
  await expect(field).not.toBeFocused();
  release();
  await expect(page.getByRole("button", { name: "Все поставщики" })).toBeVisible();
  await expect(field).toHaveValue("Волга");

  await field.fill("Волга-С");
  await expect(page.getByRole("option", { name: "Волга-Сервис" })).toBeVisible();
  await field.press("Tab");
  await expect(field).toHaveValue("Волга");

  refuse = true;
  await field.fill("Вектор");
  await expect(page.getByRole("alert").filter({ hasText: "E3004" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Ничего не найдено" })).toHaveCount(0);
});
