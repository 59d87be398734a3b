"use strict";
(() => {
  const table = document.getElementById("students");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const keys = rows.map((row) => ((row.dataset.find ?? "") + " " + row.textContent).toLowerCase());
  const said = document.getElementById("said");
  const values = new Map();
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  // A cell without a number sorts after all others, whichever way they are sorted.
  const column = (index, numeric) => {
    const known = values.get(index);
    if (known) return known;
    const cells = rows.map((row) => {
      const text = row.cells[index].dataset.value ?? row.cells[index].textContent.trim();
      return numeric ? (text === "" ? null : Number(text)) : text;
    });
    values.set(index, cells);
    return cells;
  };

  const sort = (header) => {
    const index = header.cellIndex;
    const numeric = header.classList.contains("number");
    const down = header.getAttribute("aria-sort") === (numeric ? "descending" : "ascending") ? numeric ? 1 : -1 : numeric ? -1 : 1;
    const cells = column(index, numeric);
    const order = rows.map((_, i) => i).sort((a, b) => {
      const x = cells[a], y = cells[b];
      if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
      const way = numeric ? x - y : collator.compare(x, y);
      return way === 0 ? a - b : down * way;
    });
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
    const sorted = document.createDocumentFragment();
    for (const i of order) sorted.append(rows[i]);
    body.append(sorted);
  };

  for (const header of table.tHead.rows[0].cells) {
    header.querySelector("button")?.addEventListener("click", () => sort(header));
  }
  const find = document.getElementById("find");
  const failed = document.getElementById("failed");
  const failures = rows.map((row) => new Set((row.dataset.failed ?? "").split(" ")));
  const narrow = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => keys[i].includes(word)) || (failed.value !== "" && !failures[i].has(failed.value));
      if (!row.hidden) shown++;
    });
    said.textContent = shown < rows.length ? shown + " of " + rows.length + " shown" : rows.length + " in all";
  };
  find?.addEventListener("input", narrow);
  failed?.addEventListener("change", narrow);
})();
