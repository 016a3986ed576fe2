// The search of a page, as a reader uses it.

export class Search {
  constructor(page) {
    this.page = page;
    this.button = page.locator("#search-button");
    this.dialog = page.locator("dialog.search");
    this.field = this.dialog.locator("input");
    this.status = this.dialog.locator(".search-status");
    this.links = this.dialog.locator("ol a");
  }

  /** Presses the button. */
  async open() {
    await this.button.click();
    await this.dialog.waitFor();
  }

  /** Waits for one of these states. */
  async is(...states) {
    const selector = states.map((it) => `dialog.search[open][data-state="${it}"]`).join();
    await this.page.waitForSelector(selector);
  }

  /** Types a query, and gives its results: `{chapter, title, path}`. */
  async find(query) {
    // What stands there from the query before goes first.
    await this.field.fill("");
    await this.is("empty");
    await this.field.fill(query);
    await this.is("found", "none");
    return this.results();
  }

  /** The results, with paths from the root of the site. */
  results() {
    return this.links.evaluateAll((links) =>
      links.map((link) => ({
        chapter: link.closest("section").querySelector("h2").textContent,
        title: link.querySelector(".search-title").textContent,
        path: link.href.slice(new URL(".", location).href.length),
      })),
    );
  }

  /** Whether nothing else on the page can be reached. */
  hasFocus() {
    return this.dialog.evaluate((it) => it.contains(document.activeElement));
  }
}
