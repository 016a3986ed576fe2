// What the editor uses of CodeMirror, and no more: make.sh makes bundle.js of it.

export {closeBrackets, closeBracketsKeymap} from "@codemirror/autocomplete";
export {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
export {bracketMatching, indentOnInput, indentUnit} from "@codemirror/language";
// Not `python()` and `rust()`, which bring completion with them.
export {pythonLanguage} from "@codemirror/lang-python";
export {rustLanguage} from "@codemirror/lang-rust";
export {EditorState, StateEffect, StateField} from "@codemirror/state";
export {Decoration, EditorView, keymap, lineNumbers} from "@codemirror/view";
