import { m } from "~/lib/i18n.svelte";

type Words = () => string;

const edit = m.step_edit;
const remove = m.step_delete;
const restore = m.step_restore;

/** What was done, by the verb of the action; `what` follows in the genitive. */
const VERBS: Readonly<Record<string, (inputs: { what: string }) => string>> = {
  create: m.step_create,
  add: m.step_add,
  save: m.step_save,
  duplicate: m.step_duplicate,
  edit,
  patch: edit,
  set: edit,
  set_manual: edit,
  set_defaults: edit,
  rename: edit,
  move: edit,
  done: edit,
  delete: remove,
  delete_manual: remove,
  restore,
  restore_manual: restore,
};

/** To what it was done, by the noun of the action. */
const NOUNS: Readonly<Record<string, Words>> = {
  quote: m.step_of_quote,
  customer: m.step_of_customer,
  contact: m.step_of_contact,
  product: m.step_of_product,
  supplier: m.step_of_supplier,
  template: m.step_of_template,
  line_template: m.step_of_line_template,
  terms: m.step_of_terms,
  rates: m.step_of_own_rate,
  dated: m.step_of_dated,
  organisation: m.step_of_organisation,
  profile: m.step_of_profile,
  note: m.step_of_note,
  attachment: m.step_of_file,
  reminder: m.step_of_reminder,
};

const STATUS = ["submit", "approve", "send", "accept", "reject", "expire", "extend", "reopen"];

/** What has words of its own. */
const OTHERS: Readonly<Record<string, Words>> = {
  "quote.set_currency": m.step_currency,
  "quote.refresh_rates": m.step_refresh_rates,
  "quote.revert": m.step_revert,
  "line_template.insert": m.step_insert_lines,
  "product.import": m.step_import,
  ...Object.fromEntries(STATUS.map((command) => [`quote.${command}`, m.step_status])),
};

/** What a step of the history did, as it is named when it is taken back: `quote.edit` is "editing the quote". */
export function stepWords(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  const done = VERBS[verb];
  const what = NOUNS[noun];
  return OTHERS[action]?.() ?? (done && what ? done({ what: what() }) : m.history_step());
}
