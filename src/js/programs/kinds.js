// What a word of a program is: by itself, and by what stands beside it, as
// crates/finish/src/code/words.rs has it.

const LANGUAGES = {
  python: {
    keywords: new Set(),
    types: words("bool bytearray bytes complex dict float frozenset int list memoryview object set str tuple"),
    calls: ["("],
    macros: [],
    defines: "def ",
  },
  rust: {
    keywords: words(
      "as async await break const continue crate dyn else enum extern fn for if impl in let loop " +
        "match mod move mut pub ref return static struct super trait type unsafe use where while yield",
    ),
    types: words("bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"),
    calls: ["(", "::<"],
    macros: ["!(", "![", "!{", "! "],
    defines: "fn ",
    // Inside of macros, the parser takes them for names.
    constants: words("true false"),
  },
};

function words(text) {
  return new Set(text.split(/\s+/));
}

/** The letter of a word (theme/code.css); plain variables have none. */
export function classOfWord(language, {before, word, after}) {
  const {keywords, types, calls, macros, defines, constants} = LANGUAGES[language];
  const followed = (by) => by.some((it) => after.startsWith(it));
  if (keywords.has(word)) return "k";
  if (constants?.has(word)) return "n";
  if (followed(macros)) return "m";
  if (types.has(word) && !before.endsWith(".")) return "t";
  if (/^_*\p{Lu}/u.test(word)) return word.length > 1 && !/\p{Ll}/u.test(word) ? "n" : "t";
  return followed(calls) || before.endsWith(defines) ? "f" : undefined;
}
