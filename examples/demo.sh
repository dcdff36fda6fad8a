#!/usr/bin/env bash
# The main job on an embedded default: a new ledger that knows the world's treaties, example pages into it (one of
# them tells more of a known treaty), then what follows in law.
set -eu
foedus=.venv/bin/foedus
export FOEDUS_LEDGER=build/demo.sqlite
mkdir -p build
rm -f build/demo.sqlite build/demo.sqlite-wal build/demo.sqlite-shm

say() { printf '\n$ %s\n' "$*"; "$@"; }
run() { say "$@" | sed "s|^\\$ $foedus|\$ foedus|"; }

run $foedus register adopt
run $foedus status High Seas Treaty --on 2026-02-01
run $foedus read examples/pages/prk-rus-2024-11-12.html
run $foedus add examples/pages/*
run $foedus agreements
run $foedus status High Seas Treaty --on 2026-02-01
run $foedus timeline PRK RUS
run $foedus status PRK RUS --on 2024-11-12
run $foedus status PRK RUS --on 2024-12-05
cat <<'END'

The ledger is build/demo.sqlite. Open the board on it:

  make serve        then visit http://127.0.0.1:8000
END
