// Arrow keys turn the page only while nothing has the focus: what has it may
// scroll, or be read letter by letter.
document.body.addEventListener("keydown", (event) => {
  const turns = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (turns && event.target !== document.body) event.stopPropagation();
});
