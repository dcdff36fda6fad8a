#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests: one that is installed, else Debian's package.
set -eu
for name in "${FOEDUS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "no Chromium found: install one, or name it in FOEDUS_CHROMIUM" >&2
  exit 1
fi
sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || { echo "no Chromium found: run 'apt-get install chromium' as root" >&2; exit 1; }
  sudo="sudo"
fi
echo "installing Chromium for the browser tests"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
