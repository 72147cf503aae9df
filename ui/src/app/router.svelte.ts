import { leaveField } from "~/lib/field";
import { href, type PageName, parseRoute, type Route } from "./route";

class Router {
  current = $state.raw<Route>(parseRoute(window.location.hash));
}

const router = new Router();
window.addEventListener("hashchange", () => {
  // The page that is left saves what is being typed.
  leaveField();
  router.current = parseRoute(window.location.hash);
});

/** The page that is open; reading it in a component follows it. */
export function route(): Route {
  return router.current;
}

/** Opens a page. */
export function go(page: PageName, id: string | null = null, query: Record<string, string> = {}): void {
  window.location.hash = href(page, id, query);
}

/** Opens a page in place of the current one, so that "back" skips it. */
export function replace(page: PageName, id: string | null = null, query: Record<string, string> = {}): void {
  window.history.replaceState(null, "", href(page, id, query));
  router.current = parseRoute(window.location.hash);
}
