// Comfort only: every page works without this file. It asks nothing of the network.
"use strict";

const all = (selector, action) => document.querySelectorAll(selector).forEach(action);

function focusError() {
  document.querySelector("[role=alert]")?.focus();
}

function addShowButton(input) {
  const button = document.createElement("button");
  const row = document.createElement("div");
  button.type = "button";
  button.className = "plain small";
  button.textContent = input.dataset.show;
  button.setAttribute("aria-pressed", "false");
  button.id = `${input.id}-show`;
  button.setAttribute("aria-labelledby", `${button.id} ${input.id}-label`);
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  // Password managers offer to save what was sent as a password only.
  input.form.addEventListener("submit", () => { input.type = "password"; });
  row.className = "reveal";
  const hadFocus = document.activeElement === input;
  input.replaceWith(row);
  row.append(input, button);
  if (hadFocus) {
    input.focus();
  }
}

// Once, and never on a page that says what was wrong: it has no such attribute.
function sendWhenComplete(input) {
  let sent = false;
  input.addEventListener("input", () => {
    if (!sent && input.value.replace(/[ -]/g, "").length === Number(input.dataset.digits) && input.form.checkValidity()) {
      sent = true;
      input.form.requestSubmit();
    }
  });
}

function textOf(element) {
  const items = [...element.querySelectorAll("li")];
  return items.length ? items.map(item => item.textContent.trim()).join("\n") : element.textContent.trim();
}

function enableCopy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard) {
    return;
  }
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf(source));
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}

function enablePrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Whoever has this script can copy and print by a click, and may be asked whether it was done.
function askWhetherSaved(label) {
  const box = label.querySelector("input");
  label.hidden = false;
  document.getElementById(label.dataset.saved).addEventListener("click", event => {
    if (!box.checked) {
      event.preventDefault();
      box.setAttribute("aria-invalid", "true");
      box.focus();
    }
  });
  box.addEventListener("change", () => box.removeAttribute("aria-invalid"));
}

function followRules(list) {
  const form = list.closest("form");
  const wanted = form.elements.newPassword;
  const again = form.elements.confirmation;
  const length = list.querySelector("[data-rule=length]");
  const update = () => {
    const characters = [...wanted.value.normalize("NFC")].length;
    length.classList.toggle("ok", characters >= Number(length.dataset.min) && characters <= Number(length.dataset.max));
    list.querySelector("[data-rule=same]").classList.toggle("ok", wanted.value !== "" && wanted.value === again.value);
  };
  list.hidden = false;
  wanted.addEventListener("input", update);
  again.addEventListener("input", update);
}

function showLocally(time) {
  const formats = {
    day: { dateStyle: "long" },
    time: { timeStyle: "short" },
    both: { dateStyle: "long", timeStyle: "short" }
  };
  const moment = new Date(time.dateTime);
  time.title = time.textContent;
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, formats[time.dataset.local]).format(moment);
}

all("input[data-show]", addShowButton);
all("input[data-digits]", sendWhenComplete);
all("[data-copy]", enableCopy);
all("[data-print]", enablePrint);
all("[data-saved]", askWhetherSaved);
all("[data-rules]", followRules);
all("time[data-local]", showLocally);
focusError();
