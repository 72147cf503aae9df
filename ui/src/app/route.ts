/** The pages of the frame by the first part of their address. */
export type PageName = "quotes" | "customers" | "products" | "rates" | "suppliers" | "import" | "bin" | "settings";

/** An address: `#/customers/0190…?tab=contacts` is page `customers`, id `0190…`. */
export interface Route {
  page: PageName;
  /** The second part: the row, or the section of the settings. */
  id: string | null;
  query: Readonly<Record<string, string>>;
}

const PAGES: readonly string[] = ["quotes", "customers", "products", "rates", "suppliers", "import", "bin", "settings"];

/** Where the person lands when the address says nothing known. */
export const HOME: Route = { page: "quotes", id: null, query: {} };

function isPage(name: string | undefined): name is PageName {
  return name !== undefined && PAGES.includes(name);
}

/** Reads the part of an address behind `#`. Unknown pages lead home. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [page, id] = path.split("/");
  if (!isPage(page)) return HOME;
  return {
    page,
    id: id ? decodeURIComponent(id) : null,
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** The address of a page, as a link holds it. */
export function href(page: PageName, id: string | null = null, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${search ? `?${search}` : ""}`;
}
