// Listens for news from `cargo book`: reloads the page after a build, shows
// what is wrong with the book, and says whether programs can be run.
//
// `GET /-/news` is a stream of server-sent events. Each has the fields
//
//     {"version": 3, "problems": ["src/tasks.md:9: no listing named …"], "kit": …}
//
// where `kit`, the libraries that Rust programs need, is one of
//
//     {"is":"building","done":3,"total":71,"what":"tokio"}
//     {"is":"ready","version":"rustc 1.95.0, tokio 1.54.1"}
//     {"is":"failed","text":"…"}
//
// One comes at once, and one after each change.
//
// What the kit is stands in `data-kit` of the root element. `book:reload` comes
// before a reload. Whoever would lose work prevents it, and dispatches
// `book:idle` when it may be asked again.

const here = document.querySelector("meta[name=book-build]").content;
let news = null;

const panel = document.createElement("section");
panel.setAttribute("role", "status");
panel.setAttribute("aria-label", "Problems with the book");
panel.className = "book-problems";
panel.hidden = true;
panel.style.cssText =
  "position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;z-index:1000;" +
  "background:#3b0d0d;color:#fff;padding:1rem 1.5rem;font:14px/1.45 monospace;" +
  "white-space:pre-wrap;border-top:3px solid #ff7b72";
document.body.append(panel);

/** Whether somebody asked for the reload to wait. */
let waiting = false;

// A browser has six connections to a server, for all tabs together: only a page
// that is looked at holds one. The first news after that say all there is.
function listen() {
  news?.close();
  news = document.hidden ? null : new EventSource("/-/news");
  if (news) news.onmessage = hear;
}

document.addEventListener("visibilitychange", listen);
listen();

function hear({data}) {
  const {version, problems, kit} = JSON.parse(data);
  if (String(version) !== here) {
    reload();
    return;
  }
  panel.hidden = problems.length === 0;
  panel.textContent = problems.join("\n\n");
  document.documentElement.dataset.kit = kit.is;
}

/** Reloads, unless work would be lost: then as soon as none would. */
function reload() {
  if (waiting) return;
  if (document.dispatchEvent(new Event("book:reload", {cancelable: true}))) {
    location.reload();
    return;
  }
  waiting = true;
  document.addEventListener("book:idle", () => {
    waiting = false;
    reload();
  }, {once: true});
}
