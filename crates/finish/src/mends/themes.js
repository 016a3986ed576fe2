// Says which theme is chosen. mdBook marks it before this is asked.
const list = document.getElementById("mdbook-theme-list");
const say = () => {
  for (const theme of list.querySelectorAll(".theme")) {
    theme.setAttribute("aria-checked", theme.classList.contains("theme-selected"));
  }
};
list.addEventListener("click", say);
say();
