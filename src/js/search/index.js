// Asks the index that crates/search makes.

import {asked, wordsOf} from "./query.js";
import {counterpart, FOUND_MAX, isFound, ranked, result} from "./results.js";

/** How much a word counts that stands in one of these, beside one of the text. */
const WEIGHTS = {title: 5, words: 4, names: 1};

const OPTIONS = {
  // An answer takes milliseconds; another thread would only have to be loaded.
  noWorker: true,
  excerptLength: 24,
  ranking: {metaWeights: WEIGHTS},
};

export class Index {
  #pagefind;

  /** Loads it; `attempt` counts, since a browser may keep what was not there. */
  static async load(folder, attempt) {
    const again = attempt ? `?${attempt}` : "";
    const {createInstance} = await import(new URL(`pagefind.js${again}`, folder).href);
    const index = new Index();
    index.#pagefind = createInstance(OPTIONS);
    await index.#pagefind.init();
    return index;
  }

  /** The results, best first, and how many there are in all. */
  async find(query) {
    const words = wordsOf(query);
    const own = await this.#results(asked(query), words);
    const term = counterpart(own.results, words);
    if (!term) return own;
    const other = await this.#results(asked(term), wordsOf(term));
    const [first] = own.results;
    const more = other.results.filter((it) => it.path !== first.path);
    return {results: [...own.results, ...more], all: own.all + other.all - 1};
  }

  async #results(question, words) {
    if (!question) return {results: [], all: 0};
    const {results} = await this.#pagefind.search(question);
    const sections = await Promise.all(results.slice(0, FOUND_MAX).map((it) => it.data()));
    const found = sections.filter((it) => isFound(it, words)).map((it) => result(it, words));
    const all = found.length < sections.length ? found.length : results.length;
    return {results: ranked(found, words), all};
  }
}
