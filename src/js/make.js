// Makes elements. What is not an element becomes text, and never markup.

/** `what` is its class, if there is one, or its attributes. */
export function make(tag, what, ...contents) {
  const element = document.createElement(tag);
  const attributes = typeof what === "string" ? {class: what} : what;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== "class" || value) element.setAttribute(name, value);
  }
  element.append(...contents);
  return element;
}

export function button(className, text, press) {
  const element = make("button", {type: "button", class: className}, text);
  element.addEventListener("click", press);
  return element;
}

/** Text with `code` in backticks, as nodes. */
export function marked(sentence, className = "") {
  return sentence.split("`").map((part, index) => (index % 2 ? make("code", className, part) : part));
}
