import type { Component } from "svelte";
import { beginOpening } from "~/features/quotes/opening";
import type { PageName, Route } from "./route";

/** What every page is given. */
export interface PageProps {
  route: Route;
}

type Loader = (route: Route) => Promise<{ default: Component<PageProps> | Component<Record<string, never>> }>;

const quotes: Loader = () => import("~/features/quotes/QuotesPage.svelte");
// The quote is read while its page is loaded: it is drawn once, with everything.
const quote: Loader = async ({ id }) => {
  const [page] = await Promise.all([import("~/features/quotes/QuotePage.svelte"), id && id !== "new" ? beginOpening(id) : null]);
  return page;
};
const customers: Loader = () => import("~/features/customers/CustomersPage.svelte");
const customer: Loader = () => import("~/features/customers/CustomerPage.svelte");

const PAGES: Record<PageName, Loader> = {
  quotes,
  customers,
  products: () => import("~/features/products/ProductsPage.svelte"),
  rates: () => import("~/features/rates/RatesPage.svelte"),
  suppliers: () => import("~/features/suppliers/SuppliersPage.svelte"),
  import: () => import("~/features/import/ImportPage.svelte"),
  bin: () => import("~/features/bin/BinPage.svelte"),
  settings: () => import("~/features/settings/SettingsPage.svelte"),
};

function loader(route: Route): Loader {
  if (route.id && route.page === "quotes") return quote;
  if (route.id && route.page === "customers") return customer;
  return PAGES[route.page];
}

/** Loads the page of a route. A page with an id may be another page than its list. */
export async function loadPage(route: Route): Promise<Component<PageProps>> {
  // A page that takes no properties ignores the route.
  return (await loader(route)(route)).default as Component<PageProps>;
}
