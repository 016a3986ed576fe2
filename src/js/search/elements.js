// What the panel of the search is made of.

import {make} from "../make.js";
import {word} from "../words.js";

/** The panel at the end of `parent`: its dialog, and the parts that change. */
export function elements(parent) {
  const dialog = make("dialog", {class: "search", "aria-label": word("search", "label")});
  const form = make("form", {role: "search"});
  const field = make("input", {
    type: "search",
    "aria-label": word("search", "label"),
    placeholder: word("search", "placeholder"),
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const close = make("button", {type: "button", class: "search-close"}, word("search", "close"));
  const status = make("p", {class: "search-status", role: "status"});
  const results = make("div", {class: "search-results"});
  form.append(field, close);
  // All that is not the backdrop: a press beside it is a press on the dialog.
  const panel = make("div", {class: "search-panel"}, form, status, results);
  dialog.append(panel);
  parent.append(dialog);
  return {dialog, form, field, status, results};
}
