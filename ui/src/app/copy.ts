import { m } from "~/lib/i18n.svelte";
import { platform } from "~/platform/current";
import { toast } from "./toasts.svelte";

/** Puts a text on the clipboard, and says so when that fails; answers whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await platform().copyText(text);
    return true;
  } catch {
    toast(m.quote_copy_failed());
    return false;
  }
}
