// Sends forms without leaving the page, and shows what comes back. All that is shown is made by the server.

const show = async answer => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const opened of document.querySelectorAll("details[id]")) {
    page.getElementById(opened.id)?.toggleAttribute("open", opened.open);
  }
  for (const part of document.querySelectorAll(".part, .said, select")) {
    const fresh = page.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) {
      part.className = fresh.className;
      part.innerHTML = fresh.innerHTML;
    }
  }
  for (const half of document.querySelectorAll("#export-none, #export-some")) {
    half.hidden = page.getElementById(half.id).hidden;
  }
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus();
  }
  offerCopies();
};

const send = async (form, button) => {
  const body = new URLSearchParams(new FormData(form, button));
  form.ariaBusy = "true";
  try {
    await show(await fetch(form.action, { method: "POST", body }));
    if ("cleared" in form.dataset && !form.closest("section").querySelector(".wrong")) {
      form.reset();
    }
  } finally {
    form.ariaBusy = null;
  }
};

const offerCopies = () => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
  }
};

document.addEventListener("submit", event => {
  event.preventDefault();
  send(event.target, event.submitter);
});

document.addEventListener("click", async event => {
  const copied = event.target.dataset?.copy;
  if (copied) {
    await navigator.clipboard.writeText(document.getElementById(copied).textContent);
    event.target.textContent = "Copied";
  }
});

document.getElementById("walk").addEventListener("load", async () => show(await fetch("/")));
offerCopies();
