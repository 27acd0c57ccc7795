// While somebody fills in or changes a contact: asks who may be known already, and shows them below the form's head.

(() => {
  const form = document.querySelector("form[data-known-url]");
  const place = document.getElementById("pl-known");
  if (!form || !place) return;
  const fields = ["first_name", "last_name", "organisation_name", "email", "phone", "postal_code"];
  let waiting;
  let asked = "";

  const ask = async () => {
    const told = new URLSearchParams();
    fields.forEach((name) => told.set(name, form.elements[name]?.value.trim() ?? ""));
    if (told.toString() === asked) return;
    asked = told.toString();
    const answer = await fetch(`${form.dataset.knownUrl}?${asked}`, { headers: { "X-Requested-With": "fetch" } });
    // Whoever types faster than the answer comes sees only the last one.
    if (answer.ok && told.toString() === asked) place.innerHTML = await answer.text();
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 400);
  });
})();
