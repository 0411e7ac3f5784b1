#!/usr/bin/env bash
# Holds SARIF files against the schema of SARIF 2.1.0.
#
#   tests/judges/sarif.sh FILE...
#
# The schema is the one that the crate serde-sarif ships; the validator is
# PyPI's jsonschema, installed into target/judges.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=target/judges/sarif
mkdir -p "$work/src"
: > "$work/src/lib.rs"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "sarif-schema"
version = "0.0.0"
edition = "2021"

[dependencies]
serde-sarif = "=0.8.0"

[workspace]
TOML
cargo fetch --quiet --manifest-path "$work/Cargo.toml"
schema=$(cargo metadata --format-version 1 --manifest-path "$work/Cargo.toml" |
    python3 -c '
import json, pathlib, sys
packages = json.load(sys.stdin)["packages"]
manifest = next(p["manifest_path"] for p in packages if p["name"] == "serde-sarif")
print(pathlib.Path(manifest).parent / "src/schema.json")')

python=target/judges/venv/bin/python
[ -x "$python" ] || python3 -m venv target/judges/venv
"$python" -c 'import jsonschema' 2>/dev/null ||
    "$python" -m pip install --quiet 'jsonschema[format]==4.26.0'

"$python" - "$schema" "$@" <<'PY'
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
assert schema["title"].endswith("Version 2.1.0 JSON Schema"), schema["title"]
validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
failed = False
for name in sys.argv[2:]:
    log = json.load(open(name, encoding="utf-8"))
    for error in validator.iter_errors(log):
        failed = True
        print(f"{name}: {error.json_path}: {error.message}")
    results = [result for run in log["runs"] for result in run["results"]]
    print(f"{name}: {len(results)} results held against SARIF 2.1.0")
sys.exit(failed)
PY
