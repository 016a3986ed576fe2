// Programs for tests to run, and the place in the book where they do.

/** A figure with twins, on a page, whose timeline has one bar for each sleep. */
export const PAGE = "joining.html";
export const LISTING = "awaiting_in_turn_takes_the_sum";
/** What both of its programs print, … */
export const PRINTED = "hello\nworld\n0.3 s\n";
/** … and a changed version of it, on the same page. */
export const VARIATION = `${LISTING}.try_join`;
export const VARIATION_PRINTED = "hello\nworld\n0.2 s\n";
/** The first line of its programs: those above it are the claim. */
export const FIRST_LINE = 3;

/** Prints, and sleeps for as long as it is told. */
export const sleeper = {
  rust: (millis) => `use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::time::sleep(Duration::from_millis(${millis})).await;
    println!("slept ${millis}");
}
`,
  python: (millis) => `import asyncio


async def main():
    await asyncio.sleep(${millis} / 1000)
    print("slept ${millis}")


asyncio.run(main())
`,
};

/** Says that it runs, and does so until it is stopped. */
export const endless = {
  rust: 'fn main() {\n    println!("going");\n    loop {}\n}\n',
  python: 'print("going")\nwhile True:\n    pass\n',
};

/** Prints one line. */
export const says = {
  rust: (word) => `fn main() {\n    println!("${word}");\n}\n`,
  python: (word) => `print("${word}")\n`,
};
