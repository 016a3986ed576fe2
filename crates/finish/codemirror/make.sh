#!/usr/bin/env bash
# Makes bundle.js and LICENSE.txt in src/js/vendor/codemirror, from what lies here.
#
# Needs Node 20 or newer. The versions are those of package-lock.json, so the
# same bytes come out every time. For newer ones: change package.json, then
# `npm install --package-lock-only --ignore-scripts` here, then this.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
made=$here/../../../src/js/vendor/codemirror

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here"/{entry.mjs,package.json,package-lock.json} "$folder"
cd "$folder"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

node_modules/.bin/esbuild entry.mjs --bundle --minify --format=esm --target=es2022 \
    --charset=utf8 --legal-comments=none --outfile=bundle.js --log-level=warning \
    --banner:js='// CodeMirror 6 in one file. Made by make.sh; licenses are in LICENSE.txt.'

node - > LICENSE.txt <<'SCRIPT'
// Every license once, below the packages it is the license of.
const fs = require("node:fs");
const {packages} = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const byText = new Map();
for (const [folder, {version, dev}] of Object.entries(packages)) {
  if (!folder || dev) continue;
  const text = fs.readFileSync(`${folder}/LICENSE`, "utf8").trim();
  byText.set(text, [...(byText.get(text) ?? []), `${folder.slice("node_modules/".length)} ${version}`]);
}
const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
process.stdout.write(`bundle.js is made of these packages.\n\n${parts.join(`\n${"-".repeat(72)}\n\n`)}`);
SCRIPT

cp bundle.js LICENSE.txt "$made"
printf 'bundle.js: %d bytes, %d compressed\n' "$(wc -c < bundle.js)" "$(gzip -9 -c bundle.js | wc -c)"
