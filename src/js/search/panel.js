// Searching, as it is shown: a dialog with a field, how it stands, and results.
//
// Results are links, and arrow keys move the focus from one to the next: every
// reader of screens knows links, and they open in a new tab as links do.

import {word} from "../words.js";
import {Index} from "./index.js";
import {elements} from "./elements.js";
import {wordsOf} from "./query.js";
import {grouped} from "./results.js";
import {empty, found, none, notLoaded, preparing} from "./states.js";

/** A pause in typing. */
const PAUSE_MS = 80;

/** How often to look whether the index is there. */
const AGAIN_MS = 700;

export class Panel {
  #folder;
  #index = null;
  #attempts = 0;
  #asked = 0;
  #timer = 0;

  constructor(folder) {
    this.#folder = folder;
    Object.assign(this, elements(document.body));
    this.field.addEventListener("input", () => this.#soon(PAUSE_MS));
    this.form.addEventListener("submit", (event) => this.#enter(event));
    this.dialog.addEventListener("keydown", (event) => this.#move(event));
    this.dialog.addEventListener("click", (event) => this.#press(event));
    this.dialog.addEventListener("close", () => clearTimeout(this.#timer));
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.field.select();
    this.#ask();
  }

  #soon(millis) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), millis);
  }

  /** Shows what is found for what stands in the field now. */
  async #ask() {
    const number = ++this.#asked;
    const query = this.field.value;
    const isLatest = () => number === this.#asked && this.dialog.open;
    const loading = this.#load();
    // Asked again by itself, it stays as it is: nothing flickers, nothing is read out.
    const isWaiting = this.dialog.dataset.state === "preparing" && query === this.#shown;
    if (isWaiting) await loading.catch(() => {});
    else if (!wordsOf(query).length) this.#show(empty(this.#example));
    else if (!this.#loaded) this.#show({state: "searching", status: word("search", "searching")});
    try {
      const index = await loading;
      const {results, all} = wordsOf(query).length ? await index.find(query) : {};
      if (!isLatest()) return;
      this.#shown = query;
      if (!results) this.#show(empty(this.#example));
      else this.#show(results.length ? found(grouped(results), all, this.#root) : none(query, this.#root));
    } catch (error) {
      // Perhaps the index was made anew, and the files of the old one are gone.
      this.#index = null;
      this.#loaded = false;
      if (!isLatest()) return;
      this.#shown = query;
      this.#failed(error);
    }
  }

  get #root() {
    return new URL("../", this.#folder);
  }

  #loaded = false;

  /** The query whose answer is shown. */
  #shown = null;

  #load() {
    this.#index ??= Index.load(this.#folder, this.#attempts++).then(
      (index) => {
        this.#loaded = true;
        return index;
      },
      (error) => {
        this.#index = null;
        throw error;
      },
    );
    return this.#index;
  }

  /** `cargo book` makes the index after the pages, so it comes by itself. */
  #failed(error) {
    if (!document.querySelector("meta[name=book-build]")) {
      this.#show(notLoaded(error, () => this.#ask()));
      return;
    }
    this.#show(preparing());
    this.#soon(AGAIN_MS);
  }

  #example = (text) => {
    this.field.value = text;
    this.field.focus();
    this.#ask();
  };

  #show({state, status, nodes = []}) {
    this.dialog.dataset.state = state;
    // The same words again would be read out again.
    if (this.status.textContent !== status) this.status.textContent = status;
    this.results.replaceChildren(...nodes);
    this.results.scrollTop = 0;
  }

  get #links() {
    return [...this.results.querySelectorAll("a")];
  }

  /** Enter opens the first result of what stands in the field, and of nothing before it. */
  async #enter(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    if (this.field.value !== this.#shown) await this.#ask();
    if (this.dialog.dataset.state === "found") this.#links[0].click();
  }

  #move(event) {
    // mdBook turns the page at an arrow key, and has a help for `?`.
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) this.#escape(event);
    if (event.isComposing || !(event.key === "ArrowDown" || event.key === "ArrowUp")) return;
    event.preventDefault();
    const stops = [this.field, ...this.#links];
    const now = Math.max(0, stops.indexOf(document.activeElement));
    const next = now + (event.key === "ArrowDown" ? 1 : -1);
    stops[Math.min(Math.max(0, next), stops.length - 1)].focus();
  }

  /** Chromium would empty the field first. */
  #escape(event) {
    event.preventDefault();
    this.dialog.close();
  }

  /** A link may lead to this very page. Beside the panel is the way out. */
  #press({target, button, ctrlKey, metaKey, shiftKey}) {
    const isLink = target.closest("a") && button === 0 && !(ctrlKey || metaKey || shiftKey);
    if (isLink || target === this.dialog || target.closest(".search-close")) this.dialog.close();
  }
}
