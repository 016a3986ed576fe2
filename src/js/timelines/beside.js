// What a picture is read beside: `{shown, bars}`, a program and the bars behind
// its lines, null where there is none.

import {programOfTwin} from "../programs/program.js";
import {Bars, programOf} from "./code.js";

const twinIn = (figure, language) => figure?.querySelector(`.twin.${language}`);

/** The program that the figure shows in that language. */
export function shownIn(figure, language) {
  const shown = programOf(twinIn(figure, language));
  return {shown, bars: shown && new Bars(shown.code)};
}

/**
 * The program that a reader ran as `text`, for the picture of this run; for the
 * recorded one what it was before all edits.
 */
export function liveIn(figure, language, run, text) {
  const twin = twinIn(figure, language);
  if (!twin) return {shown: null, bars: null};
  const program = programOfTwin(twin);
  const ran = run === "this" ? (text ?? program.text) : program.original;
  const rows = ran.split("\n");
  // Not all of its lines need be shown in a row, but all can be read.
  const shown = {numbers: [], text: (line) => rows[line - program.firstLine]?.trim() ?? ""};
  return {shown, bars: run === "this" ? barsWhile(program, ran) : null};
}

/** Bars behind a program as long as it is shown as it ran: an edit has other lines. */
export function barsWhile(program, ran) {
  const {marks} = program;
  const same = () => program.text === ran;
  const clear = () => {
    if (!same()) for (const kind of ["waiting", "pointed"]) marks.mark(kind, []);
  };
  program.addEventListener("change", clear);
  return {
    numbers: [],
    mark: (kind, lines) => marks.mark(kind, same() ? lines : []),
    listen: (point, signal) => marks.listen((line) => point(same() ? line : null), signal),
    remove() {
      program.removeEventListener("change", clear);
      marks.remove();
    },
  };
}
