// Generated from the command table (make generate); do not edit.

/**
 * What an action changed, row by row.
 */
export type ActivityDetails = { 
/**
 * The first 200 rows.
 */
changes: Array<ActivityRow>, 
/**
 * How many rows more.
 */
more: number, };

/**
 * One action of the log.
 */
export type ActivityEntry = { 
/**
 * The action.
 */
id: string, 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * Who, as the person was called then; empty where the profile had no name.
 */
author: string, 
/**
 * `noun.verb`.
 */
action: string, 
/**
 * The table of what it was done to.
 */
entity: string, 
/**
 * What it was done to, if one row.
 */
entity_id: string | null, 
/**
 * A name to show.
 */
label: string, 
/**
 * How many rows changed.
 */
rows: number, 
/**
 * What changed, by table and kind; empty where that is too much to be told in a list.
 */
parts: Array<ActivityPart>, };

/**
 * A field that an action changed. A row that is named by its id is shown by its name.
 */
export type ActivityField = { 
/**
 * The field.
 */
field: string, 
/**
 * What it was; none for a row that was made.
 */
was: string | number | boolean | null, 
/**
 * What it is.
 */
now: string | number | boolean | null, };

/**
 * Rows of one table that changed in the same way.
 */
export type ActivityPart = { 
/**
 * The table.
 */
table: string, 
/**
 * What was done to them.
 */
kind: ChangeKind, 
/**
 * How many.
 */
rows: number, 
/**
 * Which fields, in the order they were changed.
 */
fields: Array<string>, };

/**
 * `activity.list`: a page of who did what, newest first. Without `entity` and `entity_id` it is everything.
 */
export type ActivityQuery = { 
/**
 * Only what was done to rows of this table.
 */
entity: string | null, 
/**
 * Only what was done to this row; then `entity` is of no account.
 */
entity_id: string | null, 
/**
 * `next` of the page before.
 */
after: string | null, 
/**
 * At most this many actions, 500 at the most; 0 means 50.
 */
limit: number, };

/**
 * A row that an action changed.
 */
export type ActivityRow = { 
/**
 * Its table.
 */
table: string, 
/**
 * What was done to it.
 */
kind: ChangeKind, 
/**
 * Its name, as far as it has one.
 */
name: string, 
/**
 * The fields with their values before and after.
 */
fields: Array<ActivityField>, };

/**
 * Where the application stands. The start screens are drawn from this.
 */
export type AppState = { "state": "opening", 
/**
 * The keychain has not answered yet: it may be showing a prompt of its own.
 */
waiting_for_keychain: boolean, } | { "state": "first_start", 
/**
 * Whether the keychain of the system can keep the key.
 */
keychain: boolean, 
/**
 * Why not, if not.
 */
keychain_error: ErrorBody | null, } | { "state": "key_needed", 
/**
 * What happened to the key.
 */
reason: KeyNeed, 
/**
 * What may be tried, the likeliest first.
 */
methods: Array<UnlockMethod>, 
/**
 * The code of what happened.
 */
error: ErrorBody, } | { "state": "refused", 
/**
 * Why, and what to do.
 */
error: ErrorBody, 
/**
 * The folder of the store.
 */
folder: string, } | { "state": "ready" } & Workspace;

/**
 * A file that was added to a quote. Its bytes are kept apart, under their hash.
 */
export type Attachment = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * Name of the file, without its folder.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * BLAKE3 of the bytes, in hexadecimal.
 */
hash: string, 
/**
 * Who added it, as the person was called then.
 */
author: string, 
/**
 * When, in milliseconds since 1970.
 */
added_at: number, };

/**
 * `attachment.add`.
 */
export type AttachmentAdd = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * Full path of the file.
 */
path: string, };

/**
 * `attachment.save`: writes a copy.
 */
export type AttachmentSave = { 
/**
 * The file.
 */
id: string, 
/**
 * Where to, with its name; none means the exports folder.
 */
path: string | null, };

/**
 * The files of a quote.
 */
export type Attachments = { 
/**
 * In the order they were added.
 */
attachments: Array<Attachment>, };

/**
 * What the bin holds. Rows of the dated tables stay in it: the seed must know what was removed.
 */
export type BinTable = "quote" | "customer" | "supplier" | "product" | "template" | "line_template";

/**
 * Names one row.
 */
export type ById = { 
/**
 * The row.
 */
id: string, };

/**
 * Names rows, at most 10,000.
 */
export type ByIds = { 
/**
 * The rows.
 */
ids: Array<string>, };

/**
 * How many rows became what. A row that moved and changed counts as both.
 */
export type ChangeCounts = { 
/**
 * Only on the other side.
 */
added: number, 
/**
 * Only on the one side.
 */
removed: number, 
/**
 * On both, with other values.
 */
changed: number, 
/**
 * On both, at another place among the others.
 */
moved: number, };

/**
 * What was done to a row.
 */
export type ChangeKind = "insert" | "change" | "delete" | "restore" | "purge";

/**
 * Answer of a command that changed data and has nothing else to say.
 */
export type Changed = { 
/**
 * The step that undoes it; none when nothing changed.
 */
undo: string | null, 
/**
 * How many rows changed.
 */
rows: number, };

/**
 * `quote.compare`.
 */
export type CompareOf = { 
/**
 * The quote.
 */
id: string, 
/**
 * The one side: a revision, or none for the quote as it is now.
 */
from: string | null, 
/**
 * The other side.
 */
to: string | null, 
/**
 * Leave out rows in which nothing differs.
 */
only_changes: boolean, 
/**
 * How many rows to skip.
 */
offset: number, 
/**
 * At most this many, 500 at the most; 0 means 500.
 */
limit: number, };

/**
 * Two states of a quote side by side.
 */
export type Comparison = { 
/**
 * The one side; none for the quote as it is now.
 */
from: RevisionRow | null, 
/**
 * The other side.
 */
to: RevisionRow | null, 
/**
 * Fields of the header that differ; customer and contact by their names.
 */
header: Array<FieldChange>, 
/**
 * Terms that apply and differ, by their names.
 */
terms: Array<FieldChange>, 
/**
 * Cost blocks that differ.
 */
costs: Array<Pair<Cost>>, 
/**
 * Rates that differ.
 */
rates: Array<Pair<QuoteRate>>, 
/**
 * The sums of both, and by how much they differ.
 */
totals: TotalsChange, 
/**
 * What became of the lines and headings.
 */
counts: ChangeCounts, 
/**
 * How many rows match the request.
 */
row_count: number, 
/**
 * The asked rows: those of the other side in its order, each removed one behind the one it followed.
 */
lines: Array<LineChange>, };

/**
 * A person at a customer.
 */
export type Contact = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * First name.
 */
first_name: string, 
/**
 * Last name.
 */
last_name: string, 
/**
 * Position.
 */
position: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, };

/**
 * List prices that were converted into the currency of the quote.
 */
export type Converted = { 
/**
 * How many lines.
 */
lines: number, 
/**
 * The rates it took.
 */
rates: Array<QuoteRate>, };

/**
 * A cost of the whole shipment: freight, brokerage, certification.
 */
export type Cost = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The terms it belongs to.
 */
terms_id: string, 
/**
 * Fractional position as hexadecimal text; rows sort by `(pos, id)`.
 */
pos: string, 
/**
 * What it is for.
 */
name: string, 
/**
 * How much.
 */
amount: Dec, 
/**
 * Currency of the amount, ISO 4217.
 */
currency: string, 
/**
 * Where it arises: what arises before the border is part of the customs value.
 */
leg: Leg, };

/**
 * Some fields of a new row; fields left out take their defaults.
 */
export type Create = { 
/**
 * Field names and values; the types are those of the entity.
 */
set: Record<string, string | number | boolean | null>, };

/**
 * `app.create`: makes the store.
 */
export type CreateStore = { 
/**
 * Where to keep the key.
 */
keeper: KeyKeeper, 
/**
 * For [`KeyKeeper::Passphrase`]: at least 10 characters.
 */
passphrase: string | null, 
/**
 * For [`KeyKeeper::File`]: the person agreed that only the encryption of the disk protects the data.
 */
consent: boolean, };

/**
 * What another currency makes of a quote.
 */
export type CurrencyChange = { 
/**
 * The totals before.
 */
before: QuoteTotals, 
/**
 * The totals when the numbers stay; none where they cannot.
 */
keep: QuoteTotals | null, 
/**
 * Why they cannot.
 */
keep_refused: ErrorBody | null, 
/**
 * The totals when the prices are converted; none where they cannot be, or a rate is missing.
 */
convert: QuoteTotals | null, 
/**
 * Why they cannot be, but for a rate.
 */
convert_refused: ErrorBody | null, 
/**
 * Currencies whose rate is missing for it.
 */
missing_rates: Array<string>, 
/**
 * The rates it takes: what is kept, was given, or is known of the bank.
 */
rates: Array<QuoteRate>, 
/**
 * What was changed; none in a preview.
 */
delta: QuoteDelta | null, };

/**
 * An organisation that quotes are made for.
 */
export type Customer = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Short name, as people call it.
 */
name: string, 
/**
 * Full legal name.
 */
full_name: string, 
/**
 * Taxpayer number, 10 or 12 digits with check digits.
 */
inn: string, 
/**
 * Registration reason code, 9 characters.
 */
kpp: string, 
/**
 * State registration number, 13 or 15 digits.
 */
ogrn: string, 
/**
 * Legal address.
 */
legal_address: string, 
/**
 * Where goods go.
 */
delivery_address: string, 
/**
 * Name of the bank.
 */
bank_name: string, 
/**
 * Bank identification code, 9 digits.
 */
bic: string, 
/**
 * Settlement account, 20 digits checked against the BIC.
 */
account: string, 
/**
 * Correspondent account, 20 digits checked against the BIC.
 */
corr_account: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Web site.
 */
website: string, 
/**
 * Internal remark.
 */
note: string, 
/**
 * The contact preselected in a new quote.
 */
primary_contact_id: string | null, };

/**
 * A customer in the list.
 */
export type CustomerRow = { 
/**
 * The customer.
 */
id: string, 
/**
 * Short name.
 */
name: string, 
/**
 * Taxpayer number.
 */
inn: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Primary contact, first and last name.
 */
contact: string, 
/**
 * How many living quotes it has.
 */
quotes: number, 
/**
 * When it was put into the bin, ISO 8601; none while it lives.
 */
deleted_at: string | null, };

/**
 * A customer with its contacts.
 */
export type CustomerView = { 
/**
 * The customer.
 */
customer: Customer, 
/**
 * Its contacts, by last name.
 */
contacts: Array<Contact>, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, 
/**
 * Other living customers with the same INN: possible duplicates.
 */
same_inn: Array<NamedHit>, };

/**
 * The customs processing fee that the table has for a quote. It is put among the costs on demand only.
 */
export type CustomsFee = { 
/**
 * The customs value of the lines from abroad, in roubles; none while a price or rate is missing.
 */
customs_value: Dec | null, 
/**
 * The fee in roubles; none where the table has none for that value on the date of the quote.
 */
fee: Dec | null, 
/**
 * The cost block that holds the fee, if there is one.
 */
cost_id: string | null, };

/**
 * A dated table.
 */
export type DatedKind = "vat" | "supplier_vat" | "internal_markup" | "customs_fee" | "minimum_markup";

/**
 * `dated.list`.
 */
export type DatedQuery = { 
/**
 * One table; none means all of them.
 */
kind: DatedKind | null, 
/**
 * What was removed instead of what there is.
 */
bin: boolean, 
/**
 * The day for which is said how the rows stand; none means today.
 */
on: string | null, };

/**
 * A figure that law or the organisation changes from time to time, with the days it holds.
 */
export type DatedValue = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Which table it stands in.
 */
