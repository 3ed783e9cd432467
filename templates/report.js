(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) { return; }
  var rows = Array.from(document.querySelectorAll(".finding"));
  var groups = Array.from(document.querySelectorAll(".group"));
  var chips = Array.from(form.querySelectorAll(".chip"));
  var target = document.getElementById("filter-target");
  var text = document.getElementById("filter-text");
  var openAll = document.getElementById("open-all");
  var shown = document.getElementById("shown");

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
        parts.every(function (part) { return row.dataset.search.includes(part); });
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
      if (text.value.trim() && group.tagName === "DETAILS") { group.open = true; }
    });
    shown.textContent = shown.dataset.pattern.replace("{n}", count);
  }

  function press(chip, on) { chip.setAttribute("aria-pressed", String(on)); }

  function setOpen(open) {
    rows.concat(groups).forEach(function (part) {
      var details = part.tagName === "DETAILS" ? part : part.querySelector(":scope > details");
      if (details && !part.hidden) { details.open = open; }
    });
  }

  function swapLabel() {
    var label = openAll.textContent;
    openAll.textContent = openAll.dataset.other;
    openAll.dataset.other = label;
  }

  function goToHash() {
    var row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.classList.contains("finding")) { return; }
    if (row.hidden) {
      chips.forEach(function (chip) { press(chip, true); });
      if (target) { target.value = ""; }
      text.value = "";
      apply();
    }
    for (var part = row; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") { part.open = true; }
    }
    row.querySelector("details").open = true;
    row.scrollIntoView();
  }

  chips.forEach(function (chip) {
    chip.addEventListener("click", function () {
      press(chip, chip.getAttribute("aria-pressed") !== "true");
      apply();
    });
  });
  if (target) { target.addEventListener("change", apply); }
  text.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  openAll.addEventListener("click", function () {
    setOpen(!openAll.classList.contains("opened"));
    openAll.classList.toggle("opened");
    swapLabel();
  });
  addEventListener("hashchange", goToHash);
  form.hidden = false;
  goToHash();
})();
