import type { Component } from "svelte";
import { beginOpening } from "~/features/quotes/opening";
import type { PageName, Route } from "./route";

/** What every page is given. */
export interface PageProps {
  route: Route;
}

/** A page that takes no properties ignores the route. */
type Page = Component<PageProps> | Component<Record<string, never>>;
type Loader = () => Promise<{ default: Page }>;

const LISTS: Record<PageName, Loader> = {
  quotes: () => import("~/features/quotes/QuotesPage.svelte"),
  customers: () => import("~/features/customers/CustomersPage.svelte"),
  products: () => import("~/features/products/ProductsPage.svelte"),
  rates: () => import("~/features/rates/RatesPage.svelte"),
  suppliers: () => import("~/features/suppliers/SuppliersPage.svelte"),
  import: () => import("~/features/import/ImportPage.svelte"),
  bin: () => import("~/features/bin/BinPage.svelte"),
  settings: () => import("~/features/settings/SettingsPage.svelte"),
};

/** A page with an id may be another page than its list. */
const SINGLE: Partial<Record<PageName, Loader>> = {
  quotes: () => import("~/features/quotes/QuotePage.svelte"),
  customers: () => import("~/features/customers/CustomerPage.svelte"),
};

/** Pages that are there: even a module that is loaded is looked for again by every `import`, with its style sheets. */
const loaded = new Map<Loader, Page>();

async function load(loader: Loader): Promise<Page> {
  const page = loaded.get(loader) ?? (await loader()).default;
  loaded.set(loader, page);
  return page;
}

/** Loads the page of a route. A quote is read while its page is loaded: it is drawn once, with everything. */
export async function loadPage({ page, id }: Route): Promise<Component<PageProps>> {
  const loading = load((id ? SINGLE[page] : undefined) ?? LISTS[page]);
  const opening = page === "quotes" && id && id !== "new" ? beginOpening(id) : null;
  const [found] = await Promise.all([loading, opening]);
  return found as Component<PageProps>;
}
