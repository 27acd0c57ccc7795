// Choose many in the list of contacts: by ticking, with shift for all between, with x on a row, or the whole page.
(() => {
  let last = null;
  const boxes = () => [...document.querySelectorAll('.pl-list input[name="chosen"]')];
  const bar = () => document.getElementById("pl-many");

  function tell() {
    const form = bar();
    if (!form) return;
    const all = boxes();
    const count = all.filter((box) => box.checked).length;
    const everything = form.elements.everything.checked;
    const words = count === 1 ? form.dataset.one : form.dataset.several.replace("#", count);
    form.querySelector(".pl-many-count").textContent = everything ? form.dataset.all : words;
    document.querySelectorAll(".pl-list input[data-page]").forEach((box) => {
      box.checked = count > 0 && count === all.length;
      box.indeterminate = count > 0 && count < all.length;
    });
    form.querySelector("button[data-page]").hidden = false;
  }

  // All between the one chosen last and this one become like this one.
  function reach(box) {
    const all = boxes();
    const from = all.indexOf(last);
    const to = all.indexOf(box);
    if (from < 0) return;
    all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => (one.checked = box.checked));
  }

  function choosePage(checked) {
    boxes().forEach((box) => (box.checked = checked));
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.('.pl-list input[name="chosen"]');
    if (box) {
      if (event.shiftKey) reach(box);
      last = box;
    } else if (event.target.matches?.(".pl-list input[data-page]")) {
      choosePage(event.target.checked);
    } else if (event.target.closest?.("button[data-page]")) {
      choosePage(true);
    }
    tell();
  });
  document.addEventListener("keydown", (event) => {
    const isX = event.key === "x" || event.key === "X";
    const row = isX && event.target.closest?.(".pl-list tbody tr");
    const box = row && row.querySelector('input[name="chosen"]');
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.checked = !box.checked;
    if (event.shiftKey) reach(box);
    last = box;
    tell();
  });
  // A browser keeps ticks when one comes back to the page.
  window.addEventListener("pageshow", tell);
})();
