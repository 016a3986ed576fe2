// The button stands where mdBook has a label: it ticks the same box.
const box = document.getElementById("mdbook-sidebar-toggle-anchor");
const list = document.getElementById("mdbook-sidebar");

document.getElementById("mdbook-sidebar-toggle").addEventListener("click", () => box.click());

// mdBook hides the list when it has slid out. Where nothing slides, or where the
// slide is interrupted, its links would stay within reach.
box.addEventListener("change", () => requestAnimationFrame(async () => {
  await Promise.allSettled(list.getAnimations().map((slide) => slide.finished));
  if (!box.checked) list.style.display = "none";
}));
