// Makes elements. Whatever is not an element becomes text.

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Words with `code` in backticks, as nodes. */
export function withCode(words) {
  return words.split("`").map((part, index) => (index % 2 ? make("code", {class: "hljs"}, part) : part));
}
