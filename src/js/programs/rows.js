// Text as rows of a picture: what breaks a picture taken out, long lines broken.

/** Colors of a terminal, and other commands to it. */
const COMMANDS = /\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?/g;

// Not allowed in XML, or it turns the direction of what is around it.
const CONTROLS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const HALVES = /\p{Surrogate}/gu;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** The text as it may stand in XML. */
export function clean(text) {
  return text
    .replace(COMMANDS, "")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", "    ")
    .replace(CONTROLS, "")
    .replace(HALVES, "\ufffd");
}

/** Rows of at most so many columns: `{line, text}`, `line` only where one begins. */
export function rowsOf(text, columns, firstLine = 1) {
  const lines = clean(text).replace(/\n+$/, "").split("\n");
  return lines.flatMap((line, index) =>
    broken(line, columns).map((part, at) => ({line: at ? null : firstLine + index, text: part})),
  );
}

function broken(line, columns) {
  const rows = [""];
  let used = 0;
  for (const letter of line) {
    const width = /\p{M}/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
    if (used + width > columns) {
      rows.push("");
      used = 0;
    }
    rows[rows.length - 1] += letter;
    used += width;
  }
  return rows;
}