kind: DatedKind, 
/**
 * Country it is for: of VAT the seller's, of supplier VAT and internal markup the supplier's. `EU` is any
 * member of the European Union, empty any other country.
 */
country: string, 
/**
 * Country of the seller (internal markup); empty where it does not matter.
 */
region: string, 
/**
 * Which of the rates of a country it is (VAT); none means the standard one.
 */
category: VatCategory | null, 
/**
 * Payment terms (minimum markup).
 */
terms: PaymentTerms | null, 
/**
 * Kind of deal (minimum markup).
 */
deal: Deal | null, 
/**
 * Customs value above which it holds, in roubles (customs fee); none means from 0.
 */
above: Dec | null, 
/**
 * Customs value up to which it holds, in roubles (customs fee); none means without end.
 */
up_to: Dec | null, 
/**
 * The figure: a fraction, or roubles (customs fee).
 */
value: Dec, 
/**
 * First day it holds; none means since ever.
 */
valid_from: string | null, 
/**
 * Last day it holds; none means until further notice.
 */
valid_until: string | null, 
/**
 * Where the figure comes from.
 */
source: string, };

/**
 * Rows of dated tables.
 */
export type DatedValues = { 
/**
 * By table, country, region and first day.
 */
values: Array<DatedView>, };

/**
 * A row of a dated table, and how it stands.
 */
export type DatedView = { 
/**
 * How it stands among the rows that are about the same.
 */
standing: Standing, 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Which table it stands in.
 */
kind: DatedKind, 
/**
 * Country it is for: of VAT the seller's, of supplier VAT and internal markup the supplier's. `EU` is any
 * member of the European Union, empty any other country.
 */
country: string, 
/**
 * Country of the seller (internal markup); empty where it does not matter.
 */
region: string, 
/**
 * Which of the rates of a country it is (VAT); none means the standard one.
 */
category: VatCategory | null, 
/**
 * Payment terms (minimum markup).
 */
terms: PaymentTerms | null, 
/**
 * Kind of deal (minimum markup).
 */
deal: Deal | null, 
/**
 * Customs value above which it holds, in roubles (customs fee); none means from 0.
 */
above: Dec | null, 
/**
 * Customs value up to which it holds, in roubles (customs fee); none means without end.
 */
up_to: Dec | null, 
/**
 * The figure: a fraction, or roubles (customs fee).
 */
value: Dec, 
/**
 * First day it holds; none means since ever.
 */
valid_from: string | null, 
/**
 * Last day it holds; none means until further notice.
 */
valid_until: string | null, 
/**
 * Where the figure comes from.
 */
source: string, };

/**
 * A kind of deal.
 */
export type Deal = "supply" | "transit" | "fin_transit" | "export";

/**
 * An exact decimal: money, a quantity, a rate or a share.
 *
 * Over JSON it is a string of digits with at most one point and an optional leading minus
 * (`"1234.50"`). Exponents, thousands separators, signs other than `-`, JSON numbers and texts of more
 * than [`MAX_DIGITS`] digits are refused rather than rounded. Trailing zeros are dropped, so equal numbers are
 * equal texts wherever they are stored and compared.
 */
export type Dec = string;

/**
 * Which sign stands before the fraction in the numbers of a list.
 */
export type DecimalSign = "auto" | "comma" | "dot";

/**
 * Other side less one side.
 */
export type Difference = { 
/**
 * Without VAT.
 */
net: Dec, 
/**
 * VAT.
 */
vat: Dec, 
/**
 * With VAT.
 */
gross: Dec, 
/**
 * Cost; none where either side is not priced from cost.
 */
cost: Dec | null, 
/**
 * Profit; none where either side is not priced from cost.
 */
profit: Dec | null, };

/**
 * A document format.
 */
export type DocumentFormat = "pdf" | "xlsx";

/**
 * `document.open` and `document.reveal`: only files that this application wrote.
 */
export type DocumentPath = { 
/**
 * Full path.
 */
path: string, };

/**
 * A text that is being typed, kept so that a crash does not eat it.
 */
export type Draft = { 
/**
 * Where it is typed, `quote_line/<id>/unit_price`.
 */
place: string, 
/**
 * The text; empty forgets the draft.
 */
text: string, };

/**
 * `draft.list`.
 */
export type DraftQuery = { 
/**
 * Places that begin with this.
 */
prefix: string, 
/**
 * The `next` of the page before; none means the first page.
 */
after: string | null, };

/**
 * Answer of `draft.list`.
 */
export type Drafts = { 
/**
 * The texts that were being typed, at most 500.
 */
drafts: Array<Draft>, 
/**
 * Where the next page begins; none behind the last one.
 */
next: string | null, };

/**
 * One change of a quote.
 */
export type Edit = { "edit": "header", 
/**
 * Field names and new values.
 */
set: Partial<Quote>, } | { "edit": "line", 
/**
 * The row.
 */
id: string, 
/**
 * Field names and new values; `margin` may stand for `markup`.
 */
set: Partial<QuoteLine> & { margin?: string }, } | { "edit": "insert", 
/**
 * The row they stand behind; none means at the beginning.
 */
after: string | null, 
/**
 * The rows; fields left out take their defaults (quantity 1, price 0).
 */
lines: Array<Partial<QuoteLine>>, } | { "edit": "products", 
/**
 * The row they stand behind; none means at the beginning.
 */
after: string | null, 
/**
 * The products.
 */
product_ids: Array<string>, } | { "edit": "duplicate", 
/**
 * The rows.
 */
ids: Array<string>, } | { "edit": "move", 
/**
 * The rows.
 */
ids: Array<string>, 
/**
 * The row they stand behind afterwards; none means at the beginning.
 */
after: string | null, } | { "edit": "alternative", 
/**
 * The lines; their own alternatives come along.
 */
ids: Array<string>, 
/**
 * The line they can replace, or one of its alternatives; none makes them lines of their own again.
 */
of: string | null, } | { "edit": "choose", 
/**
 * The alternative.
 */
id: string, } | { "edit": "delete", 
/**
 * The rows.
 */
ids: Array<string>, } | { "edit": "terms", 
/**
 * Field names and new values; `margin` may stand for `markup`; `null` goes back to what is inherited.
 */
set: Partial<Terms> & { margin?: string }, } | { "edit": "terms_off", } | { "edit": "template", 
/**
 * The template, or the id of the organisation's terms.
 */
id: string, } | { "edit": "cost_insert", 
/**
 * The block it stands behind; none means at the beginning.
 */
after: string | null, 
/**
 * Its fields.
 */
set: Partial<Cost>, } | { "edit": "cost_set", 
/**
 * The block.
 */
id: string, 
/**
 * Field names and new values.
 */
set: Partial<Cost>, } | { "edit": "cost_delete", 
/**
 * The blocks.
 */
ids: Array<string>, } | { "edit": "customs_fee", 
/**
 * What a new block is called.
 */
name: string, } | { "edit": "rate" } & RateSet | { "edit": "recalculate", 
/**
 * The lines.
 */
ids: Array<string>, };

/**
 * A quote as a revision keeps it.
 */
export type Edition = { 
/**
 * The revision.
 */
revision: RevisionRow, 
/**
 * The header as it was.
 */
quote: Quote, 
/**
 * Name of the customer as it was.
 */
customer: string, 
/**
 * Name of the contact as it was.
 */
contact: string, 
/**
 * What applied, by the name of the term; empty for a plain quote.
 */
terms: Record<string, string | number | boolean | null>, 
/**
 * The cost blocks as they were.
 */
costs: Array<Cost>, 
/**
 * The rates as they were.
 */
rates: Array<QuoteRate>, 
/**
 * The sums as they were.
 */
totals: QuoteTotals, 
/**
 * How many rows there are, sections included.
 */
row_count: number, 
/**
 * The asked rows with the sums they had.
 */
lines: Array<LineView>, };

/**
 * `quote.edition`: some rows of a quote as a revision keeps it.
 */
export type EditionOf = { 
/**
 * The quote.
 */
id: string, 
/**
 * The revision.
 */
revision_id: string, 
/**
 * How many rows to skip.
 */
offset: number, 
/**
 * At most this many, 500 at the most; 0 means 500.
 */
limit: number, };

/**
 * An error as it crosses to the screens.
 */
export type ErrorBody = { 
/**
 * `E3004`.
 */
code: string, 
/**
 * What the placeholders of the message stand for; and `row`, the id of the line that a refusal among many means.
 */
params: { [key in string]: string }, 
/**
 * The field at fault.
 */
field: string | null, 
/**
 * Technical detail.
 */
detail: string | null, 
/**
 * What else the same request was refused for, each at its own field.
 */
others: Array<ErrorBody>, };

/**
 * `diagnostics.errors`: asks for one page of the error log.
 */
export type ErrorLogQuery = { 
/**
 * `next` of the page before.
 */
after: string | null, 
/**
 * At most this many rows, 500 at the most; 0 means 200.
 */
limit: number, };

/**
 * `document.export`: writes a document of a quote.
 */
export type ExportQuote = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * As a revision keeps it; none means as it is now.
 */
revision_id: string | null, 
/**
 * What to write.
 */
format: DocumentFormat, 
/**
 * Where to; none means the exports folder in the documents folder of the person.
 */
folder: string | null, };

/**
 * A document that was written.
 */
export type Exported = { 
/**
 * Its full path.
 */
path: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, };

/**
 * A field that differs.
 */
export type FieldChange = { 
/**
 * Its name.
 */
field: string, 
/**
 * Its value on the one side.
 */
from: string | number | boolean | null, 
/**
 * Its value on the other side.
 */
to: string | number | boolean | null, };

/**
 * `import.guess`: the first rows of a table that was pasted, as text.
 */
export type GuessTable = { 
/**
 * Rows of cells, at most 1,000.
 */
rows: Array<Array<string>>, };

/**
 * `history.undo` and `history.redo`.
 */
export type HistoryMove = { 
/**
 * Only this step, if it is still the next one; none means whatever is next.
 */
step: string | null, };

/**
 * Answer of `history.undo` and `history.redo`.
 */
export type HistoryMoved = { 
/**
 * The step taken back or brought back; none when there was nothing.
 */
step: HistoryStep | null, 
/**
 * Tags of the queries that are stale now.
 */
stale: Array<string>, 
/**
 * What can be undone now.
 */
history: HistoryState, };

/**
 * What can be undone and redone.
 */
export type HistoryState = { 
/**
 * What the next undo takes back.
 */
undo: HistoryStep | null, 
/**
 * What the next redo brings back.
 */
redo: HistoryStep | null, };

/**
 * One step of the history.
 */
export type HistoryStep = { 
/**
 * The step.
 */
id: string, 
/**
 * What was done, as an activity action: `customer.delete`, `quote.edit`.
 */
action: string, 
/**
 * The quote, customer … it was done to, if one.
 */
entity_id: string | null, 
/**
 * A name to show.
 */
label: string, 
/**
 * Rows changed.
 */
rows: number, };

/**
 * Counts of a reading.
 */
export type ImportCounts = { 
/**
 * Rows of the sheet below the header, blank ones included.
 */
rows: number, 
/**
 * Rows read as products.
 */
products: number, 
/**
 * Of these: new at this supplier.
 */
new: number, 
/**
 * Of these: there, and something differs.
 */
changed: number, 
/**
 * Of these: there, and nothing differs.
 */
unchanged: number, 
/**
 * Rows that cannot be read.
 */
faults: number, 
/**
 * Category headings.
 */
headings: number, 
/**
 * Blank rows.
 */
blanks: number, };

/**
 * A row that cannot be read.
 */
