(function () {
  "use strict";
  var root = document.documentElement;
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function byId(id) { return document.getElementById(id); }

  function swapLabel(button) {
    var label = button.textContent;
    button.textContent = button.dataset.other;
    button.dataset.other = label;
  }

  /* Theme and paper: not remembered, since a page without storage asks nobody for it. */
  var theme = byId("theme");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (isDark()) { swapLabel(theme); }
  theme.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    swapLabel(theme);
  });
  byId("print").addEventListener("click", function () { print(); });
  byId("tools").hidden = false;

  /* Tables that sort: a button in each heading; numbers within texts count as numbers. */
  var order = new Intl.Collator(root.lang, { numeric: true });
  function keyOf(row, place) { return row.cells[place].dataset.key || row.cells[place].textContent.trim(); }
  function sortBy(table, heading, place) {
    var down = heading.getAttribute("aria-sort") === "ascending";
    all("th[aria-sort]", table).forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    Array.from(table.tBodies[0].rows)
      .sort(function (a, b) { return (down ? -1 : 1) * order.compare(keyOf(a, place), keyOf(b, place)); })
      .forEach(function (row) { table.tBodies[0].appendChild(row); });
  }
  all("table.sortable").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, place) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { sortBy(table, heading, place); });
    });
  });

  /* Findings */
  var form = byId("filter");
  if (!form) { return; }
  var rows = all(".finding");
  var groups = all(".group");
  var chips = all(".chip", form);
  var target = byId("filter-target");
  var text = byId("filter-text");
  var openAll = byId("open-all");
  var shown = byId("shown");

  /* What a search looks through: the line of a finding and its evidence, not the prose; gathered when first asked. */
  var texts = new Map();
  function textOf(row) {
    if (!texts.has(row)) {
      var parts = all(".row, .evidence", row).map(function (part) { return part.textContent; });
      texts.set(row, parts.join(" ").toLowerCase());
    }
    return texts.get(row);
  }

  function statusFor(row, letter) {
    var found = row.dataset.statuses.split(" ").filter(function (part) { return part.startsWith(letter + ":"); });
    return letter && found.length ? found[0].slice(letter.length + 1) : row.dataset.tone;
  }

  function apply() {
    var wanted = chips.filter(function (chip) { return chip.getAttribute("aria-pressed") === "true"; })
      .map(function (chip) { return chip.dataset.tone; });
    var letter = target ? target.value : "";
    var parts = text.value.toLowerCase().split(/\s+/);
    var count = 0;
    rows.forEach(function (row) {
      var fits = wanted.includes(statusFor(row, letter)) &&
        parts.every(function (part) { return (!part || textOf(row).includes(part)); });
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
      if (text.value.trim() && group.tagName === "DETAILS") { group.open = true; }
    });
    shown.textContent = shown.dataset.pattern.replace("{n}", count);
  }

  /* Only the chip of one status, or every chip; any target or one; no search. */
  function choose(tone, letter) {
    chips.forEach(function (chip) { chip.setAttribute("aria-pressed", String(!tone || chip.dataset.tone === tone)); });
    if (target) { target.value = letter; }
    text.value = "";
    apply();
  }

  function setOpen(open) {
    rows.concat(groups).forEach(function (part) {
      var details = part.tagName === "DETAILS" ? part : part.querySelector(":scope > details");
      if (details && !part.hidden) { details.open = open; }
    });
  }

  function goToHash() {
    var row = byId(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.classList.contains("finding")) { return; }
    if (row.hidden) { choose("", ""); }
    for (var part = row; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") { part.open = true; }
    }
    row.querySelector("details").open = true;
    row.scrollIntoView({ behavior: "instant" });
    row.querySelector("summary").focus({ preventScroll: true });
  }

  chips.forEach(function (chip) {
    chip.addEventListener("click", function () {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  });
  if (target) { target.addEventListener("change", apply); }
  text.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  openAll.addEventListener("click", function () {
    setOpen(!openAll.classList.contains("opened"));
    openAll.classList.toggle("opened");
    swapLabel(openAll);
  });
  all(".to-list").forEach(function (link) {
    link.addEventListener("click", function () {
      choose(link.dataset.tone, link.dataset.letter);
      groups.forEach(function (group) { if (group.tagName === "DETAILS" && !group.hidden) { group.open = true; } });
    });
  });
  addEventListener("hashchange", goToHash);
  form.hidden = false;
  goToHash();
})();
