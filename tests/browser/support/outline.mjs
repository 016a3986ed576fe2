// How a page is made up, for those who hear it: headings, landmarks, names.

/** What is wrong with it, one line each. */
export function outlineProblems(page) {
  return page.evaluate(wrong);
}

/** Runs in the page. */
function wrong() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (it) => it.getAttribute("aria-label") || it.getAttribute("aria-labelledby");
  const seen = (it) => it.checkVisibility();
  const problems = [];
  const must = (holds, what) => holds || problems.push(what);

  const levels = all("main :is(h1, h2, h3, h4, h5, h6)").map((it) => Number(it.localName[1]));
  must(all("h1").filter(seen).length === 1, `${all("h1").length} headings of the first level`);
  must(levels[0] === 1, `the first heading of the text is an h${levels[0]}`);
  levels.forEach((level, at) => must(at === 0 || level <= levels[at - 1] + 1, `h${level} after h${levels[at - 1]}`));

  for (const one of ["main", "header:not(main header), [role=banner]"]) {
    must(all(one).filter(seen).length === 1, `${all(one).length} of ${one}`);
  }
  for (const nav of all("nav, [role=navigation]")) must(named(nav), `a nav has no name: ${nav.className}`);

  for (const figure of all("figure")) {
    must(named(figure) || figure.querySelector(":scope > figcaption"), `a figure has no name: ${figure.id}`);
  }
  for (const image of all("img")) must(image.hasAttribute("alt"), `no alt: ${image.src}`);
  for (const svg of all("svg:not(svg svg)")) {
    if (svg.closest("[aria-hidden=true]") || svg.closest("button, a, label")) continue;
    const names = svg.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const texts = [...names.map((id) => document.getElementById(id)), svg.querySelector(":scope > desc")];
    must(texts.length > 1 && texts.every((it) => it?.textContent.trim()), `an image has no name, or no description: ${svg.outerHTML.slice(0, 120)}`);
  }
  return problems;
}