export type ImportFault = { 
/**
 * Number of the row.
 */
row: number, 
/**
 * The column at fault, if one.
 */
field: ImportField | null, 
/**
 * Why, as a name the screens translate: `no_price`, `duplicate_article` …
 */
reason: string, 
/**
 * What stands there.
 */
text: string, 
/**
 * For a duplicate: the row that was taken.
 */
first_row: number | null, 
/**
 * Whether the row is a product all the same, without that field.
 */
kept: boolean, };

/**
 * What a column of a price list holds.
 */
export type ImportField = "article" | "brand" | "name" | "unit" | "price" | "currency" | "weight_kg" | "hs_code" | "note";

/**
 * A category heading.
 */
export type ImportHeading = { 
/**
 * Number of the row.
 */
row: number, 
/**
 * Its text.
 */
text: string, };

/**
 * How a price list is read.
 */
export type ImportMapping = { 
/**
 * Index of the sheet.
 */
sheet: number, 
/**
 * Index of the last header row, from 0; none means the list has no header.
 */
header_row: number | null, 
/**
 * What each column holds; none means it is left out.
 */
columns: Array<ImportField | null>, 
/**
 * How numbers are read.
 */
decimal: DecimalSign, 
/**
 * Currency of rows that name none, ISO 4217.
 */
currency: string, };

/**
 * `import.open`: reads a file and guesses its mapping.
 */
export type ImportOpen = { 
/**
 * The file.
 */
path: string, 
/**
 * The supplier whose remembered mapping is tried first.
 */
supplier_id: string | null, };

/**
 * An opened price list.
 */
export type ImportPreview = { 
/**
 * Hand this back to `import.preview` and `import.run`.
 */
import_id: string, 
/**
 * Name of the file.
 */
file_name: string, 
/**
 * Names of the sheets.
 */
sheets: Array<string>, 
/**
 * How it was read.
 */
mapping: ImportMapping, 
/**
 * Where the mapping comes from.
 */
mapping_source: MappingSource, 
/**
 * The first rows of the sheet as they stand in the file: 1-based row number and cells, at most 60.
 */
raw: Array<RawRow>, 
/**
 * The first products as they would be imported, at most 100.
 */
products: Array<ImportProduct>, 
/**
 * How numbers were read in the end.
 */
decimal: DecimalSign, 
/**
 * Counts of everything in the sheet.
 */
counts: ImportCounts, 
/**
 * Rows that cannot be read, at most 500; `counts.faults` tells how many there are.
 */
faults: Array<ImportFault>, 
/**
 * Category headings, at most 100.
 */
headings: Array<ImportHeading>, };

/**
 * `import.preview`: reads the opened file with another mapping or for another supplier.
 */
export type ImportPreviewRequest = { 
/**
 * The opened file.
 */
import_id: string, 
/**
 * How to read it.
 */
mapping: ImportMapping, 
/**
 * The supplier, to tell new products from changed ones.
 */
supplier_id: string | null, };

/**
 * A product as it would be imported.
 */
export type ImportProduct = { 
/**
 * Number of the row.
 */
row: number, 
/**
 * Article.
 */
article: string, 
/**
 * Brand.
 */
brand: string, 
/**
 * Name.
 */
name: string, 
/**
 * Unit.
 */
unit: string, 
/**
 * Price.
 */
price: Dec | null, 
/**
 * Currency.
 */
currency: string, 
/**
 * Weight of one unit in kilograms.
 */
weight_kg: Dec | null, 
/**
 * Commodity code.
 */
hs_code: string, 
/**
 * Price of the same article at this supplier now, if it is there with another price.
 */
old_price: Dec | null, };

/**
 * What an import did.
 */
export type ImportReport = { 
/**
 * The supplier.
 */
supplier_id: string, 
/**
 * Counts: `new` were made, `changed` were updated.
 */
counts: ImportCounts, 
/**
 * Every row that was not read, and why.
 */
faults: Array<ImportFault>, 
/**
 * Milliseconds it took.
 */
millis: number, 
/**
 * The step that undoes it all; none when nothing changed.
 */
undo: string | null, };

/**
 * `import.run`: takes the products over as one step of the history.
 */
export type ImportRun = { 
/**
 * The opened file.
 */
import_id: string, 
/**
 * How to read it.
 */
mapping: ImportMapping, 
/**
 * An existing supplier.
 */
supplier_id: string | null, 
/**
 * Or the name of a new one.
 */
new_supplier: string | null, };

/**
 * Delivery terms: Incoterms 2020.
 */
export type Incoterms = "EXW" | "FCA" | "FAS" | "FOB" | "CFR" | "CIF" | "CPT" | "CIP" | "DAP" | "DPU" | "DDP";

/**
 * Where the key of a store is kept.
 */
export type KeyKeeper = "keychain" | "passphrase" | "file";

/**
 * Why the key is needed from the person.
 */
export type KeyNeed = "passphrase" | "missing" | "locked" | "denied" | "unavailable" | "wrong_key";

/**
 * Cost and profit of a line or of a section.
 */
export type Landed = { 
/**
 * Landed cost, as far as it is known; of a section that of its lines of known cost.
 */
cost: Dec, 
/**
 * Sum without VAT less the cost; none where the purchase price or its rate is missing, and of a section without a
 * line of known cost.
 */
profit: Dec | null, 
/**
 * Profit ÷ cost, to six decimals; none where the cost is nothing.
 */
markup: Dec | null, 
/**
 * Profit ÷ sum without VAT, to six decimals; none where that is nothing.
 */
margin: Dec | null, 
/**
 * What follows from the terms for this line; none for a section.
 */
line?: LandedLine, };

/**
 * What applies to a line: its own values, or what it inherits.
 */
export type LandedLine = { 
/**
 * Landed cost of one unit, to the minor unit.
 */
unit_cost: Dec, 
/**
 * Price of one unit with VAT, after discounts.
 */
unit_gross: Dec, 
/**
 * Currency of the purchase price.
 */
purchase_currency: string, 
/**
 * Whether the purchase price includes the VAT of the supplier.
 */
price_includes_vat: boolean, 
/**
 * VAT of the supplier.
 */
supplier_vat: Dec, 
/**
 * Import contract price over purchase.
 */
internal_markup: Dec, 
/**
 * The markup it is priced with.
 */
markup: Dec, 
/**
 * The same as a margin, to six decimals.
 */
margin: Dec, 
/**
 * Why it cannot be priced.
 */
missing?: WarningKind, };

/**
 * The language of a document or of the screens.
 */
export type Language = "ru" | "en";

/**
 * Where a cost arises.
 */
export type Leg = "before_border" | "after_border";

/**
 * Computed sums of a line in the currency of the quote, rounded to the minor unit.
 */
export type LineAmounts = { 
/**
 * Quantity × price, before discounts.
 */
gross_price: Dec, 
/**
 * Discount of the line.
 */
line_discount: Dec, 
/**
 * Its share of the discount on the quote.
 */
header_discount: Dec, 
/**
 * Sum without VAT after discounts.
 */
net: Dec, 
/**
 * The VAT rate that applies; none means "without VAT".
 */
vat_rate: Dec | null, 
/**
 * VAT.
 */
vat: Dec, 
/**
 * Sum with VAT.
 */
gross: Dec, 
/**
 * Price of one unit without VAT as it is computed and printed; none where it is the stored `unit_price`.
 */
unit_price?: Dec, 
/**
 * Cost and what the price follows from; none in a plain quote of list prices.
 */
landed?: Landed, };

/**
 * A row on both sides.
 */
export type LineChange = { 
/**
 * The row.
 */
id: string, 
/**
 * Line or heading.
 */
kind: LineKind, 
/**
 * What became of it.
 */
change: RowChange, 
/**
 * Whether it stands at another place among the others.
 */
moved: boolean, 
/**
 * Its article, or that it had.
 */
article: string, 
/**
 * Its name, or that it had.
 */
name: string, 
/**
 * Its number among the lines of each side.
 */
number: Pair<number>, 
/**
 * Its quantity on each side; of a heading none that says anything.
 */
quantity: Pair<Dec>, 
/**
 * Price of one unit as it is printed, on each side; of a heading none that says anything.
 */
unit_price: Pair<Dec>, 
/**
 * Its sum without VAT on each side.
 */
net: Pair<Dec>, 
/**
 * Whether it counts in the totals of each side.
 */
counts: Pair<boolean>, 
/**
 * Sum without VAT, other less one side, a missing one being nothing; none where the currencies differ.
 */
difference: Dec | null, 
/**
 * Fields that differ.
 */
fields: Array<FieldChange>, };

/**
 * What a row of a quote is.
 */
export type LineKind = "line" | "section";

/**
 * Some rows of a quote.
 */
export type LinePage = { 
/**
 * The rows.
 */
lines: Array<LineView>, };

/**
 * `line_template.insert`: puts the rows of a template into a quote.
 */
export type LineTemplateInsert = { 
/**
 * The template.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * The row they stand behind; none means at the beginning.
 */
after: string | null, 
/**
 * Take the present prices of the catalogue; otherwise the prices are those the template keeps.
 */
refresh: boolean, 
/**
 * Only say what the catalogue has.
 */
preview: boolean, };

/**
 * What came of it, or would.
 */
export type LineTemplateInserted = { 
/**
 * How many lines lose their excise: it is in another currency, and the quote has no rate for it.
 */
without_excise: number, 
/**
 * What was changed; none in a preview.
 */
delta: QuoteDelta | null, 
/**
 * The lines whose price is not what it was; the first 500 of them.
 */
prices: Array<PriceChange>, 
/**
 * How many these are.
 */
others: number, 
/**
 * How many of these get another price.
 */
changed: number, 
/**
 * How many of these the catalogue does not have.
 */
not_found: number, 
/**
 * How many lines have the price that the catalogue has.
 */
same: number, };

/**
 * `line_template.list`.
 */
export type LineTemplateQuery = { 
/**
 * The bin instead of the living ones.
 */
bin: boolean, };

/**
 * `line_template.rename`.
 */
export type LineTemplateRename = { 
/**
 * The template.
 */
id: string, 
/**
 * The new name.
 */
name: string, };

/**
 * A template in the list.
 */
export type LineTemplateRow = { 
/**
 * The template.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it was made from.
 */
scope: TemplateScope, 
/**
 * How many rows it holds, headings included.
 */
row_count: number, 
/**
 * Last change, ISO 8601.
 */
updated_at: string, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * `line_template.save`: keeps rows of a quote, or all of it, under a name.
 */
export type LineTemplateSave = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The rows, a heading standing for its section; none means the whole quote.
 */
ids: Array<string> | null, 
/**
 * The template to overwrite; none makes a new one.
 */
id: string | null, };

/**
 * What a template holds.
 */
export type LineTemplateView = { 
/**
 * The template.
 */
template: LineTemplateRow, 
/**
 * Currency of the prices.
 */
currency: string, 
/**
 * Subject of the quote; empty for some of its rows.
 */
title: string, 
/**
 * Whether terms and cost blocks come with it.
 */
landed: boolean, 
/**
 * The first 500 rows.
 */
rows: Array<TemplateLine>, };

/**
 * Every template.
 */
export type LineTemplates = { 
/**
 * By name; of the bin the newest first.
 */
templates: Array<LineTemplateRow>, };

/**
 * VAT of a line that has its own: a rate, or none at all in a quote that has one. A line without VAT is not one at 0 %.
 *
 * As text it is the rate as a fraction, or `none`.
 */
export type LineVat = string;

/**
 * A row of a quote with what the calculation says of it.
 */
