(function () {
  "use strict";
  const form = document.getElementById("filter");
  if (!form) {
    return;
  }
  const shown = document.getElementById("shown");
  const pages = Array.from(document.querySelectorAll("#findings article"), function (article) {
    const name = article.querySelector("h3").textContent;
    return {
      article: article,
      rows: Array.from(article.querySelectorAll("tbody tr"), function (row) {
        return { row: row, text: (name + "\n" + row.textContent).toLowerCase() };
      })
    };
  });
  const all = pages.reduce(function (sum, page) { return sum + page.rows.length; }, 0);

  function apply() {
    const words = form.elements.text.value.toLowerCase().split(/\s+/);
    const code = form.elements.code.value;
    const severities = Array.from(form.querySelectorAll("input:checked"), function (box) { return box.value; });
    let count = 0;
    for (const page of pages) {
      let matching = 0;
      for (const one of page.rows) {
        const matches = (code === "" || one.row.dataset.code === code)
          && severities.includes(one.row.dataset.severity)
          && words.every(function (word) { return one.text.includes(word); });
        one.row.hidden = !matches;
        matching += matches ? 1 : 0;
      }
      page.article.hidden = matching === 0;
      count += matching;
    }
    shown.textContent = count.toLocaleString("en") + " of " + all.toLocaleString("en") + " findings";
  }

  let isDue = false;
  function soon() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(function () { isDue = false; apply(); });
    }
  }
  form.addEventListener("input", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  for (const link of document.querySelectorAll("a[data-code]")) {
    link.addEventListener("click", function () {
      form.reset();
      form.elements.code.value = link.dataset.code;
      soon();
    });
  }
  form.hidden = false;
  apply();
})();
