// Ctrl+K on any page of the desk opens a box that searches all rooms; the arrows walk through what it finds.

(() => {
  const address = document.currentScript.dataset.url;
  let box;

  const fetchPart = async (text) => {
    const answer = await fetch(`${address}?box=1&q=${encodeURIComponent(text)}`);
    return answer.ok ? answer.text() : "";
  };

  const search = (input) => {
    let waiting;
    let last = input.value;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const text = input.value.trim();
        if (text === last) return;
        last = text;
        const part = new DOMParser().parseFromString(await fetchPart(text), "text/html");
        // An answer that comes after a newer question is of no use.
        if (text !== last) return;
        box.querySelector("[data-found]").replaceWith(part.querySelector("[data-found]"));
      }, 250);
    });
  };

  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const places = [box.querySelector("input"), ...box.querySelectorAll("[data-found] a")];
    const next = places[places.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  };

  const open = async () => {
    if (!box) {
      box = document.createElement("dialog");
      box.className = "b-find-box";
      box.addEventListener("keydown", walk);
      document.body.append(box);
    }
    box.innerHTML = await fetchPart("");
    box.setAttribute("aria-label", box.querySelector("label").textContent);
    if (!box.open) box.showModal();
    const input = box.querySelector("input");
    search(input);
    input.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    // Where text is edited the editor has its own use for the keys.
    if (document.activeElement?.isContentEditable) return;
    event.preventDefault();
    open();
  });
})();