export type LineView = { 
/**
 * The computed sums; of a section heading the sums of its lines.
 */
amounts: LineAmounts, 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * Fractional position as hexadecimal text; rows sort by `(pos, id)`.
 */
pos: string, 
/**
 * Line or section heading.
 */
kind: LineKind, 
/**
 * The product it was made from, if any; what is printed stands in the line itself.
 */
product_id: string | null, 
/**
 * Article (part number).
 */
article: string, 
/**
 * Brand or manufacturer.
 */
brand: string, 
/**
 * Name; for a section its title.
 */
name: string, 
/**
 * Unit of measure.
 */
unit: string, 
/**
 * How many units; greater than zero.
 */
quantity: Dec, 
/**
 * Price of one unit in the currency of the quote, without VAT, before discounts. Of no account while the
 * line is `calculated`.
 */
unit_price: Dec, 
/**
 * Discount on the line as a fraction.
 */
discount: Dec | null, 
/**
 * VAT of this line: its rate as a fraction, or `none` for "without VAT"; nothing means that of the quote.
 */
vat_rate: LineVat | null, 
/**
 * Offered, but not part of the totals.
 */
optional: boolean, 
/**
 * Weight of one unit in kilograms.
 */
weight_kg: Dec | null, 
/**
 * Customs commodity code.
 */
hs_code: string, 
/**
 * Internal remark; never printed.
 */
note: string, 
/**
 * Price of one unit at the supplier in `purchase_currency`; none means not known.
 */
purchase_price?: Dec | null, 
/**
 * Currency of the purchase price, ISO 4217; none means that of the quote.
 */
purchase_currency?: string | null, 
/**
 * Whether the purchase price includes the VAT of the supplier; none means as usual in its country.
 */
price_includes_vat?: boolean | null, 
/**
 * Country of the supplier, ISO 3166-1 alpha-2; none means any other.
 */
supplier_country?: string | null, 
/**
 * VAT of the supplier as a fraction; none means that of its country on the date of the quote.
 */
supplier_vat?: Dec | null, 
/**
 * Discount of the supplier as a fraction.
 */
supplier_discount?: Dec | null, 
/**
 * Import contract price over purchase as a fraction; none means that of the country.
 */
internal_markup?: Dec | null, 
/**
 * Customs duty as a fraction.
 */
duty_rate?: Dec | null, 
/**
 * Excise for a kilogram in the currency of the quote.
 */
excise_per_kg?: Dec | null, 
/**
 * Markup on cost as a fraction; none means that of the quote.
 */
markup?: Dec | null, 
/**
 * The line it is an alternative of: offered, but not part of the totals.
 */
alternative_of?: string | null, 
/**
 * Whether the price follows from the cost; typing a price makes it false.
 */
calculated: boolean, };

/**
 * Asks for one page of a list.
 */
export type ListQuery = { 
/**
 * Search text; empty means everything.
 */
text: string, 
/**
 * Field to sort by; each list names its own, the first being the default. Ignored while searching.
 */
sort: string, 
/**
 * Largest first.
 */
descending: boolean, 
/**
 * `next` of the page before.
 */
after: string | null, 
/**
 * At most this many rows, 500 at the most; 0 means 200.
 */
limit: number, 
/**
 * The bin instead of the living rows.
 */
bin: boolean, 
/**
 * Only rows of this supplier (products) or customer (quotes).
 */
owner: string | null, 
/**
 * Only quotes in this status.
 */
status: string | null, };

/**
 * An error that a command answered with. No text of a person and no secret stands in it.
 */
export type LoggedError = { 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * The command; `unknown` for one that is not in the table.
 */
command: string, 
/**
 * `E3004`.
 */
code: string, 
/**
 * The field at fault.
 */
field: string | null, 
/**
 * What the placeholders of the message stand for, as far as it is harmless.
 */
params: { [key in string]: string }, };

/**
 * Where a mapping comes from.
 */
export type MappingSource = "guessed" | "remembered" | "given";

/**
 * A row found by its name.
 */
export type NamedHit = { 
/**
 * The row.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * A second line that tells it from others of the name.
 */
detail: string, };

/**
 * The notes of a quote.
 */
export type Notes = { 
/**
 * Newest first.
 */
notes: Array<QuoteNote>, };

/**
 * A request without content.
 */
export type Nothing = Record<symbol, never>;

/**
 * Names a quote.
 */
export type OfQuote = { 
/**
 * The quote.
 */
quote_id: string, };

/**
 * The seller: the organisation that issues quotes. There is one row.
 */
export type Organisation = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Name as customers know it.
 */
name: string, 
/**
 * Full legal name.
 */
full_name: string, 
/**
 * Taxpayer number, 10 or 12 digits with check digits.
 */
inn: string, 
/**
 * Registration reason code, 9 characters.
 */
kpp: string, 
/**
 * State registration number, 13 or 15 digits.
 */
ogrn: string, 
/**
 * Legal address.
 */
address: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Name of the bank.
 */
bank_name: string, 
/**
 * Bank identification code, 9 digits.
 */
bic: string, 
/**
 * Settlement account, 20 digits checked against the BIC.
 */
account: string, 
/**
 * Correspondent account, 20 digits checked against the BIC.
 */
corr_account: string, 
/**
 * VAT rate put into new quotes, as a fraction; none means "without VAT".
 */
vat_rate: Dec | null, 
/**
 * Currency put into new quotes, ISO 4217.
 */
currency: string, 
/**
 * Days a new quote stays valid.
 */
valid_days: number, 
/**
 * Delivery terms put into new quotes.
 */
delivery_text: string, 
/**
 * Payment terms put into new quotes.
 */
payment_text: string, };

/**
 * An exchange rate that the organisation sets itself, over the banks': roubles for `nominal` units of the
 * currency.
 */
export type OrganisationRate = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The currency, ISO 4217.
 */
currency: string, 
/**
 * Roubles for `nominal` units.
 */
value: Dec, 
/**
 * How many units the value is for.
 */
nominal: Dec, 
/**
 * The first day it holds.
 */
valid_from: string, 
/**
 * The last day it holds; none means until further notice.
 */
valid_until: string | null, 
/**
 * Why the bank's is not used.
 */
reason: string, };

/**
 * Where a value comes from.
 */
export type Origin = "quote" | "organisation" | "built_in";

/**
 * The organisation's own rates.
 */
export type OwnRates = { 
/**
 * By currency and first day.
 */
rates: Array<OrganisationRate>, };

/**
 * `rates.own`.
 */
export type OwnRatesQuery = { 
/**
 * What was removed instead of what there is.
 */
bin: boolean, };

/**
 * One page of a list.
 */
export type Page<T> = { 
/**
 * The rows.
 */
rows: Array<T>, 
/**
 * Hand this to `after` for the next page; none at the end.
 */
next: string | null, 
/**
 * How many rows match in all. While searching it counts to 1,000 at the most.
 */
total: number, 
/**
 * Whether `total` stopped counting.
 */
total_is_minimum: boolean, };

/**
 * A value on both sides.
 */
export type Pair<T> = { 
/**
 * On the one side; none where it is missing.
 */
from: T | null, 
/**
 * On the other side; none where it is missing.
 */
to: T | null, };

/**
 * A change of some fields of one row. `set` holds field names and new values.
 */
export type Patch = { 
/**
 * The row.
 */
id: string, 
/**
 * Field names and new values; the types are those of the entity.
 */
set: Record<string, string | number | boolean | null>, };

/**
 * When the customer pays.
 */
export type PaymentTerms = "prepaid" | "postpaid" | "partial";

/**
 * How the calculation rounds (pricing specification, "Two policies").
 */
export type Policy = "invoice" | "reference";

/**
 * `document.preview`: a page of what the customer will see.
 */
export type PreviewOf = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * Which page, from 1; the last one where there are fewer.
 */
page: number, 
/**
 * Instead of `page`: the one that shows this line.
 */
line: string | null, };

/**
 * A page of a document.
 */
export type PreviewPage = { 
/**
 * Which one, from 1.
 */
page: number, 
/**
 * How many there are.
 */
pages: number, 
/**
 * The page as an SVG image that is complete in itself.
 */
svg: string, 
/**
 * Its width in points (1/72 inch).
 */
width: number, 
/**
 * Its height in points.
 */
height: number, };

/**
 * What the catalogue says of the price of a line.
 */
export type PriceChange = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Its number among the lines.
 */
number: number, 
/**
 * Its article.
 */
article: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is what the line is bought for; otherwise what it is sold for.
 */
purchase: boolean, 
/**
 * What it was.
 */
from: Dec | null, 
/**
 * Currency of that.
 */
from_currency: string, 
/**
 * What the catalogue has.
 */
to: Dec | null, 
/**
 * Currency of that.
 */
to_currency: string, 
/**
 * What comes of it.
 */
outcome: PriceOutcome, };

/**
 * What comes of a look into the catalogue.
 */
export type PriceOutcome = "same" | "changed" | "not_found" | "no_price" | "other_currency";

/**
 * A thing that can be quoted.
 */
export type Product = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Whose price list it comes from.
 */
supplier_id: string | null, 
/**
 * Article (part number), kept as text: leading zeros count.
 */
article: string, 
/**
 * Brand or manufacturer.
 */
brand: string, 
/**
 * Name.
 */
name: string, 
/**
 * Unit of measure, as printed.
 */
unit: string, 
/**
 * List price for one unit in `currency`; none means "on request".
 */
price: Dec | null, 
/**
 * Currency of the price, ISO 4217.
 */
currency: string, 
/**
 * Weight of one unit in kilograms.
 */
weight_kg: Dec | null, 
/**
 * Customs commodity code (HS, ТН ВЭД), digits only.
 */
hs_code: string, 
/**
 * Internal remark.
 */
note: string, };

/**
 * A product in the list and in search.
 */
export type ProductRow = { 
/**
 * The product.
 */
id: string, 
/**
 * Article.
 */
article: string, 
/**
 * Brand.
 */
brand: string, 
/**
 * Name.
 */
name: string, 
/**
 * Unit.
 */
unit: string, 
/**
 * Price for one unit; none means "on request".
 */
price: Dec | null, 
/**
 * Currency of the price.
 */
currency: string, 
/**
 * Name of the supplier.
 */
supplier: string, 
/**
 * Weight of one unit in kilograms.
 */
weight_kg: Dec | null, 
/**
 * Commodity code.
 */
hs_code: string, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * The manager who works on this device and signs the quotes. There is one row.
 */
export type Profile = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * First name.
 */
first_name: string, 
/**
 * Last name.
 */
last_name: string, 
/**
 * Position, as printed under the quote.
 */
position: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, };

/**
 * `bin.purge`: removes rows of the bin for good.
 */
export type Purge = { 
/**
 * What they are.
 */
table: BinTable, 
/**
 * The rows.
 */
ids: Array<string>, };

/**
 * The header of a quote (commercial offer, КП).
 */
export type Quote = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Number given on this device, `D7-0012`: at hand offline, unique on the device.
 */
label: string, 
/**
 * Official number, given by the server when the quote is issued.
 */
number: string | null, 
/**
 * What the quote is about.
 */
title: string, 
/**
 * Who it is for.
 */
customer_id: string | null, 
/**
 * Who at the customer.
 */
contact_id: string | null, 
/**
 * Where it stands.
 */
status: QuoteStatus, 
/**
 * Currency of every sum, ISO 4217.
 */
currency: string, 
/**
 * VAT rate of the lines that have none of their own, as a fraction; none means "without VAT".
 */
vat_rate: Dec | null, 
/**
 * Discount on the whole quote as a fraction of the sum after line discounts.
 */
discount_rate: Dec | null, 
/**
 * Discount on the whole quote as an amount; excludes `discount_rate`.
 */
discount_amount: Dec | null, 
/**
 * Rounding policy of the calculation.
 */
policy: Policy, 
/**
 * Date printed on the quote.
 */
quote_date: string, 
/**
 * Last day on which the quote may be accepted.
 */
valid_until: string | null, 
/**
 * Language of the documents.
 */
language: Language, 
/**
 * Delivery terms, as printed.
 */
delivery_text: string, 
/**
 * Payment terms, as printed.
 */
payment_text: string, 
/**
 * Remark printed under the quote.
 */
