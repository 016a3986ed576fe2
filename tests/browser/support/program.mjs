// One program of a page, as a reader uses it.

export class Program {
  /** Of a figure; or of the scratch page, if `listing` is `scratch`. */
  constructor(page, listing, language) {
    Object.assign(this, {page, language});
    const figure = listing === "scratch" ? ".scratch" : `figure[data-listing="${listing}"]`;
    this.twinIs = `${figure} .twin.${language}`;
    this.sectionIs = `${figure} section.run[data-language="${language}"]`;
    this.figure = page.locator(figure);
    this.twin = page.locator(this.twinIs);
    this.runButton = this.twin.locator(".run-button");
    this.editButton = this.twin.locator(".edit-button");
    this.copyButton = this.twin.locator(".copy-button");
    this.shareButton = this.twin.locator(".share-button");
    this.versions = this.twin.locator(".versions");
    this.editor = this.twin.locator(".cm-content");
    this.section = page.locator(this.sectionIs);
    this.state = this.section.locator(".state");
    this.terminal = this.section.locator(".terminal");
    this.places = this.section.locator(".place");
    this.timelines = this.section.locator(".timelines");
    this.drawings = this.timelines.locator("svg.timeline");
    this.closeButton = this.section.locator(".close-button");
    this.saveButton = this.section.locator(".save-button");
  }

  /** Presses Run. What the section says of the run before does not count. */
  async start() {
    await this.section.evaluateAll((all) => all.forEach((it) => it.removeAttribute("data-state")));
    await this.runButton.click();
  }

  /** Presses Run, and waits until the run has ended in this way. */
  async run(how = "finished") {
    await this.start();
    await this.ended(how);
  }

  async stop() {
    await this.runButton.click();
    await this.ended("stopped");
  }

  /** Waits until the run is in this state. */
  async is(state) {
    await this.#there(`${this.sectionIs}[data-state="${state}"]`);
  }

  /** Waits until the run has ended, in this way. */
  async ended(how) {
    await this.is("ended");
    const found = await this.section.getAttribute("data-how");
    if (found !== how) throw new Error(`it ended as ${found} instead of ${how}${await this.#now()}`);
  }

  /** Waits until the output has this in it. */
  async prints(text) {
    const pattern = typeof text === "string" ? literally(text) : text.source;
    await this.#there(`${this.sectionIs} .terminal`, pattern);
  }

  /** Waits until the state is a sentence of the words file, `[run]`. */
  async says(word) {
    await this.#there(`${this.sectionIs} .state`, await this.#sentence(word));
  }

  /** Waits until that sentence is anywhere in the section. */
  async hints(word) {
    await this.#there(this.sectionIs, await this.#sentence(word));
  }

  /** Waits until the run has a timeline. */
  async draws() {
    await this.#there(`${this.sectionIs} .timelines.playable`);
  }

  /** Waits until the program is marked as changed. */
  async isMarked() {
    await this.#there(`${this.twinIs}.changed`);
  }

  output() {
    return this.terminal.textContent();
  }

  async edit() {
    await this.editButton.click();
    await this.#there(`${this.twinIs} .cm-content:focus`);
  }

  /** Pastes a program over the one in the editor. */
  async replace(text) {
    if (!(await this.editor.isVisible())) await this.edit();
    await this.editor.press("ControlOrMeta+a");
    await this.editor.evaluate((editor, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const event = {clipboardData, bubbles: true, cancelable: true};
      editor.dispatchEvent(new ClipboardEvent("paste", event));
    }, text);
  }

  /** Types a word where the cursor is, as soon as the editor has it. */
  async type(word) {
    await this.#there(`${this.twinIs} .cm-content:focus`);
    await this.page.keyboard.insertText(word);
  }

  /** What is in the editor. It draws only what is visible, so: of short ones. */
  async edited() {
    return (await this.editor.locator(".cm-line").allTextContents()).join("\n");
  }

  /** A sentence of the words file as a pattern, whatever is filled in. */
  async #sentence(word) {
    const sentence = await wordOf(this.page, word);
    return sentence.split(/\{\w+\}|`/).map(literally).join("[^]*");
  }

  /**
   * Waits for an element whose text has the pattern. It looks at each frame:
   * `locator.waitFor` soon looks once a second only.
   */
  async #there(selector, pattern = "") {
    const found = ([css, source]) =>
      [...document.querySelectorAll(css)].some((it) => new RegExp(source).test(it.textContent));
    try {
      await this.page.waitForFunction(found, [selector, pattern]);
    } catch (error) {
      error.message = `there is no ${selector} with /${pattern}/${await this.#now()}\n${error.message}`;
      throw error;
    }
  }

  async #now() {
    const texts = await this.section.allInnerTexts().catch(() => []);
    return `; the run says:\n  ${texts.join("\n").replaceAll("\n", "\n  ") || "nothing"}`;
  }
}

/** A sentence of the words file, `[run]`, as it is on this page. */
export const wordOf = (page, key) =>
  page.evaluate((it) => JSON.parse(document.querySelector("#book-words").textContent).run[it], key);

const literally = (text) => text.replace(/[^\w\s]/g, "\\$&");
