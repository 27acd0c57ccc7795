// Says in the page that a passkey did not work, where the library only writes to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.getElementById("passkey_error");
  if (message) {
    message.hidden = false;
    message.setAttribute("role", "alert");
    message.scrollIntoView({ block: "nearest" });
  }
});
