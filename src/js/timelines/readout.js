// Says in a line below the pictures what is pointed at, and with which line of
// the program: the program itself may be out of view.
//
// All of it is text of drawings and programs, and only ever set as text.

/** An element, and a way to fill it. */
export function readout() {
  const element = document.createElement("p");
  const what = document.createElement("span");
  const source = document.createElement("code");
  element.className = "readout";
  element.append(what, source);
  return {
    element,
    /**
     * Shows titles and a line of a program; empties where there are none. The
     * line is read out if `aloud`: what has the focus says its title itself.
     */
    say(titles, line, aloud) {
      source.ariaLive = aloud ? "polite" : "off";
      what.textContent = titles.join(" · ");
      source.textContent = line;
      element.classList.toggle("says", titles.length > 0);
    },
  };
}
