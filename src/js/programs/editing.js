// How the editor edits: the parts of CodeMirror that it is made of.

import {
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  defaultKeymap,
  Decoration,
  EditorState,
  EditorView,
  history,
  historyKeymap,
  indentOnInput,
  indentUnit,
  indentWithTab,
  keymap,
  lineNumbers,
  pythonLanguage,
  rustLanguage,
} from "../vendor/codemirror/bundle.js";
import {pieces} from "./colors.js";

/** How a language is read, by name. */
export const languages = {
  python: [pythonLanguage, colors("python")],
  // A lifetime is one quote: `'` closes nothing.
  rust: [
    rustLanguage,
    rustLanguage.data.of({closeBrackets: {brackets: ["(", "[", "{", '"']}}),
    colors("rust"),
  ],
};

/** The colors of the page, and not those of CodeMirror: nothing changes them at Edit. */
function colors(language) {
  return EditorView.decorations.compute(["doc"], ({doc}) =>
    Decoration.set(
      pieces(language, doc.toString()).map(({from, to, kind}) => Decoration.mark({class: kind}).range(from, to)),
    ),
  );
}

/** What keys do, beside what they do in every editor. */
export function keys(run, leave) {
  const does = (action) => () => {
    action();
    return true;
  };
  return keymap.of([
    {key: "Mod-Enter", run: does(run)},
    {key: "Ctrl-Enter", run: does(run)},
    {key: "Escape", run: does(leave)},
    indentWithTab,
    ...closeBracketsKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]);
}

/** Everything that is the same for all languages. Lines are counted from `firstLine`. */
export function basics(firstLine) {
  // To see how wide they get, it also asks for lines that there are not.
  const formatNumber = (number, {doc}) => String(Math.min(number, doc.lines) + firstLine - 1);
  return [
    lineNumbers({formatNumber}),
    history(),
    closeBrackets(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
  ];
}
