import { expect, shot, test } from "./test";

test("the page that was open is there again at the next start", async ({ page, open, host }) => {
  await open("#/suppliers");
  await expect.poll(async () => (await host.call("settings.get")).route).toBe("#/suppliers");
  await page.goto("about:blank");
  await open();
  await expect(page.getByRole("heading", { level: 1, name: "Поставщики" })).toBeVisible();
});

test("a failed command is a banner with code, what to do, and Retry", async ({ page, open, host }) => {
  await host.call("customer.create", { set: { name: "Северная верфь" } });
  await open("#/customers");
  let refused = 0;
  await page.route("**/rpc", async (route) => {
    const { command } = route.request().postDataJSON() as { command: string };
    if (command !== "customer.delete" || refused > 0) return route.fallback();
    refused += 1;
    return route.fulfill({ json: { error: { code: "E3004", params: {}, field: null, detail: null } } });
  });
  await page.getByTestId("customers").press("Delete");
  const banner = page.getByTestId("failures").getByRole("alert");
  await expect(banner).toContainText("Не удалось сохранить (E3004)");
  await expect(page.getByTestId("save-status")).toHaveText("Не сохранено");
  await expect(page.getByRole("row").filter({ hasText: "Северная верфь" })).toBeVisible();
  await shot(page, "error-banner");
  await banner.getByRole("button", { name: "Повторить" }).click();
  await expect(page.getByRole("heading", { name: "Клиентов пока нет" })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByTestId("save-status")).toHaveText("Сохранено");
});

test("a value the core refuses does not claim to be saved", async ({ page, open, host }) => {
  const { customer } = await host.call("customer.create", { set: { name: "Альтаир" } });
  await open(`#/customers/${customer.id}`);
  await page.getByLabel("БИК").fill("1");
  await page.getByLabel("БИК").press("Enter");
  await expect(page.getByText("E2016")).toBeVisible();
  await expect(page.getByTestId("save-status")).toHaveText("");
});

test("what has a shortcut says so in the palette, and zoom keeps the rows whole", async ({ page, open, host }) => {
  for (let at = 0; at < 60; at += 1) await host.call("customer.create", { set: { name: `Клиент ${at + 10}` } });
  await open("#/customers");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("крупнее");
  await expect(page.getByRole("option").first()).toContainText("Ctrl=");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await host.call("settings.get")).zoom).toBe(110);
  const rows = page.getByRole("row");
  const first = await rows.nth(1).boundingBox();
  const second = await page.getByRole("row").filter({ hasText: "Клиент 11" }).boundingBox();
  expect(first?.height).toBeCloseTo(35.2, 0);
  expect((second?.y ?? 0) - (first?.y ?? 0)).toBeCloseTo(first?.height ?? 0, 0);
});
