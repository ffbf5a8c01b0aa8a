// Saves a draft as it is typed, and lets copying and mailing take what stands there. Without it
// Save does.
(() => {
  const place = document.querySelector("[data-draft]");
  const form = place?.querySelector("form");
  if (!form) return;
  const said = place.querySelector("[data-draft-said]");
  const { subject, body } = form.elements;
  const text = () => ({ subject: subject?.value ?? "", body: body.value });
  const say = (words) => {
    if (said && said.textContent !== words) said.textContent = words;
  };
  // By how many letters it is too long where it goes, as a sentence behind another.
  const tooLong = () => {
    const most = Number(place.dataset.letters);
    const over = [...body.value.trim()].length - most;
    return over > 0 ? ` ${over} ${over === 1 ? "letter" : "letters"} too long: it takes ${most}.` : "";
  };
  let saved = JSON.stringify(text());
  let waiting = 0;
  let isSaving = false;

  const save = async () => {
    clearTimeout(waiting);
    const now = JSON.stringify(text());
    if (isSaving || now === saved) return;
    isSaving = true;
    try {
      const answer = await fetch(place.dataset.draft, {
        method: "PATCH",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: now,
        keepalive: true,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      saved = now;
      say(`Saved.${tooLong()}`);
    } catch {
      say("Not saved yet: press Save.");
      return;
    } finally {
      isSaving = false;
    }
    // What was typed meanwhile.
    save();
  };

  const take = () => {
    const link = place.querySelector("a[href^='mailto:']");
    if (!link) return;
    const [address] = link.getAttribute("href").split("?");
    const { subject, body } = text();
    const encoded = (value) => encodeURIComponent(value.replace(/\r?\n/g, "\r\n"));
    link.href = `${address}?subject=${encoded(subject)}&body=${encoded(body)}`;
  };

  form.addEventListener("input", () => {
    say("");
    take();
    clearTimeout(waiting);
    waiting = setTimeout(save, 1000);
  });
  // What the form sends needs no saving.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    saved = JSON.stringify(text());
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  // Before the button's own copying, which knows the text that the page came with.
  place.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button[aria-keyshortcuts='c']");
      if (!button || JSON.stringify(text()) === place.dataset.draftText) return;
      event.stopPropagation();
      const { subject, body } = text();
      const whole = subject ? `${subject}\n\n${body}` : body;
      navigator.clipboard.writeText(whole).then(
        () => say(`Copied.${tooLong()}`),
        () => say("Select the text instead."),
      );
    },
    true,
  );
  place.dataset.draftText = saved;
})();
