// Arrow keys (or j and k) walk through the indicators; Home and End go to the first and the last.
// Without this script every row still is a link that Tab reaches.

const links = [...document.querySelectorAll("[data-rows] th a")];

const places = {
  ArrowDown: (now) => now + 1,
  j: (now) => now + 1,
  ArrowUp: (now) => now - 1,
  k: (now) => now - 1,
  Home: () => 0,
  End: () => links.length - 1,
};

document.addEventListener("keydown", (event) => {
  const place = places[event.key];
  const now = links.indexOf(document.activeElement);
  if (!place || now < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  const next = links[place(now)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});