note: string, 
/**
 * Sum without VAT: a cache of what the calculation says.
 */
net: Dec, 
/**
 * VAT: a cache.
 */
vat: Dec, 
/**
 * Sum with VAT: a cache.
 */
gross: Dec, 
/**
 * How many lines, sections left out: a cache.
 */
line_count: number, };

/**
 * A command that moves a quote.
 */
export type QuoteCommand = "submit" | "approve" | "send" | "accept" | "reject" | "expire" | "extend" | "reopen";

/**
 * What a copy is, or would be.
 */
export type QuoteCopy = { 
/**
 * The totals of the original.
 */
original: QuoteTotals, 
/**
 * The totals of a copy of today that keeps the prices; none where they cannot be kept.
 */
keep: QuoteTotals | null, 
/**
 * Why they cannot.
 */
keep_refused: ErrorBody | null, 
/**
 * The totals of a copy of today with the present prices; none where these cannot be taken.
 */
refresh: QuoteTotals | null, 
/**
 * Why they cannot.
 */
refresh_refused: ErrorBody | null, 
/**
 * VAT of the quote where another rate holds today.
 */
vat_rate: Pair<Dec> | null, 
/**
 * The copy; none in a preview.
 */
quote: QuoteView | null, 
/**
 * The lines whose price is not what it was; the first 500 of them.
 */
prices: Array<PriceChange>, 
/**
 * How many these are.
 */
others: number, 
/**
 * How many of these get another price.
 */
changed: number, 
/**
 * How many of these the catalogue does not have.
 */
not_found: number, 
/**
 * How many lines have the price that the catalogue has.
 */
same: number, };

/**
 * `quote.create`.
 */
export type QuoteCreate = { 
/**
 * For whom; its primary contact is taken over.
 */
customer_id: string | null, 
/**
 * What it is about.
 */
title: string, 
/**
 * Products to begin with, each as one line with quantity 1.
 */
product_ids: Array<string>, 
/**
 * The template of lines to begin with; of a whole quote its header, terms, cost blocks and rates come along.
 */
template_id: string | null, 
/**
 * Take the present prices of the catalogue in place of those that the template keeps.
 */
refresh: boolean, };

/**
 * What an edit changed.
 */
export type QuoteDelta = { 
/**
 * The header as it is now.
 */
quote: Quote, 
/**
 * Where it stands today: an edit of what was sent makes it a draft again.
 */
standing: QuoteStanding, 
/**
 * Commands that have a place in this status.
 */
commands: Array<QuoteCommand>, 
/**
 * Rows that are new, in any order, and those that changed beyond what stands in `columns`.
 */
lines: Array<LineView>, 
/**
 * The other rows that changed; those with the same columns together.
 */
columns: Array<RowColumns>, 
/**
 * Sums changed of rows that are not in sight: `quote.sums` has them.
 */
sums_changed: boolean, 
/**
 * Rows that are gone.
 */
removed: Array<string>, 
/**
 * The ids of all rows in order, when the order changed.
 */
order: Array<string> | null, 
/**
 * The sums.
 */
totals: QuoteTotals, 
/**
 * What it is priced from; none for a plain quote of list prices.
 */
terms: TermsView | null, 
/**
 * What a person should look at.
 */
warnings: Array<Warning>, 
/**
 * The rates of VAT that the table has between the day of the quote and the last day of delivery.
 */
vat_rates: Array<Dec>, 
/**
 * Products that were inserted without a price because they have none or no rate is known for their currency.
 */
without_price: Array<string>, 
/**
 * Products whose list price is in another currency and was converted.
 */
converted: Converted | null, 
/**
 * The exchange rates the quote keeps, by currency.
 */
rates: Array<QuoteRate>, 
/**
 * What can be undone now.
 */
history: HistoryState, };

/**
 * `quote.duplicate`.
 */
export type QuoteDuplicate = { 
/**
 * The quote.
 */
id: string, 
/**
 * Take the present prices of the catalogue; otherwise the prices stay.
 */
refresh: boolean, 
/**
 * Only say what would come of it.
 */
preview: boolean, };

/**
 * `quote.edit`: any number of changes as ONE step of the history.
 */
export type QuoteEdit = { 
/**
 * The quote.
 */
id: string, 
/**
 * The changes, applied in order.
 */
edits: Array<Edit>, 
/**
 * The rows that are in sight: of the others that only follow the change, sums do not cross with the answer. Every row,
 * where it is left out.
 */
sight: Array<string> | null, };

/**
 * A row of a quote: a line to be priced, or the heading of a section.
 *
 * The lines behind a heading belong to its section until the next heading, so a move is one change
 * of `pos` whether it crosses sections or not.
 */
export type QuoteLine = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * Fractional position as hexadecimal text; rows sort by `(pos, id)`.
 */
pos: string, 
/**
 * Line or section heading.
 */
kind: LineKind, 
/**
 * The product it was made from, if any; what is printed stands in the line itself.
 */
product_id: string | null, 
/**
 * Article (part number).
 */
article: string, 
/**
 * Brand or manufacturer.
 */
brand: string, 
/**
 * Name; for a section its title.
 */
name: string, 
/**
 * Unit of measure.
 */
unit: string, 
/**
 * How many units; greater than zero.
 */
quantity: Dec, 
/**
 * Price of one unit in the currency of the quote, without VAT, before discounts. Of no account while the
 * line is `calculated`.
 */
unit_price: Dec, 
/**
 * Discount on the line as a fraction.
 */
discount: Dec | null, 
/**
 * VAT of this line: its rate as a fraction, or `none` for "without VAT"; nothing means that of the quote.
 */
vat_rate: LineVat | null, 
/**
 * Offered, but not part of the totals.
 */
optional: boolean, 
/**
 * Weight of one unit in kilograms.
 */
weight_kg: Dec | null, 
/**
 * Customs commodity code.
 */
hs_code: string, 
/**
 * Internal remark; never printed.
 */
note: string, 
/**
 * Price of one unit at the supplier in `purchase_currency`; none means not known.
 */
purchase_price?: Dec | null, 
/**
 * Currency of the purchase price, ISO 4217; none means that of the quote.
 */
purchase_currency?: string | null, 
/**
 * Whether the purchase price includes the VAT of the supplier; none means as usual in its country.
 */
price_includes_vat?: boolean | null, 
/**
 * Country of the supplier, ISO 3166-1 alpha-2; none means any other.
 */
supplier_country?: string | null, 
/**
 * VAT of the supplier as a fraction; none means that of its country on the date of the quote.
 */
supplier_vat?: Dec | null, 
/**
 * Discount of the supplier as a fraction.
 */
supplier_discount?: Dec | null, 
/**
 * Import contract price over purchase as a fraction; none means that of the country.
 */
internal_markup?: Dec | null, 
/**
 * Customs duty as a fraction.
 */
duty_rate?: Dec | null, 
/**
 * Excise for a kilogram in the currency of the quote.
 */
excise_per_kg?: Dec | null, 
/**
 * Markup on cost as a fraction; none means that of the quote.
 */
markup?: Dec | null, 
/**
 * The line it is an alternative of: offered, but not part of the totals.
 */
alternative_of?: string | null, 
/**
 * Whether the price follows from the cost; typing a price makes it false.
 */
calculated: boolean, };

/**
 * `quote.lines`: the rows behind the first 100.
 */
export type QuoteLines = { 
/**
 * The quote.
 */
id: string, 
/**
 * How many rows to skip.
 */
offset: number, 
/**
 * At most this many, 500 at the most.
 */
limit: number, };

/**
 * A note of the house about a quote.
 */
export type QuoteNote = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * What it says.
 */
text: string, 
/**
 * Who wrote it, as the person was called then.
 */
author: string, 
/**
 * When, in milliseconds since 1970.
 */
written_at: number, };

/**
 * An exchange rate as a quote keeps it: roubles for `nominal` units of the currency.
 */
export type QuoteRate = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * The currency, ISO 4217.
 */
currency: string, 
/**
 * Roubles for `nominal` units.
 */
value: Dec, 
/**
 * How many units the value is for.
 */
nominal: Dec, 
/**
 * The day the rate is of.
 */
rate_date: string | null, 
/**
 * Where it comes from.
 */
source: RateSource, };

/**
 * The rate of a quote, and the one of today.
 */
export type QuoteRateChange = { 
/**
 * The currency.
 */
currency: string, 
/**
 * What the quote keeps; none where it lacks one.
 */
old: QuoteRate | null, 
/**
 * What holds today; none where nothing is known.
 */
new: QuoteRate | null, 
/**
 * By how many percent one unit changes, to two decimals.
 */
percent: Dec | null, 
/**
 * Whether it is among those to refresh.
 */
chosen: boolean, };

/**
 * What the rates of today make of a quote.
 */
export type QuoteRatesRefresh = { 
/**
 * The rates the quote keeps or lacks, by currency.
 */
rates: Array<QuoteRateChange>, 
/**
 * The totals before.
 */
before: QuoteTotals, 
/**
 * The totals with the new rates.
 */
after: QuoteTotals, 
/**
 * How many lines of list prices in another currency are converted again.
 */
converted: number, 
/**
 * What was changed; none in a preview.
 */
delta: QuoteDelta | null, };

/**
 * A quote in the list.
 */
