// Sends forms without leaving the page, and shows what comes back. All that is shown is made by the server.

const show = html => {
  const page = new DOMParser().parseFromString(html, "text/html");
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
};

const tell = (section, sentence) => {
  const line = section.querySelector(".said");
  line.classList.add("wrong");
  line.textContent = sentence;
};

/** Shows the page that a request gives, or says in a section why there is none. */
const showAnswer = async (section, request) => {
  try {
    const answer = await request;
    if (answer.ok) {
      show(await answer.text());
    } else {
      tell(section, await answer.text());
    }
    return answer.ok;
  } catch {
    tell(section, "There is no answer: the program of this page does not run any more.");
    return false;
  }
};

const send = async (form, button) => {
  if (form.ariaBusy) {
    return; // a second click
  }
  form.ariaBusy = "true";
  const section = form.closest("section");
  const body = new URLSearchParams(new FormData(form, button));
  const isShown = await showAnswer(section, fetch(form.action, { method: "POST", body }));
  form.ariaBusy = null;
  if (isShown && "cleared" in form.dataset && !section.querySelector(".wrong")) {
    form.reset();
  }
};

const copy = async button => {
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here";
  }
  setTimeout(() => button.textContent = "Copy", 2000);
};

document.addEventListener("submit", event => {
  event.preventDefault();
  send(event.target, event.submitter);
});

document.addEventListener("click", event => {
  if (event.target.dataset?.copy) {
    copy(event.target);
  }
});

const walk = document.getElementById("walk");
walk.addEventListener("load", () => showAnswer(walk.closest("section"), fetch("/")));
document.documentElement.classList.add("scripting");
