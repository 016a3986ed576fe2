// The help is a dialog: while it is open it has the focus, and nothing below it
// can be reached.
const help = document.getElementById("mdbook-help-container");
const below = document.getElementById("mdbook-body-container");
let focused = null;
new MutationObserver(() => {
  const open = help.style.display === "flex";
  if (open === below.inert) return;
  if (open) focused = document.activeElement;
  below.inert = open;
  (open ? document.getElementById("mdbook-help-popup") : focused)?.focus();
}).observe(help, {attributeFilter: ["style"]});
