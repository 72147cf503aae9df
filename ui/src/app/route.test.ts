import { expect, test } from "vitest";
import { HOME, href, parseRoute } from "./route";

test("addresses are read", () => {
  const check = (hash: string, page: string, id: string | null = null, query = {}) =>
    expect(parseRoute(hash)).toEqual({ page, id, query });
  check("#/customers", "customers");
  check("#/customers/", "customers");
  check("#/customers/0190-ab", "customers", "0190-ab");
  check("#/customers/new?name=%D0%90%26%D0%91", "customers", "new", { name: "А&Б" });
  check("#/products?supplier=s1", "products", null, { supplier: "s1" });
  check("settings/keyboard", "settings", "keyboard");
  check("#/quotes/a%2Fb", "quotes", "a/b");
});

test("unknown addresses lead home", () => {
  for (const hash of ["", "#", "#/", "#/nowhere", "#/constructor/1", "javascript:alert(1)"]) {
    expect(parseRoute(hash)).toEqual(HOME);
  }
});

test("links lead where they say", () => {
  const check = (...route: Parameters<typeof href>) => {
    const [page, id = null, query = {}] = route;
    expect(parseRoute(href(...route))).toEqual({ page, id, query });
  };
  check("quotes");
  check("quotes", "a/b c");
  check("products", null, { supplier: "s&1" });
  check("import", null, { supplier: "s 1", file: "/tmp/a?b.csv" });
});
