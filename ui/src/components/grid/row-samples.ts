import type { GridColumn } from "./column";

/** A row of the grids in tests. */
export interface Row {
  id: string;
  article: string;
  name: string;
}

/** A column of them that takes any text. */
export const column = (id: "article" | "name"): GridColumn<Row> => ({
  id,
  title: id,
  width: 60,
  kind: "text",
  align: "start",
  editable: true,
  show: (row) => row[id],
  text: (row) => row[id],
  parse: (value) => ({ value }),
});
