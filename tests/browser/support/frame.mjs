// What stands around the text of every page: the menu bar and the sidebar.

/** The buttons of the menu bar, in order, and what each opens. */
export const BUTTONS = {
  sidebar: "#mdbook-sidebar-toggle",
  theme: "#mdbook-theme-toggle",
  reading: "#reading-toggle",
  search: "#search-button",
};

/** How what belongs to a page as a whole comes to each of its states. */
export const STATES = {
  "sidebar turned": (page) => turned(page, BUTTONS.sidebar),
  "themes shown": (page) => opened(page, BUTTONS.theme),
  "reading settings shown": (page) => opened(page, BUTTONS.reading),
  "search shown": (page) => opened(page, BUTTONS.search),
  "help shown": async (page) => {
    await page.locator("body").press("?");
    await page.locator("#mdbook-help-container").waitFor();
  },
};

/** Presses the button, and waits until it says that it is the other way. */
export async function turned(page, button) {
  const before = await page.locator(button).getAttribute("aria-expanded");
  await page.locator(button).click();
  await page.locator(`${button}:not([aria-expanded="${before}"])`).waitFor();
}

/** Presses the button, and waits until what it opens is there. */
async function opened(page, button) {
  await page.locator(button).click();
  await page.locator(`${button}[aria-expanded="true"], dialog[open], :popover-open`).first().waitFor();
}
