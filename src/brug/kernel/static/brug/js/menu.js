// The menu of public pages on a narrow screen. Without this script the menu simply stands open.
const button = document.querySelector("[data-menu]");
const menu = button && document.getElementById(button.getAttribute("aria-controls"));

function show(open) {
  button.setAttribute("aria-expanded", String(open));
  menu.classList.toggle("b-menu-open", open);
}

if (menu) {
  button.hidden = false;
  menu.classList.add("b-menu-folds");
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
}