export type QuoteRow = { 
/**
 * The quote.
 */
id: string, 
/**
 * Number on this device.
 */
label: string, 
/**
 * Official number.
 */
number: string | null, 
/**
 * What it is about.
 */
title: string, 
/**
 * Name of the customer.
 */
customer: string, 
/**
 * Where it stands today.
 */
status: QuoteStatus, 
/**
 * Which revision it is, or will be when it goes out.
 */
revision: number, 
/**
 * Currency.
 */
currency: string, 
/**
 * Sum with VAT.
 */
gross: Dec, 
/**
 * How many lines.
 */
line_count: number, 
/**
 * Date, `YYYY-MM-DD`.
 */
quote_date: string, 
/**
 * Last day of validity.
 */
valid_until: string | null, 
/**
 * When its next open reminder is due, in milliseconds since 1970.
 */
reminder_at: number | null, 
/**
 * Last change, ISO 8601.
 */
updated_at: string, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * Where a quote stands today.
 */
export type QuoteStanding = { 
/**
 * Its status; what was sent has expired when its validity is over.
 */
status: QuoteStatus, 
/**
 * Which revision it is, or will be when it is handed in or sent.
 */
revision: number, 
/**
 * What was handed in or sent last.
 */
last: RevisionRow | null, };

/**
 * Where a quote stands.
 */
export type QuoteStatus = "draft" | "submitted" | "approved" | "sent" | "accepted" | "rejected" | "expired";

/**
 * `quote.sums`: the sums of every row as they are now.
 */
export type QuoteSums = { 
/**
 * The rows in order, with a column for each sum.
 */
columns: RowColumns, };

/**
 * The sums of a quote, rounded to the minor unit.
 */
export type QuoteTotals = { 
/**
 * Σ quantity × price, before discounts.
 */
gross_price: Dec, 
/**
 * Σ discounts of the lines.
 */
line_discount: Dec, 
/**
 * Discount on the quote.
 */
header_discount: Dec, 
/**
 * Sum without VAT.
 */
net: Dec, 
/**
 * VAT.
 */
vat: Dec, 
/**
 * Sum with VAT.
 */
gross: Dec, 
/**
 * VAT by rate: rate (none: without VAT), net, VAT.
 */
by_rate: Array<VatAtRate>, 
/**
 * How many lines count.
 */
lines: number, 
/**
 * How many lines are optional or alternatives and do not count.
 */
optional_lines: number, 
/**
 * How many of these are alternatives.
 */
alternative_lines: number, 
/**
 * How many lines have no price. Where it follows from the cost: whether they count or not. Of list prices: those that
 * count, have a quantity, and a price of nothing.
 */
unpriced_lines: number, 
/**
 * Landed cost as far as it is known; this and what follows is there when the quote is priced from cost.
 */
cost?: Dec, 
/**
 * How many lines that count have no known cost: profit, markup and margin are of the others.
 */
unknown_cost_lines?: number, 
/**
 * Sum without VAT less the cost; none where no line has a known cost.
 */
profit?: Dec, 
/**
 * Profit ÷ cost, to six decimals.
 */
markup?: Dec, 
/**
 * Profit ÷ sum without VAT, to six decimals.
 */
margin?: Dec, };

/**
 * An open quote.
 */
export type QuoteView = { 
/**
 * The header.
 */
quote: Quote, 
/**
 * The customer, if chosen.
 */
customer: Customer | null, 
/**
 * The contacts of the customer.
 */
contacts: Array<Contact>, 
/**
 * The first 100 rows; ask `quote.lines` for the rest.
 */
lines: Array<LineView>, 
/**
 * How many rows there are, sections included.
 */
row_count: number, 
/**
 * The sums.
 */
totals: QuoteTotals, 
/**
 * What it is priced from; none for a plain quote of list prices.
 */
terms: TermsView | null, 
/**
 * What a person should look at.
 */
warnings: Array<Warning>, 
/**
 * The exchange rates the quote keeps, by currency.
 */
rates: Array<QuoteRate>, 
/**
 * The rates of VAT that the table has between the day of the quote and the last day of delivery.
 */
vat_rates: Array<Dec>, 
/**
 * Where it stands today, and which revision it is.
 */
standing: QuoteStanding, 
/**
 * Whether header and lines may be changed now: of what was sent it begins the next revision.
 */
editable: boolean, 
/**
 * Commands that have a place in this status.
 */
commands: Array<QuoteCommand>, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * A rate against the one stored before it. The two may be for different nominals, so they are compared per unit.
 */
export type RateChange = { 
/**
 * The date of the rate before.
 */
previous_date: string, 
/**
 * By how much one unit changed, to six decimals.
 */
difference: Dec, 
/**
 * By how many percent one unit changed, to two decimals.
 */
percent: Dec, };

/**
 * The stored rates of one currency.
 */
export type RateHistory = { 
/**
 * The currency.
 */
currency: string, 
/**
 * Oldest first, at most 500.
 */
points: Array<RatePoint>, 
/**
 * Each how-manieth stored rate stands in `points`: 1 for all of them. The last one always does.
 */
every: number, 
/**
 * The date of the oldest stored rate, whatever was asked for.
 */
first: string | null, 
/**
 * Whether the bank can be asked for more.
 */
has_history: boolean, };

/**
 * `rates.history`, `rates.load_history`.
 */
export type RateHistoryQuery = { 
/**
 * The currency.
 */
currency: string, 
/**
 * The first date.
 */
from: string, 
/**
 * The last date.
 */
to: string, };

/**
 * Every rate that is known today.
 */
export type RateList = { 
/**
 * By currency.
 */
rates: Array<RateRow>, 
/**
 * Today in Moscow.
 */
today: string, };

/**
 * The rate of one day.
 */
export type RatePoint = { 
/**
 * The date from which it holds.
 */
date: string, 
/**
 * Roubles for `nominal` units.
 */
value: Dec, 
/**
 * How many units the value is for.
 */
nominal: Dec, 
/**
 * Roubles for one unit, to ten decimals.
 */
per_unit: Dec, };

/**
 * The rate of one currency today.
 */
export type RateRow = { 
/**
 * The currency, ISO 4217.
 */
currency: string, 
/**
 * Roubles for `nominal` units.
 */
value: Dec, 
/**
 * How many units the value is for.
 */
nominal: Dec, 
/**
 * Roubles for one unit, to ten decimals.
 */
per_unit: Dec, 
/**
 * The date from which it holds.
 */
effective_date: string, 
/**
 * Whose it is.
 */
source: RateSource, 
/**
 * When it came, ISO 8601; none where nobody fetched it.
 */
fetched_at: string | null, 
/**
 * Against the rate stored before it; none for the organisation's own.
 */
change: RateChange | null, 
/**
 * Whether the bank must have set a newer one.
 */
stale: boolean, 
/**
 * Whether a quote or a product has it.
 */
in_use: boolean, 
/**
 * The organisation's own rate that holds.
 */
own: OrganisationRate | null, 
/**
 * Whether the bank can be asked for its history.
 */
has_history: boolean, };

/**
 * A rate as a person types it.
 */
export type RateSet = { 
/**
 * The currency.
 */
currency: string, 
/**
 * Roubles for `nominal` units; none removes the rate.
 */
value: Dec | null, 
/**
 * How many units; none means one.
 */
nominal: Dec | null, 
/**
 * The day the rate is of.
 */
rate_date: string | null, };

/**
 * Where an exchange rate comes from.
 */
export type RateSource = "manual" | "organisation" | "cbr_xml" | "cbr_mirror" | "ecb";

/**
 * How the rates are kept fresh.
 */
export type RatesState = { 
/**
 * The newest effective date that is known.
 */
newest: string | null, 
/**
 * Whether the bank must have set newer ones.
 */
stale: boolean, 
/**
 * The date from which those hold.
 */
expected: string | null, 
/**
 * The last refresh that brought rates, ISO 8601.
 */
last_success: string | null, 
/**
 * The last refresh, ISO 8601.
 */
last_attempt: string | null, 
/**
 * Why the last refresh brought none.
 */
failure: ErrorBody | null, 
/**
 * Whether a refresh is under way.
 */
refreshing: boolean, 
/**
 * When the next one begins by itself, ISO 8601; none when it does not.
 */
next: string | null, };

/**
 * A row as it stands in the file.
 */
export type RawRow = { 
/**
 * Number of the row as a spreadsheet shows it, from 1.
 */
row: number, 
/**
 * The cells as text.
 */
cells: Array<string>, };

/**
 * The recovery key.
 */
export type RecoveryKey = { 
/**
 * Groups of four characters joined by `-`; letters that look like digits do not occur.
 */
key: string, };

/**
 * `quote.refresh_rates`.
 */
export type RefreshQuoteRates = { 
/**
 * The quote.
 */
id: string, 
/**
 * Only say what would come of it.
 */
preview: boolean, 
/**
 * The currencies to refresh; none means all whose rate was not typed by a person.
 */
currencies: Array<string> | null, 
/**
 * The new rates of the chosen currencies as the preview showed them: what is applied is what was looked at.
 */
shown: Array<QuoteRate>, };

/**
 * A moment at which somebody wants to come back to a quote.
 */
export type Reminder = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * When, in milliseconds since 1970.
 */
due_at: number, 
/**
 * What to do then; may be empty.
 */
text: string, 
/**
 * It is settled and says nothing any more.
 */
done: boolean, };

/**
 * Where a reminder stands among others.
 */
export type ReminderPlace = { 
/**
 * When it is due, in milliseconds since 1970.
 */
due_at: number, 
/**
 * The reminder.
 */
id: string, };

/**
 * `reminder.list`.
 */
export type ReminderQuery = { 
/**
 * Only those of this quote; none means all.
 */
quote_id: string | null, 
/**
 * The `next` of the page before; none means the first page.
 */
after: ReminderPlace | null, };

/**
 * A reminder with what its quote is called.
 */
export type ReminderView = { 
/**
 * The reminder.
 */
id: string, 
/**
 * Its quote.
 */
quote_id: string, 
/**
 * When it is due, in milliseconds since 1970.
 */
due_at: number, 
/**
 * What to do then.
 */
text: string, 
/**
 * The number of the quote.
 */
label: string, 
/**
 * What the quote is about.
 */
title: string, 
/**
 * Who it is for.
 */
customer: string, };

/**
 * Open reminders.
 */
export type Reminders = { 
/**
 * The earliest first, at most 500.
 */
reminders: Array<ReminderView>, 
/**
 * Where the next page begins; none behind the last one.
 */
next: ReminderPlace | null, };

/**
 * A value that applies, and where it comes from.
 */
export type Resolved<T> = { 
/**
 * The value.
 */
value: T, 
/**
 * Whose it is.
 */
origin: Origin, };

/**
 * Terms with nothing left to inherit.
 */
export type ResolvedTerms = { 
/**
 * Country of the seller.
 */
seller_region: Resolved<string>, 
/**
 * Kind of deal.
 */
deal: Resolved<Deal>, 
/**
 * Delivery terms.
 */
incoterms: Resolved<Incoterms>, 
/**
 * Markup on cost.
 */
markup: Resolved<Dec>, 
/**
 * The same as a margin: markup ÷ (1 + markup), to six decimals.
 */
margin: Dec, 
/**
 * Share paid by the customer in advance.
 */
client_advance: Resolved<Dec>, 
/**
 * Share paid to the supplier in advance.
 */
supplier_advance: Resolved<Dec>, 
/**
 * Share paid by the customer on the way.
 */
milestones: Resolved<Dec>, 
/**
 * Days until delivery.
 */
delivery_days: Resolved<number>, 
/**
 * Days the customer pays after delivery.
 */
deferral_days: Resolved<number>, 
/**
 * Days customs and carriers are financed.
 */
customs_term_days: Resolved<number>, 
/**
 * Interest of a year.
 */
loan_rate: Resolved<Dec>, 
/**
 * Fee of the paying agent.
 */
agent_fee_rate: Resolved<Dec>, 
/**
 * Reserve against the exchange rate.
 */
forex_reserve_rate: Resolved<Dec>, 
/**
 * Insurance.
 */
insurance_rate: Resolved<Dec>, 
/**
 * Commission as a fraction; rate, amount and currency come from the same place.
 */
commission_rate: Resolved<Dec | null>, 
/**
 * Commission as an amount.
 */
commission_amount: Resolved<Dec | null>, 
/**
 * Currency of that amount; none means that of the quote.
 */
commission_currency: Resolved<string | null>, 
/**
 * Who gets it.
 */
commission_party: Resolved<string>, };

/**
 * `quote.revert`: goes back to a revision by making the next one from it.
 */
export type RevertTo = { 
/**
 * The quote.
 */
id: string, 
/**
 * The revision.
 */
revision_id: string, };

/**
 * A revision in the list.
 */
export type RevisionRow = { 
/**
 * The revision.
 */
id: string, 
/**
 * 1, 2, …
 */
number: number, 
/**
 * The status the quote went into.
 */
status: QuoteStatus, 
/**
 * When, ISO 8601.
 */
made_at: string, 
/**
 * Hash of what was quoted.
 */
hash: string, };

/**
 * `quote.revision`: what was quoted.
 */
export type RevisionView = { 
/**
 * The revision.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, 
/**
 * 1, 2, …
 */
number: number, 
/**
 * The status the quote went into.
 */
status: QuoteStatus, 
/**
 * Hash of what was quoted.
 */
hash: string, 
/**
 * Header, rows, what prices follow from, every result.
 */
content: unknown, };

/**
 * `quote.revisions`.
 */
export type Revisions = { 
/**
 * The oldest first.
 */
revisions: Array<RevisionRow>, };

/**
 * What became of a row.
 */
export type RowChange = "added" | "removed" | "changed" | "same";

/**
 * What changed of rows, column by column: of a thousand rows that share a cost, or that were pasted over, hardly more than
 * the new values crosses. A column holds one value for each of the rows; one that is left out is as it was. Of the sums
 * `null` is one that a row does not have, such as the cost of a unit of a section, or one that is not known.
 */
export type RowColumns = { 
/**
 * The rows.
 */
ids: Array<string>, 
/**
 * Own fields of the rows.
 */
fields: Partial<{ [Field in keyof QuoteLine]: Array<QuoteLine[Field]> }>, 
/**
 * Fields of [`LineAmounts`].
 */
amounts: Partial<Record<Exclude<keyof LineAmounts, "landed">, Array<string | null>>>, 
/**
 * Fields of [`Landed`].
 */
landed: Partial<Record<Exclude<keyof Landed, "line">, Array<string | null>>>, 
/**
 * Fields of [`LandedLine`].
 */
line: Partial<Record<"unit_cost" | "unit_gross", Array<string | null>>>, };

/**
 * `search.everywhere`: for the palette.
 */
export type SearchEverywhere = { 
/**
 * What was typed.
 */
text: string, 
/**
 * At most this many of each kind, 20 at the most.
 */
limit: number, };

/**
 * Answer of `search.everywhere`.
 */
export type SearchHits = { 
/**
 * Customers.
 */
customers: Array<NamedHit>, 
/**
 * Quotes.
 */
quotes: Array<QuoteRow>, 
/**
 * Products.
 */
products: Array<ProductRow>, };

/**
 * `quote.set_currency`.
 */
export type SetCurrency = { 
/**
 * The quote.
 */
id: string, 
/**
 * The new currency.
 */
currency: string, 
/**
 * Convert the prices; otherwise the numbers stay.
 */
convert: boolean, 
/**
 * Only say what would come of it.
 */
preview: boolean, 
/**
 * Rates to keep with the quote in the same step.
 */
rates: Array<RateSet>, };

/**
 * `terms.set_defaults`.
 */
export type SetDefaults = { 
/**
 * Fields of the terms; `margin` may stand for `markup`; `null` goes back to what is built in.
 */
set: Partial<Terms> & { margin?: string }, 
/**
 * The cost blocks, replacing those there are; none leaves them.
 */
costs: Array<Partial<Cost>> | null, };

/**
 * `rates.set_manual`.
 */
export type SetManualRate = { 
/**
 * The rate to change; none makes a new one.
 */
id: string | null, 
/**
 * Field names and values; a new one needs `currency`, `value` and `reason` and holds from today.
 */
set: Partial<OrganisationRate>, };

/**
 * `quote.set_status`.
 */
export type SetStatus = { 
/**
 * The quote.
 */
id: string, 
/**
 * What to do with it.
 */
command: QuoteCommand, };

/**
 * Settings of this device; they are not synced.
 */
export type Settings = { 
/**
 * `ru` or `en`.
 */
language: string, 
/**
 * `system`, `light`, `dark`, `contrast`.
 */
theme: string, 
/**
 * `comfortable` or `compact`.
 */
density: string, 
/**
 * Zoom in percent, 80 to 150.
 */
zoom: number, 
/**
 * Keys that differ from the defaults: command id → keys.
 */
keys: { [key in string]: string }, 
/**
 * After how many days a row of the bin goes for good; 0 means never.
 */
bin_days: number, 
/**
 * The page that was open, to be restored.
 */
route: string, 
/**
 * Whatever a screen remembers for itself (column widths), by name.
 */
screens: { [key in string]: string }, 
/**
 * Exchange rates are refreshed by themselves.
 */
rates_automatic: boolean, 
/**
 * Folder of the daily list of the bank of Russia.
 */
rates_cbr: string, 
/**
 * Folder of the mirror of that list.
 */
rates_mirror: string, 
/**
 * The list of the European Central Bank.
 */
rates_ecb: string, };

/**
 * `settings.set`: only the given parts change.
 */
export type SettingsPatch = { 
/**
 * `ru` or `en`.
 */
language: string | null, 
/**
 * `system`, `light`, `dark`, `contrast`.
 */
theme: string | null, 
/**
 * `comfortable` or `compact`.
 */
density: string | null, 
/**
 * Zoom in percent, 80 to 150.
 */
zoom: number | null, 
/**
 * All keys that differ from the defaults.
 */
keys: { [key in string]: string } | null, 
/**
 * Days in the bin, 3,650 at the most; 0 means for ever.
 */
bin_days: number | null, 
/**
 * The page that is open.
 */
route: string | null, 
/**
 * Screens whose memory changes; an empty text forgets.
 */
screens: { [key in string]: string } | null, 
/**
 * Exchange rates are refreshed by themselves.
 */
rates_automatic: boolean | null, 
/**
 * Folder of the daily list of the bank of Russia; an empty text brings the usual address back, as with the
 * next two.
 */
rates_cbr: string | null, 
/**
 * Folder of the mirror of that list.
 */
rates_mirror: string | null, 
/**
 * The list of the European Central Bank.
 */
rates_ecb: string | null, };

/**
 * How a row of a dated table stands on a day.
 */
export type Standing = "now" | "future" | "past" | "covered";

/**
 * How many quotes stand in each status.
 */
export type StatusCounts = { 
/**
 * Status and count, every status named.
 */
counts: Array<[QuoteStatus, number]>, };

/**
 * An organisation that sells to the seller; its price lists become products.
 */
export type Supplier = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Country, ISO 3166-1 alpha-2.
 */
country: string, 
/**
 * Currency its price lists usually have, ISO 4217.
 */
currency: string, 
/**
 * Internal remark.
 */
note: string, 
/**
 * How its price list was read last time: a mapping as JSON, empty before the first import.
 */
import_mapping: string, };

