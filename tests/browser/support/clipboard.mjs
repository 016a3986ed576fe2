// What a button copies.

const NOTHING = "nothing was copied";

/** Presses the button; gives what is in the clipboard then. */
export async function copiedBy(button) {
  const page = button.page();
  await page.evaluate((text) => navigator.clipboard.writeText(text), NOTHING);
  await button.click();
  for (;;) {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    if (text !== NOTHING) return text;
  }
}
