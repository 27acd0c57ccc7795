// Lists of contacts by keyboard: with the focus in the list, j or down goes to the next row, k or up to the one before.
(() => {
  const links = () => [...document.querySelectorAll(".pl-list tbody th[scope='row'] a")];
  const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const row = event.target.closest?.(".pl-list tbody tr");
    if (!step || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links();
    const next = all[all.findIndex((link) => row.contains(link)) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // One menu is open at a time, and closes as menus do.
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".pl-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".pl-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
