// Keeps the number of unread notifications, and the page of them, as they are now. One page of
// a browser listens for all of them, since browsers keep few connections to one server.
(() => {
  const links = document.querySelectorAll("a.nav-link[href='/notifications']");
  if (links.length === 0) return;
  const NEWS = ["notification.told", "notification.read"];
  const told = "BroadcastChannel" in window ? new BroadcastChannel("kith-news") : null;

  const count = (unread) => {
    for (const link of links) {
      let shown = link.querySelector(".nav-count");
      if (unread === 0) {
        shown?.remove();
        continue;
      }
      if (!shown) {
        shown = document.createElement("span");
        shown.className = "nav-count numeric";
        link.querySelector(".nav-label")?.after(shown);
      }
      shown.textContent = String(unread);
    }
  };

  // Not under somebody's fingers: what has the focus stays until it is left.
  const renew = async (feed) => {
    if (feed.contains(document.activeElement)) {
      feed.addEventListener("focusout", () => setTimeout(look), { once: true });
      return;
    }
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-feed]");
    if (!fresh || fresh.innerHTML === feed.innerHTML) return;
    feed.replaceChildren(...fresh.childNodes);
    const said = document.querySelector("[data-feed-said]");
    if (said) said.textContent = "The notifications are renewed.";
  };

  const look = async () => {
    try {
      const answer = await fetch("/notifications/unread", { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const { unread } = await answer.json();
      count(unread);
      const feed = document.querySelector("[data-feed]");
      if (feed) await renew(feed);
    } catch {
      // The server is away; the next event or look tells.
    }
  };

  const listen = () => {
    const source = new EventSource("/events");
    const pass = () => {
      told?.postMessage("look");
      look();
    };
    for (const name of NEWS) source.addEventListener(name, pass);
    // The page is fresh when it opens; what was told while the server was away was missed.
    let isAgain = false;
    source.addEventListener("open", () => {
      if (isAgain) pass();
      isAgain = true;
    });
    return source;
  };

  told?.addEventListener("message", look);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  if (told && navigator.locks) {
    // Held until this page is left; then the next one listens.
    navigator.locks.request("kith-news", () => new Promise(() => listen()));
    return;
  }
  let source = null;
  const whileSeen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else {
      source ??= listen();
    }
  };
  whileSeen();
  document.addEventListener("visibilitychange", whileSeen);
})();
