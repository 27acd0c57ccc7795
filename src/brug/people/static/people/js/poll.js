// Asks again for a part of the page while it says that work goes on; then loads the page anew.
(() => {
  const wait = 1500;

  async function ask(part) {
    const answer = await fetch(part.dataset.poll, { credentials: "same-origin" });
    if (!answer.ok) {
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const fresh = holder.content.querySelector(`#${part.id}`);
    if (!fresh || !fresh.dataset.poll) {
      window.location.reload();
      return;
    }
    part.replaceWith(fresh);
    window.setTimeout(ask, wait, fresh);
  }

  document.querySelectorAll("[data-poll]").forEach((part) => window.setTimeout(ask, wait, part));
})();
