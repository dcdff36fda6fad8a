// Keys for review, on pages that work without them. Off while one writes; can be switched off for good.
"use strict";

const OFF = "foedus-keys-off";

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function writes(target) {
  return target instanceof Element
    && (target.matches("input:not([type=hidden]), textarea, select") || target.isContentEditable);
}

/** The list's links; with j and k one goes from each to the next. */
function step(by) {
  const items = [...document.querySelectorAll("[data-list] a.item")];
  if (!items.length) return false;
  const at = items.indexOf(document.activeElement?.closest("li")?.querySelector("a.item"));
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1);
  items[next].focus();
  return true;
}

/** What a key means here: the button or link that bears it, of the item that has the focus or of the page. */
function press(key) {
  const item = document.activeElement?.closest("[data-list] li")?.querySelector(`[data-item-key="${key}"]`);
  const found = item ?? document.querySelector(`[data-key="${key}"]`);
  if (!found) return false;
  if (found.matches("input, select, textarea")) {
    found.focus();
    found.select?.();
  } else {
    found.click();
  }
  return true;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
  if (writes(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const help = document.getElementById("keys");
  if (help?.open) return;
  let done = false;
  if (event.key === "?" && help) {
    help.showModal();
    done = true;
  } else if ((event.key === "j" || event.key === "k") && document.querySelector("[data-list]")) {
    done = step(event.key === "j" ? 1 : -1);
  } else if ("jkaxesu/".includes(event.key) && event.key.length === 1) {
    done = press(event.key);
  }
  if (done) event.preventDefault();
}

function label(button) {
  button.textContent = isOff() ? "Keys are off" : "Keys are on";
  button.setAttribute("aria-pressed", String(!isOff()));
}

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  button.hidden = false;
  label(button);
  button.addEventListener("click", () => {
    try { localStorage.setItem(OFF, isOff() ? "0" : "1"); } catch { /* kept for this page alone */ }
    label(button);
  });
}
document.addEventListener("keydown", pressed);
