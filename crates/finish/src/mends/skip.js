// The focus follows the link past the buttons. The text can have it only as
// long as it does: else every click into the text would focus it.
const text = document.getElementById("book-text");
document.querySelector(".skip").addEventListener("click", () => {
  text.tabIndex = -1;
  text.focus();
});
text.addEventListener("blur", () => text.removeAttribute("tabindex"));
