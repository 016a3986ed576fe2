// Listens for news from `cargo book`: reloads the page after a build, and
// shows what is wrong with the book.
//
// `GET /-/news` is a stream of server-sent events. Each has the fields
//
//     {"version": 3, "problems": ["src/tasks.md:9: no listing named …"]}
//
// one at once, and one after each change.

const here = document.querySelector("meta[name=book-build]").content;
const news = new EventSource("/-/news");

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

news.onmessage = ({data}) => {
  const {version, problems} = JSON.parse(data);
  if (String(version) !== here) {
    location.reload();
    return;
  }
  panel.hidden = problems.length === 0;
  panel.textContent = problems.join("\n\n");
};
