import { expect, shot, test } from "./test";

test("a customer is made, checked, found, deleted and brought back", async ({ page, open, host }) => {
  await open("#/customers");
  await expect(page.getByRole("heading", { name: "Клиентов пока нет" })).toBeVisible();
  await shot(page, "customers-empty");

  await page.keyboard.press("Control+n");
  await page.getByLabel("Название", { exact: true }).fill("Вымпел-Строй");
  await page.getByLabel("ИНН", { exact: true }).fill("7707083894");
  await page.getByTestId("customer-create").click();
  await expect(page.getByText("E2013")).toBeVisible();
  await expect(page.getByLabel("ИНН", { exact: true })).toHaveValue("7707083894");
  await shot(page, "customer-refused-inn");

  await page.getByLabel("ИНН", { exact: true }).fill("7707083893");
  await page.getByTestId("customer-create").click();
  await expect(page.getByRole("heading", { level: 1, name: "Вымпел-Строй" })).toBeVisible();
  await expect(page.getByText("E2013")).toHaveCount(0);

  await page.getByTestId("contact-new").click();
  await page.getByLabel("Имя", { exact: true }).fill("Анна");
  await page.getByLabel("Фамилия").fill("Крылова");
  await page.getByTestId("contact-create").click();
  await expect(page.getByTestId("contact")).toContainText("Анна Крылова");
  await expect(page.getByTestId("contact")).toContainText("основной");
  await shot(page, "customer");

  await page.keyboard.press("Escape");
  await page.locator("body").press("g");
  await page.locator("body").press("c");
  const row = page.getByRole("row").filter({ hasText: "Вымпел-Строй" });
  await expect(row).toContainText("Анна Крылова");
  await host.call("customer.create", { set: { name: "Другой" } });
  await page.getByTestId("list-search").fill("вым");
  await expect(page.getByTestId("list-total")).toHaveText("1 запись");

  await page.getByTestId("customers").press("Delete");
  const deleted = page.getByTestId("toast").filter({ hasText: "В корзине: Вымпел-Строй" });
  await expect(deleted).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ничего не найдено" })).toBeVisible();
  await deleted.getByRole("button", { name: "Отменить" }).click();
  await expect(row).toBeVisible();

  await page.getByTestId("customers").press("Delete");
  await expect(row).toHaveCount(0);
  await page.locator("body").press("g");
  await page.locator("body").press("b");
  await page.getByRole("tab", { name: "Клиенты" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Вымпел-Строй" })).toBeVisible();
  await shot(page, "bin");
  await page.getByRole("row").filter({ hasText: "Вымпел-Строй" }).getByRole("button", { name: "Восстановить" }).click();
  await expect(page.getByRole("heading", { name: "Корзина пуста" })).toBeVisible();
});

test("what is refused stays in its field, outlives the page, and is taken with what fits it", async ({ page, open, host }) => {
  const { customer } = await host.call("customer.create", { set: { name: "Альтаир" } });
  await open(`#/customers/${customer.id}`);
  const account = page.getByLabel("Расчётный счёт");
  const saved = async () => (await host.call("customer.get", { id: customer.id })).customer;

  await page.getByLabel("БИК").fill("044525225");
  await page.getByLabel("БИК").press("Tab");
  await expect.poll(async () => (await saved()).bic).toBe("044525225");
  await account.fill("123");
  await account.press("Enter");
  await expect(page.getByText("E2017")).toBeVisible();

  await page.getByLabel("Телефон").first().fill("+7 495 000-00-01");
  await page.getByLabel("Телефон").first().press("Enter");
  await expect.poll(async () => (await saved()).phone).toBe("+7 495 000-00-01");
  expect((await saved()).account).toBe("");

  await open("#/customers");
  await open(`#/customers/${customer.id}`);
  await expect(account).toHaveValue("123");

  await account.fill("");
  await account.press("Enter");
  await expect(page.getByText("E2017")).toHaveCount(0);
});

test("undo and redo survive a change of page", async ({ page, open, host }) => {
  const { customer } = await host.call("customer.create", { set: { name: "До" } });
  await open(`#/customers/${customer.id}`);
  await page.getByLabel("Название", { exact: true }).fill("После");
  await page.getByLabel("Название", { exact: true }).press("Enter");
  await expect(page.getByTestId("save-status")).toHaveText("Сохранено");
  await page.getByTestId("nav-products").click();
  await expect(page.getByRole("heading", { level: 1, name: "Товары" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await host.call("customer.get", { id: customer.id })).customer.name).toBe("До");
  await expect(page.getByTestId("toast").last()).toContainText("Отменено");
  await page.keyboard.press("Control+y");
  await expect.poll(async () => (await host.call("customer.get", { id: customer.id })).customer.name).toBe("После");
});

test("a long list is scrolled, sorted and read by row numbers", async ({ page, open, host }) => {
  for (let at = 0; at < 320; at += 1) {
    await host.call("customer.create", { set: { name: `Клиент ${String(at).padStart(3, "0")}` } });
  }
  await open("#/customers");
  const grid = page.getByTestId("customers");
  await expect(grid).toHaveAttribute("aria-rowcount", "321");
  expect(await page.getByRole("row").count()).toBeLessThan(60);
  // The other way round than they came: the answer is seen, and only then the end is asked for.
  const byName = page.getByRole("columnheader", { name: "Клиент" }).getByRole("button");
  await byName.click();
  await byName.click();
  await expect(page.getByRole("row").nth(1)).toContainText("Клиент 319");
  await grid.press("End");
  await expect(page.getByRole("row").filter({ hasText: "Клиент 000" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Клиент 000" })).toHaveAttribute("aria-rowindex", "321");
  await byName.click();
  await expect(page.getByRole("row").nth(1)).toContainText("Клиент 000");
});