/**
 * A supplier in the list.
 */
export type SupplierRow = { 
/**
 * The supplier.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Country, ISO 3166-1 alpha-2.
 */
country: string, 
/**
 * Currency of its lists.
 */
currency: string, 
/**
 * How many living products it has.
 */
products: number, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * What the columns of a table most likely are.
 */
export type TableGuess = { 
/**
 * Index of the last header row, from 0; none means that there is no header.
 */
header_row: number | null, 
/**
 * What each column holds: a field of a price list, `quantity` among them; none where nothing suggests itself.
 */
columns: Array<string | null>, };

/**
 * `template.apply`: loads a template into a quote.
 */
export type TemplateApply = { 
/**
 * The template.
 */
id: string, 
/**
 * The quote.
 */
quote_id: string, };

/**
 * A row of a template.
 */
export type TemplateLine = { 
/**
 * The row, as the template knows it.
 */
id: string, 
/**
 * Line or heading.
 */
kind: LineKind, 
/**
 * Its article.
 */
article: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Unit of measure.
 */
unit: string, 
/**
 * Quantity.
 */
quantity: Dec, 
/**
 * Price of one unit as it was.
 */
unit_price: Dec, 
/**
 * Whether it is optional.
 */
optional: boolean, 
/**
 * Whether it is an alternative of another.
 */
alternative: boolean, };

/**
 * `template.list`.
 */
export type TemplateQuery = { 
/**
 * The bin instead of the living ones.
 */
bin: boolean, };

/**
 * `template.rename`.
 */
export type TemplateRename = { 
/**
 * The template.
 */
id: string, 
/**
 * The new name.
 */
name: string, };

/**
 * `template.save`: keeps the terms and cost blocks of a quote under a name.
 */
export type TemplateSave = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The template to overwrite; none makes a new one.
 */
id: string | null, };

/**
 * How much of a quote a template of lines holds.
 */
export type TemplateScope = "lines" | "quote";

/**
 * A template: terms and cost blocks under a name.
 */
export type TemplateView = { 
/**
 * The terms.
 */
terms: Terms, 
/**
 * The cost blocks.
 */
costs: Array<Cost>, 
/**
 * The markup as a margin, to six decimals; none where it is inherited.
 */
margin: Dec | null, 
/**
 * When it was put into the bin.
 */
deleted_at: string | null, };

/**
 * Every template.
 */
export type Templates = { 
/**
 * By name.
 */
templates: Array<TemplateView>, };

/**
 * The terms of a quote, the defaults of the organisation, or a template. A field without a value is
 * inherited: the quote's from the organisation's, the organisation's from what the program has built in.
 *
 * The row of a quote has the id of the quote, that of the organisation [`ORGANISATION_TERMS`]. A quote
 * without such a row is a plain quote of list prices.
 */
export type Terms = { 
/**
 * Identity: a UUIDv7 made on the device that made the row.
 */
id: string, 
/**
 * Whose terms they are.
 */
kind: TermsKind, 
/**
 * Name of a template.
 */
name: string, 
/**
 * Country of the seller, ISO 3166-1 alpha-2: decides about VAT, internal markup and the agent's fee.
 */
seller_region: string | null, 
/**
 * What kind of deal it is.
 */
deal: Deal | null, 
/**
 * Delivery terms.
 */
incoterms: Incoterms | null, 
/**
 * Markup on cost as a fraction.
 */
markup: Dec | null, 
/**
 * Share of the price that the customer pays in advance.
 */
client_advance: Dec | null, 
/**
 * Share of the purchase that the supplier gets in advance.
 */
supplier_advance: Dec | null, 
/**
 * Share of the price that the customer pays on the way.
 */
milestones: Dec | null, 
/**
 * Days from the payment of the supplier to the delivery.
 */
delivery_days: number | null, 
/**
 * Days the customer pays after the delivery.
 */
deferral_days: number | null, 
/**
 * Days that customs and carriers are financed.
 */
customs_term_days: number | null, 
/**
 * Interest of a year as a fraction.
 */
loan_rate: Dec | null, 
/**
 * Fee of the paying agent as a fraction.
 */
agent_fee_rate: Dec | null, 
/**
 * Reserve against the exchange rate as a fraction.
 */
forex_reserve_rate: Dec | null, 
/**
 * Insurance as a fraction of the internal price.
 */
insurance_rate: Dec | null, 
/**
 * Commission of an agent as a fraction of the cost.
 */
commission_rate: Dec | null, 
/**
 * Commission of an agent as an amount; excludes `commission_rate`.
 */
commission_amount: Dec | null, 
/**
 * Currency of the amount, ISO 4217; none means that of the quote.
 */
commission_currency: string | null, 
/**
 * Who gets the commission.
 */
commission_party: string | null, };

/**
 * `terms.defaults`: the terms that quotes inherit.
 */
export type TermsDefaults = { 
/**
 * What the organisation has set; a field without a value is built in.
 */
own: Terms, 
/**
 * What quotes inherit.
 */
resolved: ResolvedTerms, 
/**
 * Cost blocks that can be copied into a quote.
 */
costs: Array<Cost>, };

/**
 * Whose terms a row holds.
 */
export type TermsKind = "quote" | "organisation" | "template";

/**
 * The terms of a quote that is priced from cost.
 */
export type TermsView = { 
/**
 * What the quote overrides; a field without a value is inherited.
 */
own: Terms, 
/**
 * What applies.
 */
resolved: ResolvedTerms, 
/**
 * The cost blocks in order.
 */
costs: Array<Cost>, 
/**
 * The rates kept with the quote.
 */
rates: Array<QuoteRate>, 
/**
 * Currencies that are used and have no rate.
 */
missing_rates: Array<string>, 
/**
 * The customs fee; none where the seller declares nothing.
 */
customs_fee: CustomsFee | null, 
/**
 * The VAT that a quote of its day begins with by the settings of the organisation and the table; none means
 * "without VAT".
 */
vat_to_begin_with: Dec | null, };

/**
 * The sums of both sides.
 */
export type TotalsChange = { 
/**
 * Currencies.
 */
currency: Pair<string>, 
/**
 * The sums.
 */
sums: Pair<QuoteTotals>, 
/**
 * By how much they differ: other less one side; none where the currencies differ.
 */
difference: Difference | null, };

/**
 * How the price of a line arose.
 */
export type Trace = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Currency of the amounts.
 */
currency: string, 
/**
 * How amounts are rounded.
 */
policy: Policy, 
/**
 * Whether it gives what the revision keeps; false where a newer version calculates otherwise.
 */
as_kept: boolean, 
/**
 * The steps in order; those that are nothing for this line are left out.
 */
steps: Array<TraceStep>, 
/**
 * The steps of the whole quote that the line bears a share of: insurance, outlays, interest.
 */
quote: Array<TraceStep>, };

/**
 * `quote.trace`.
 */
export type TraceOf = { 
/**
 * The quote.
 */
id: string, 
/**
 * The line.
 */
line_id: string, 
/**
 * As a revision keeps it; none means as it is now.
 */
revision_id: string | null, };

/**
 * Something that went into a step.
 */
export type TraceOperand = { 
/**
 * The field, the step, or the total.
 */
name: string, 
/**
 * What a person calls it: the name of a cost block.
 */
title: string | null, 
/**
 * Its value.
 */
value: Dec, 
/**
 * What that is measured in.
 */
unit: TraceUnit, 
/**
 * Currency of money; of an exchange rate the currency it is of.
 */
currency: string | null, 
/**
 * Where it comes from.
 */
origin: TraceOrigin, 
/**
 * Where the quote has it from, if it is a term of the quote.
 */
term: Origin | null, };

/**
 * Where an operand comes from.
 */
export type TraceOrigin = "line" | "overridden" | "inherited" | "table" | "quote" | "step" | "total";

/**
 * One step of a derivation.
 */
export type TraceStep = { 
/**
 * Its name in the pricing specification, with `quote.` before what is computed once for the whole quote.
 */
name: string, 
/**
 * What came out.
 */
value: Dec, 
/**
 * What that is measured in.
 */
unit: TraceUnit, 
/**
 * Currency of money.
 */
currency: string | null, 
/**
 * What went into it; what leaves it as it is (no discount) is left out.
 */
operands: Array<TraceOperand>, };

/**
 * What a value of a trace is measured in.
 */
export type TraceUnit = "money" | "share" | "quantity" | "kilograms" | "days" | "exchange";

/**
 * `app.unlock`: opens the store with a secret.
 */
export type Unlock = { 
/**
 * How.
 */
method: UnlockMethod, 
/**
 * The passphrase or the recovery key.
 */
secret: string | null, 
/**
 * After a recovery: put the key back where it belongs.
 */
repair: boolean, };

/**
 * How a store is unlocked.
 */
export type UnlockMethod = "keychain" | "passphrase" | "recovery";

/**
 * `document.validation`: writes the workbook that shows how a quote was calculated.
 */
export type ValidationOf = { 
/**
 * The quote.
 */
quote_id: string, 
/**
 * As a revision keeps it; none means as it is now.
 */
revision_id: string | null, };

/**
 * What is taxed at one rate.
 */
export type VatAtRate = { 
/**
 * The rate as a fraction; none means "without VAT".
 */
rate: Dec | null, 
/**
 * Sum without VAT.
 */
net: Dec, 
/**
 * VAT.
 */
vat: Dec, };

/**
 * A rate of VAT among those that a country has at the same time.
 */
export type VatCategory = "standard" | "reduced" | "simplified_lower" | "simplified_higher" | "zero";

/**
 * Something a person should look at; nothing is stopped by it.
 */
export type Warning = { 
/**
 * What it is.
 */
kind: WarningKind, 
/**
 * What the placeholders of its text stand for.
 */
params: { [key in string]: string }, 
/**
 * The line, if one.
 */
line_id: string | null, 
/**
 * The field, if one.
 */
field: string | null, };

/**
 * What a warning is about.
 */
export type WarningKind = "purchase_price_missing" | "price_zero" | "rate_missing" | "rate_outdated" | "vat_changes" | "supplier_vat_changes" | "internal_markup_changes" | "customs_fee_changes" | "minimum_markup_changes" | "markup_below_minimum" | "markup_left_below_minimum" | "profit_unknown" | "weight_missing" | "reference_policy" | "advances_too_large" | "commission_party_missing" | "discount_too_large" | "more";

/**
 * An open store, as the frame needs it at start.
 */
export type Workspace = { 
/**
 * Version of the application.
 */
version: string, 
/**
 * Whether this is the sample workspace.
 */
sample: boolean, 
/**
 * Folder of the store.
 */
folder: string, 
/**
 * Where the key is kept.
 */
keeper: KeyKeeper, 
/**
 * The person confirmed having kept the recovery key.
 */
recovery_confirmed: boolean, 
/**
 * Settings of this device.
 */
settings: Settings, 
/**
 * The seller.
 */
organisation: Organisation, 
/**
 * The manager.
 */
profile: Profile, 
/**
 * What can be undone.
 */
history: HistoryState, 
/**
 * Today on this device, `YYYY-MM-DD`.
 */
today: string, };

/** Request and response of every command. */
export interface Commands {
  "app.state": { request: Nothing; response: AppState };
  "app.create": { request: CreateStore; response: AppState };
  "app.unlock": { request: Unlock; response: AppState };
  "app.recovery_key": { request: Nothing; response: RecoveryKey };
  "app.confirm_recovery_key": { request: Nothing; response: Settings };
  "settings.get": { request: Nothing; response: Settings };
  "settings.set": { request: SettingsPatch; response: Settings };
  "organisation.get": { request: Nothing; response: Organisation };
  "organisation.patch": { request: Patch; response: Organisation };
  "profile.get": { request: Nothing; response: Profile };
  "profile.patch": { request: Patch; response: Profile };
  "search.everywhere": { request: SearchEverywhere; response: SearchHits };
  "history.state": { request: Nothing; response: HistoryState };
  "history.undo": { request: HistoryMove; response: HistoryMoved };
  "history.redo": { request: HistoryMove; response: HistoryMoved };
  "draft.set": { request: Draft; response: Drafts };
  "draft.list": { request: DraftQuery; response: Drafts };
  "diagnostics.errors": { request: ErrorLogQuery; response: Page<LoggedError> };
  "customer.list": { request: ListQuery; response: Page<CustomerRow> };
  "customer.get": { request: ById; response: CustomerView };
  "customer.create": { request: Create; response: CustomerView };
  "customer.patch": { request: Patch; response: CustomerView };
  "customer.duplicate": { request: ById; response: CustomerView };
  "customer.delete": { request: ByIds; response: Changed };
  "customer.restore": { request: ByIds; response: Changed };
  "contact.create": { request: Create; response: Contact };
  "contact.patch": { request: Patch; response: Contact };
  "contact.delete": { request: ById; response: Changed };
  "supplier.list": { request: ListQuery; response: Page<SupplierRow> };
  "supplier.get": { request: ById; response: Supplier };
  "supplier.create": { request: Create; response: Supplier };
  "supplier.patch": { request: Patch; response: Supplier };
  "supplier.duplicate": { request: ById; response: Supplier };
  "supplier.delete": { request: ByIds; response: Changed };
  "supplier.restore": { request: ByIds; response: Changed };
  "product.list": { request: ListQuery; response: Page<ProductRow> };
  "product.get": { request: ById; response: Product };
  "product.create": { request: Create; response: Product };
  "product.patch": { request: Patch; response: Product };
  "product.duplicate": { request: ById; response: Product };
  "product.delete": { request: ByIds; response: Changed };
  "product.restore": { request: ByIds; response: Changed };
  "import.open": { request: ImportOpen; response: ImportPreview };
  "import.guess": { request: GuessTable; response: TableGuess };
  "import.preview": { request: ImportPreviewRequest; response: ImportPreview };
  "import.run": { request: ImportRun; response: ImportReport };
  "quote.list": { request: ListQuery; response: Page<QuoteRow> };
  "quote.counts": { request: Nothing; response: StatusCounts };
  "quote.get": { request: ById; response: QuoteView };
  "quote.lines": { request: QuoteLines; response: LinePage };
  "quote.sums": { request: ById; response: QuoteSums };
  "quote.create": { request: QuoteCreate; response: QuoteView };
  "quote.edit": { request: QuoteEdit; response: QuoteDelta };
  "quote.set_status": { request: SetStatus; response: QuoteView };
  "quote.duplicate": { request: QuoteDuplicate; response: QuoteCopy };
  "quote.set_currency": { request: SetCurrency; response: CurrencyChange };
  "quote.refresh_rates": { request: RefreshQuoteRates; response: QuoteRatesRefresh };
  "quote.trace": { request: TraceOf; response: Trace };
  "quote.revisions": { request: ById; response: Revisions };
  "quote.revision": { request: ById; response: RevisionView };
  "quote.edition": { request: EditionOf; response: Edition };
  "quote.compare": { request: CompareOf; response: Comparison };
  "quote.revert": { request: RevertTo; response: QuoteDelta };
  "quote.delete": { request: ByIds; response: Changed };
  "quote.restore": { request: ByIds; response: Changed };
  "activity.list": { request: ActivityQuery; response: Page<ActivityEntry> };
  "activity.get": { request: ById; response: ActivityDetails };
  "note.list": { request: OfQuote; response: Notes };
  "note.create": { request: Create; response: QuoteNote };
  "note.patch": { request: Patch; response: QuoteNote };
  "note.delete": { request: ById; response: Changed };
  "attachment.list": { request: OfQuote; response: Attachments };
  "attachment.add": { request: AttachmentAdd; response: Attachment };
  "attachment.open": { request: ById; response: Nothing };
  "attachment.save": { request: AttachmentSave; response: Exported };
  "attachment.delete": { request: ById; response: Changed };
  "reminder.list": { request: ReminderQuery; response: Reminders };
  "reminder.create": { request: Create; response: Reminder };
  "reminder.patch": { request: Patch; response: Changed };
  "reminder.delete": { request: ById; response: Changed };
  "bin.purge": { request: Purge; response: Changed };
  "terms.defaults": { request: Nothing; response: TermsDefaults };
  "terms.set_defaults": { request: SetDefaults; response: TermsDefaults };
  "template.list": { request: TemplateQuery; response: Templates };
  "template.save": { request: TemplateSave; response: TemplateView };
  "template.apply": { request: TemplateApply; response: QuoteDelta };
  "template.rename": { request: TemplateRename; response: TemplateView };
  "template.delete": { request: ByIds; response: Changed };
  "template.restore": { request: ByIds; response: Changed };
  "line_template.list": { request: LineTemplateQuery; response: LineTemplates };
  "line_template.get": { request: ById; response: LineTemplateView };
  "line_template.save": { request: LineTemplateSave; response: LineTemplateRow };
  "line_template.insert": { request: LineTemplateInsert; response: LineTemplateInserted };
  "line_template.rename": { request: LineTemplateRename; response: LineTemplateRow };
  "line_template.delete": { request: ByIds; response: Changed };
  "line_template.restore": { request: ByIds; response: Changed };
  "dated.list": { request: DatedQuery; response: DatedValues };
  "dated.create": { request: Create; response: DatedValue };
  "dated.set": { request: Patch; response: DatedValue };
  "dated.delete": { request: ByIds; response: Changed };
  "dated.restore": { request: ByIds; response: Changed };
  "rates.list": { request: Nothing; response: RateList };
  "rates.history": { request: RateHistoryQuery; response: RateHistory };
  "rates.load_history": { request: RateHistoryQuery; response: RateHistory };
  "rates.refresh": { request: Nothing; response: RatesState };
  "rates.state": { request: Nothing; response: RatesState };
  "rates.own": { request: OwnRatesQuery; response: OwnRates };
  "rates.set_manual": { request: SetManualRate; response: OrganisationRate };
  "rates.delete_manual": { request: ByIds; response: Changed };
  "rates.restore_manual": { request: ByIds; response: Changed };
  "document.export": { request: ExportQuote; response: Exported };
  "document.validation": { request: ValidationOf; response: Exported };
  "document.preview": { request: PreviewOf; response: PreviewPage };
  "document.preview_close": { request: Nothing; response: Nothing };
  "document.open": { request: DocumentPath; response: Nothing };
  "document.reveal": { request: DocumentPath; response: Nothing };
}
